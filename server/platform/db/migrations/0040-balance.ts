import type { Migration } from '../migration';

/** What the balance and the cause tree need: late interest that a contract names, and what the ledger said in each call. */
export const balanceMigration: Migration = {
  name: '0040-balance',
  sql: `
-- Late interest of the claim's contract in hundredths of a per cent; null = the law's.
alter table claims add column agreed_rate_bp integer check (agreed_rate_bp between 0 and 10000);
-- The kinds of insight an agent saw when the identity gate opened; causes of repeated contacts are read from them.
alter table call_facts add column insight_kinds text[] not null default '{}';
`,
};
