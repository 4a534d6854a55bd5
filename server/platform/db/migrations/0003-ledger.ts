import type { Migration } from '../migration';

/** The open-item subledger: append-only entries in minor units, allocations as rows, sums checked here. */
export const ledgerMigration: Migration = {
  name: '0003-ledger',
  sql: `
create table customer_accounts (
  id text primary key,
  customer_id text not null references customers (id),
  creditor_id text not null references creditors (id),
  customer_no text not null,
  currency text not null,
  created_at timestamptz not null,
  unique (creditor_id, customer_no)
);
create index customer_accounts_by_customer on customer_accounts (customer_id);

create table supply_points (
  id text primary key,
  customer_account_id text not null references customer_accounts (id),
  utility text not null,
  meter_no text not null,
  street text not null,
  postcode text not null,
  city text not null,
  is_electric_heating boolean not null default false,
  service_state text not null default 'connected' check (service_state in ('connected', 'restricted', 'cut')),
  service_state_since date not null,
  release_sequence integer not null default 0
);
create index supply_points_by_account on supply_points (customer_account_id);

create table cases (
  id text primary key,
  case_no text not null unique,
  customer_account_id text not null references customer_accounts (id),
  supply_point_id text references supply_points (id),
  stage text not null check (stage in ('overdue', 'reminder', 'collection_notice', 'payment_demand', 'legal', 'closed')),
  stage_since date not null,
  next_stage text,
  next_stage_date date,
  limitation_date date,
  disconnection_notice_date date,
  opened_at timestamptz not null,
  closed_at timestamptz
);
create index cases_by_account on cases (customer_account_id);

create table claims (
  id text primary key,
  customer_account_id text not null references customer_accounts (id),
  case_id text references cases (id),
  supply_point_id text references supply_points (id),
  kind text not null check (kind in ('invoice', 'fee')),
  invoice_no text not null,
  reference text not null,
  issue_date date not null,
  due_date date not null,
  period_from date,
  period_to date,
  currency text not null,
  import_file_id text,
  created_at timestamptz not null,
  unique (customer_account_id, kind, invoice_no)
);
create index claims_by_account on claims (customer_account_id, due_date);
create index claims_by_reference on claims (reference);

create table invoice_lines (
  claim_id text not null references claims (id),
  line_no integer not null,
  kind text not null,
  text text not null,
  quantity text,
  unit text,
  amount_minor bigint not null,
  primary key (claim_id, line_no)
);

create table deliveries (
  claim_id text not null references claims (id),
  at timestamptz not null,
  channel text not null,
  address text not null,
  result text not null check (result in ('sent', 'delivered', 'opened', 'returned', 'failed')),
  primary key (claim_id, at, result)
);

-- Signed minor units: positive is owed, negative is credit. A payment belongs to the account (claim_id null) and reaches
-- claims through allocations; everything else stands on its claim.
create table ledger_entries (
  id text primary key,
  customer_account_id text not null references customer_accounts (id),
  claim_id text references claims (id),
  kind text not null check (kind in ('invoice', 'credit_note', 'fee', 'fee_waiver', 'interest', 'payment', 'refund', 'write_off')),
  amount_minor bigint not null,
  currency text not null,
  event_date date not null,
  recorded_at timestamptz not null,
  cause text not null,
  -- Set for what came from outside: the same source entry never enters twice.
  source text,
  source_id text,
  channel text,
  reference text,
  payer_name text,
  payer_account text,
  check (amount_minor <> 0),
  check ((kind in ('invoice', 'fee', 'interest', 'refund')) = (amount_minor > 0)),
  check (kind in ('payment', 'refund') or claim_id is not null),
  check (kind <> 'payment' or claim_id is null)
);
create unique index ledger_entries_once on ledger_entries (source, source_id) where source_id is not null;
create index ledger_entries_by_claim on ledger_entries (claim_id);
create index ledger_entries_by_account on ledger_entries (customer_account_id, event_date);
create trigger ledger_entries_are_append_only before update or delete on ledger_entries for each row execute function refuse_change();

create function check_entry_currency() returns trigger language plpgsql as $$
begin
  if new.currency <> (select currency from customer_accounts where id = new.customer_account_id) then
    raise exception 'entry % is in another currency than its account', new.id using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger ledger_entry_currency before insert on ledger_entries for each row execute function check_entry_currency();

create table allocations (
  id text primary key,
  credit_entry_id text not null references ledger_entries (id),
  debit_entry_id text not null references ledger_entries (id),
  amount_minor bigint not null check (amount_minor <> 0),
  match text not null check (match in ('reference', 'amount_and_payer', 'manual')),
  -- A negative row takes an earlier allocation back; nothing is ever changed in place.
  reverses_id text references allocations (id),
  recorded_at timestamptz not null,
  recorded_by text,
  check ((reverses_id is null) = (amount_minor > 0))
);
create index allocations_by_credit on allocations (credit_entry_id);
create index allocations_by_debit on allocations (debit_entry_id);
create unique index allocations_reversed_once on allocations (reverses_id) where reverses_id is not null;
create trigger allocations_are_append_only before update or delete on allocations for each row execute function refuse_change();

create function check_allocation() returns trigger language plpgsql as $$
declare
  credit ledger_entries%rowtype;
  debit ledger_entries%rowtype;
  laid_from bigint;
  laid_on bigint;
begin
  -- Locks in one order (credit before debit) so that two allocations never wait for each other.
  select * into credit from ledger_entries where id = new.credit_entry_id for update;
  select * into debit from ledger_entries where id = new.debit_entry_id for update;
  if credit.amount_minor >= 0 or debit.amount_minor <= 0 or credit.customer_account_id <> debit.customer_account_id then
    raise exception 'allocation % must go from a credit to a debit of the same account', new.id using errcode = 'check_violation';
  end if;
  select coalesce(sum(amount_minor), 0) into laid_from from allocations where credit_entry_id = new.credit_entry_id;
  select coalesce(sum(amount_minor), 0) into laid_on from allocations where debit_entry_id = new.debit_entry_id;
  if laid_from > -credit.amount_minor or laid_on > debit.amount_minor or laid_from < 0 or laid_on < 0 then
    raise exception 'allocation % exceeds one of its sides', new.id using errcode = 'check_violation';
  end if;
  return null;
end $$;
create constraint trigger allocation_within_bounds after insert on allocations for each row execute function check_allocation();

create view claim_balances as
  select c.id as claim_id, c.customer_account_id,
    coalesce((select sum(e.amount_minor) from ledger_entries e where e.claim_id = c.id), 0)
    - coalesce((select sum(a.amount_minor) from allocations a join ledger_entries d on d.id = a.debit_entry_id where d.claim_id = c.id), 0)
    as balance_minor
  from claims c;

create table holds (
  id text primary key,
  case_id text not null references cases (id),
  kind text not null,
  until_date date,
  placed_at timestamptz not null,
  placed_by text,
  call_id text,
  note text not null default '',
  ended_at timestamptz
);
create index holds_by_case on holds (case_id);
create unique index holds_one_of_a_kind on holds (case_id, kind) where ended_at is null;

create table notes (
  id text primary key,
  customer_id text not null references customers (id),
  case_id text references cases (id),
  call_id text,
  written_by text not null,
  written_at timestamptz not null,
  text text not null
);
create index notes_by_customer on notes (customer_id, written_at);

create table import_files (
  id text primary key,
  creditor_id text not null references creditors (id),
  file_name text not null,
  format text not null,
  sha256 text not null,
  entries integer not null,
  accepted integer not null,
  rejected integer not null,
  duplicates integer not null,
  summary jsonb not null,
  imported_at timestamptz not null,
  imported_by text
);
create index import_files_by_creditor on import_files (creditor_id, imported_at);

create table import_rejections (
  import_file_id text not null references import_files (id),
  entry_no integer not null,
  place text not null,
  code text not null,
  reason text not null,
  primary key (import_file_id, entry_no)
);

-- Money that came in for a creditor but could not be laid on a customer account: the work list.
create table unmatched_payments (
  id text primary key,
  creditor_id text not null references creditors (id),
  import_file_id text references import_files (id),
  source text not null,
  source_id text not null,
  amount_minor bigint not null check (amount_minor > 0),
  currency text not null,
  booked_date date not null,
  reference text,
  payer_name text,
  payer_account text,
  resolved_entry_id text references ledger_entries (id),
  created_at timestamptz not null,
  unique (source, source_id)
);
create index unmatched_payments_open on unmatched_payments (creditor_id, booked_date) where resolved_entry_id is null;
`,
};
