import type { Migration } from '../migration';

/**
 * How far a word about money was believed stands on the word itself, with the supply it was for; and a customer's own word opens
 * nothing any more unless the creditor has a row of its own that says so.
 */
export const moneyOnTheWayMigration: Migration = {
  name: '0140-money-on-the-way',
  sql: `
alter table payment_notices
  add column supply_point_id text references supply_points (id),
  -- Words from before the column rested collection, so they are kept as that.
  add column trust text not null default 'hold' check (trust in ('release', 'hold', 'none')),
  add column least_share_bp integer not null default 10000 check (least_share_bp between 0 and 10000);
alter table payment_notices alter column trust drop default, alter column least_share_bp drop default;

update payment_source_trust set valid_to = '2026-10-31' where id = 'trust_general_customer_word' and valid_to is null;
insert into payment_source_trust (id, creditor_id, source, trust, valid_from, why, created_at) values
  ('trust_general_customer_word_2', null, 'customer_word', 'hold', '2026-11-01',
   'What the customer says rests collection. A cut supply is opened by a confirmed or agreed channel only; a creditor that opens on the word says so in a row of its own.',
   now());
`,
};
