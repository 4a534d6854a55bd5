import type { Migration } from '../migration';

/** Rows of law and policy that an administrator added on top of the program's own: written once, never changed. */
export const ruleRowsMigration: Migration = {
  name: '0030-rule-rows',
  sql: `
create table rule_rows (
  id text primary key,
  -- The order of recording: it decides which row takes the days of which (docs/adr/0010).
  added_no bigint generated always as identity unique,
  domain text not null,
  topic text,
  country text not null check (country in ('NO', 'SE', 'FI')),
  customer_kind text not null check (customer_kind in ('consumer', 'business', 'any')),
  utilities text[],
  creditor_id text references creditors (id),
  valid_from date,
  valid_to date,
  status text not null check (status in ('in_force', 'adopted_not_in_force', 'practice', 'policy')),
  params jsonb not null,
  source text[] not null check (cardinality(source) > 0),
  confidence text not null check (confidence in ('high', 'medium', 'low')),
  note text not null,
  added_at timestamptz not null,
  added_by text not null references login_accounts (id),
  check (valid_to is null or valid_from <= valid_to),
  check ((status = 'adopted_not_in_force') = (valid_from is null))
);
create trigger rule_rows_are_append_only before update or delete on rule_rows for each row execute function refuse_change();
`,
};
