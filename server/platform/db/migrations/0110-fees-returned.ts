import type { Migration } from '../migration';

/** What fell with a dispute that was upheld: fees nobody has to pay, and of them what had been paid and is the customer's again. */
export const feesReturnedMigration: Migration = {
  name: '0110-fees-returned',
  sql: `
alter table disputes add column fees_removed_minor bigint not null default 0 check (fees_removed_minor >= 0);
alter table disputes add column fees_returned_minor bigint not null default 0 check (fees_returned_minor >= 0);
`,
};
