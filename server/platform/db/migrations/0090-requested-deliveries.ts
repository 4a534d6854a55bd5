import type { Migration } from '../migration';

/** An invoice that we asked the creditor to send again is not sent yet: the delivery log is evidence and must not say so. */
export const requestedDeliveriesMigration: Migration = {
  name: '0090-requested-deliveries',
  sql: `
alter table deliveries drop constraint deliveries_result_check;
alter table deliveries add constraint deliveries_result_check
  check (result in ('requested', 'sent', 'delivered', 'opened', 'returned', 'failed'));
`,
};
