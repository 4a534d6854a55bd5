import type { Migration } from '../migration';

/** The customer account a run of a call script is about, for customers who owe at several creditors. */
export const scriptRunAccountMigration: Migration = {
  name: '0012-script-run-account',
  sql: `
alter table script_runs add column customer_account_id text references customer_accounts (id);
-- An agent leads one dialogue at a time.
create unique index script_runs_one_running on script_runs (call_id) where state = 'running';
`,
};
