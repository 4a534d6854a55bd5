import type { Migration } from '../migration';

/** What customers and we agree on in a call: plans, disputes, money on the way, releases, referrals, script runs. */
export const agreementsMigration: Migration = {
  name: '0005-agreements',
  sql: `
create table plans (
  id text primary key,
  customer_account_id text not null references customer_accounts (id),
  case_id text references cases (id),
  mandate_id text not null references mandates (id),
  call_id text,
  script_run_id text,
  state text not null check (state in ('proposed', 'awaiting_approval', 'active', 'kept', 'broken', 'replaced', 'cancelled')),
  currency text not null,
  total_minor bigint not null check (total_minor > 0),
  fee_minor bigint not null check (fee_minor >= 0),
  cost_told_at timestamptz not null,
  made_by text not null,
  made_at timestamptz not null
);
create unique index plans_one_active on plans (customer_account_id, coalesce(case_id, '')) where state in ('active', 'awaiting_approval');
create index plans_by_account on plans (customer_account_id);

create table plan_claims (
  plan_id text not null references plans (id),
  claim_id text not null references claims (id),
  balance_minor bigint not null check (balance_minor > 0),
  primary key (plan_id, claim_id)
);

create table plan_instalments (
  id text primary key,
  plan_id text not null references plans (id),
  instalment_no integer not null check (instalment_no > 0),
  due_date date not null,
  amount_minor bigint not null check (amount_minor > 0),
  unique (plan_id, instalment_no)
);
create trigger plan_instalments_are_append_only before update or delete on plan_instalments for each row execute function refuse_change();

-- The instalments and the frozen claims of a plan both add up to its total, to the smallest unit.
create function check_plan_sum() returns trigger language plpgsql as $$
declare
  target text := case when tg_table_name = 'plans' then to_jsonb(new) ->> 'id' else to_jsonb(new) ->> 'plan_id' end;
  expected bigint;
  instalments bigint;
  claims_sum bigint;
begin
  select total_minor into expected from plans where id = target;
  select coalesce(sum(amount_minor), 0) into instalments from plan_instalments where plan_id = target;
  select coalesce(sum(balance_minor), 0) into claims_sum from plan_claims where plan_id = target;
  if instalments <> expected or claims_sum + (select fee_minor from plans where id = target) <> expected then
    raise exception 'plan % does not add up: total %, instalments %, claims %', target, expected, instalments, claims_sum
      using errcode = 'check_violation';
  end if;
  return null;
end $$;
create constraint trigger plan_adds_up after insert on plans deferrable initially deferred for each row execute function check_plan_sum();
create constraint trigger plan_instalments_add_up after insert on plan_instalments deferrable initially deferred for each row execute function check_plan_sum();
create constraint trigger plan_claims_add_up after insert on plan_claims deferrable initially deferred for each row execute function check_plan_sum();

create table disputes (
  id text primary key,
  customer_account_id text not null references customer_accounts (id),
  case_id text references cases (id),
  call_id text,
  script_run_id text,
  state text not null check (state in ('open', 'with_creditor', 'upheld', 'rejected', 'partly', 'withdrawn')),
  reason text not null,
  statement text not null,
  opened_by text not null,
  opened_at timestamptz not null,
  answer_due_date date,
  closed_at timestamptz
);
create index disputes_by_account on disputes (customer_account_id);

create table dispute_lines (
  dispute_id text not null references disputes (id),
  claim_id text not null references claims (id),
  -- 0 means the whole claim.
  line_no integer not null default 0,
  amount_minor bigint not null check (amount_minor > 0),
  primary key (dispute_id, claim_id, line_no)
);

create table payment_notices (
  id text primary key,
  customer_account_id text not null references customer_accounts (id),
  case_id text references cases (id),
  call_id text,
  source text not null check (source in ('customer_word', 'creditor', 'bank_file', 'instant')),
  amount_minor bigint not null check (amount_minor > 0),
  paid_date date not null,
  expected_date date not null,
  channel text not null,
  state text not null check (state in ('expected', 'arrived', 'overdue', 'cancelled')),
  recorded_at timestamptz not null,
  recorded_by text
);
create index payment_notices_by_account on payment_notices (customer_account_id);

create table releases (
  id text primary key,
  supply_point_id text not null references supply_points (id),
  case_id text references cases (id),
  -- What qualified it: one release per cause.
  cause_kind text not null,
  cause_id text not null,
  sequence integer not null,
  state text not null check (state in ('queued', 'sent', 'confirmed', 'failed', 'recalled')),
  caused_at timestamptz not null,
  sent_at timestamptz,
  confirmed_at timestamptz,
  unique (cause_kind, cause_id),
  unique (supply_point_id, sequence)
);

create table referrals (
  id text primary key,
  call_id text not null references calls (id),
  customer_id text not null references customers (id),
  authority text not null,
  topic text not null,
  given_by text not null,
  given_at timestamptz not null
);

create table invoice_resends (
  claim_id text not null references claims (id),
  requested_at timestamptz not null,
  requested_by text not null,
  call_id text,
  channel text not null,
  address text not null,
  primary key (claim_id, requested_at)
);

create table script_runs (
  id text primary key,
  call_id text not null references calls (id),
  customer_id text references customers (id),
  case_id text references cases (id),
  slug text not null,
  version integer not null,
  language text not null,
  state text not null check (state in ('running', 'finished', 'left')),
  run jsonb not null,
  started_by text not null,
  started_at timestamptz not null,
  ended_at timestamptz
);
create index script_runs_by_call on script_runs (call_id);

-- Exactly what was shown, answered and done, in order; never changed.
create table script_run_steps (
  run_id text not null references script_runs (id),
  step_no integer not null,
  at timestamptz not null,
  kind text not null,
  step_id text not null,
  words text not null,
  answer jsonb,
  primary key (run_id, step_no)
);
create trigger script_run_steps_are_append_only before update or delete on script_run_steps for each row execute function refuse_change();
`,
};
