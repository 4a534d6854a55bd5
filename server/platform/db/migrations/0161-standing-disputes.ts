import type { Migration } from '../migration';

/**
 * A dispute stands while it waits for its answer, and then while what the creditor gave up has not been credited: said once here,
 * for every statement that asks. The words of it in the program: `doesDisputeStand` in shared/disputes.
 */
export const standingDisputesMigration: Migration = {
  name: '0161-standing-disputes',
  sql: `
alter table disputes add column stands boolean not null generated always as (
  state in ('open', 'with_creditor') or (credit_expected_minor is not null and credited_at is null)) stored;
`,
};
