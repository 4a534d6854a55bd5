import type { Migration } from '../migration';

/** New due dates, freezes, changes of flags, and who else may speak for a customer. */
export const caseCareMigration: Migration = {
  name: '0080-case-care',
  sql: `
create table postponements (
  id text primary key,
  case_id text not null references cases (id),
  hold_id text not null references holds (id),
  mandate_id text not null references mandates (id),
  call_id text references calls (id),
  script_run_id text,
  from_date date not null,
  until_date date not null,
  fee_minor bigint not null check (fee_minor >= 0),
  fee_rule_id text,
  fee_claim_id text references claims (id),
  cost_told_at timestamptz not null,
  agreed_by text not null,
  agreed_at timestamptz not null,
  check (until_date > from_date),
  check ((fee_minor = 0) = (fee_claim_id is null))
);
create index postponements_by_case on postponements (case_id);
create trigger postponements_are_append_only before update or delete on postponements for each row execute function refuse_change();

create table case_freezes (
  id text primary key,
  case_id text not null references cases (id),
  hold_id text not null references holds (id),
  call_id text references calls (id),
  script_run_id text,
  reason text not null check (reason in ('moved', 'not_mine', 'deceased', 'id_theft', 'minor', 'cannot_pay', 'illness')),
  from_date date not null,
  until_date date not null,
  placed_by text not null,
  placed_at timestamptz not null,
  check (until_date > from_date)
);
create index case_freezes_by_case on case_freezes (case_id);
create trigger case_freezes_are_append_only before update or delete on case_freezes for each row execute function refuse_change();

-- Codes only, never a diagnosis; who set and who took away, for ever.
create table customer_flag_changes (
  customer_id text not null references customers (id),
  change_no bigint generated always as identity,
  flag text not null,
  is_set boolean not null,
  call_id text references calls (id),
  changed_by text not null,
  changed_at timestamptz not null,
  primary key (customer_id, change_no)
);
create trigger customer_flag_changes_are_append_only before update or delete on customer_flag_changes for each row execute function refuse_change();

create table authorities_on_record (
  id text primary key,
  customer_id text not null references customers (id),
  kind text not null check (kind in ('spoken', 'written', 'guardian', 'estate', 'company')),
  holder_name text not null,
  holder_name_folded text not null,
  holder_birth_date date not null,
  document text not null,
  valid_from date not null,
  valid_to date not null,
  call_id text references calls (id),
  recorded_by text not null,
  recorded_at timestamptz not null,
  revoked_by text,
  revoked_at timestamptz,
  check (valid_to >= valid_from),
  check (kind = 'spoken' or document <> ''),
  check ((revoked_by is null) = (revoked_at is null))
);
create index authorities_by_customer on authorities_on_record (customer_id);

-- Set when somebody else than the customer spoke: on whose behalf they were let in.
alter table identity_gates add column authority_id text references authorities_on_record (id);
`,
};
