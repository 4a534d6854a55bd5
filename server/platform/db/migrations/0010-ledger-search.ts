import type { Migration } from '../migration';

/** What finding a claim or a payer quickly needs, the numbers of new cases, and the claim that carries a plan's fee. */
export const ledgerSearchMigration: Migration = {
  name: '0010-ledger-search',
  sql: `
-- The reference as matching compares it (shared/references canonicalReference): no blanks, upper case, no leading zeros.
alter table claims add column reference_key text generated always as (
  case
    when upper(regexp_replace(reference, '[[:space:]]', '', 'g')) ~ '^[0-9]+-?$'
      then coalesce(nullif(ltrim(upper(regexp_replace(reference, '[[:space:]]', '', 'g')), '0'), ''), '0')
    else upper(regexp_replace(reference, '[[:space:]]', '', 'g'))
  end
) stored;
create index claims_by_reference_key on claims (reference_key);
create index claims_by_invoice_no on claims (invoice_no);
create index claims_by_case on claims (case_id);
create index cases_by_supply_point on cases (supply_point_id);
create index claims_without_case on claims (due_date) where case_id is null;
create index customer_accounts_by_no on customer_accounts (customer_no);
create index ledger_entries_by_payer_account on ledger_entries (payer_account) where payer_account is not null;
create index ledger_entries_by_claimed_amount on ledger_entries (amount_minor) where kind in ('invoice', 'fee');
create index payment_notices_by_case on payment_notices (case_id);
create index releases_by_supply_point on releases (supply_point_id);
create index plan_claims_by_claim on plan_claims (claim_id);
create index dispute_lines_by_claim on dispute_lines (claim_id);

-- The row of a file says what became of its entries, so it is written after them, in the same transaction.
alter table unmatched_payments alter constraint unmatched_payments_import_file_id_fkey deferrable initially deferred;

create sequence case_numbers start 100001;

-- The fee of a plan is a claim of its own, booked when the plan is agreed.
alter table plans add column fee_claim_id text references claims (id);
`,
};
