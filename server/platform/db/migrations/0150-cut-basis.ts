import type { Migration } from '../migration';

/** What a warning was about, when the creditor heard of an order, and heating that nobody has told us of. */
export const cutBasisMigration: Migration = {
  name: '0150-cut-basis',
  sql: `
-- Null = not told, and then nobody is cut as if it were known. What was written as false may be either: nobody can tell them apart.
alter table supply_points alter column is_electric_heating drop not null, alter column is_electric_heating drop default;
update supply_points set is_electric_heating = null where not is_electric_heating;

-- The unpaid invoices that the standing warning named; null = not known.
alter table cases add column disconnection_claim_ids text[];

-- When the first of the creditor's systems took the order.
alter table disconnection_orders add column told_at timestamptz;
`,
};
