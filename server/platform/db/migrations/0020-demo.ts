import type { Migration } from '../migration';

/** The people of the demo world whom a visitor can play on the phone page, each with a reason to call. */
export const demoMigration: Migration = {
  name: '0020-demo',
  sql: `
create table demo_stories (
  customer_id text primary key references customers (id),
  place integer not null unique,
  phone text not null,
  creditor_phone text not null references creditor_numbers (phone),
  story jsonb not null
);
`,
};
