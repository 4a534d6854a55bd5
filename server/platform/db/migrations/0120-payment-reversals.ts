import type { Migration } from '../migration';

/** Money that went back: a payment of the work list that is taken back leaves the list without ever having been placed. */
export const paymentReversalsMigration: Migration = {
  name: '0120-payment-reversals',
  sql: `
alter table unmatched_payments add column reversed_on date;
`,
};
