import type { Migration } from '../migration';

/** Answers to disputes, and what is done about a cut: steps, decisions, orders and recalls with a rising sequence per supply point. */
export const disputesDisconnectionMigration: Migration = {
  name: '0060-disputes-disconnection',
  sql: `
alter table disputes
  add column is_material boolean not null default true,
  add column sent_at timestamptz,
  add column overdue_at timestamptz,
  add column answer_text text,
  add column answered_by_kind text check (answered_by_kind in ('creditor', 'lead', 'agent')),
  add column answered_by text,
  add column accepted_minor bigint check (accepted_minor > 0),
  add column credit_expected_minor bigint check (credit_expected_minor > 0),
  add column credited_at timestamptz,
  add column resumes_on date;
create index disputes_unanswered on disputes (answer_due_date) where state in ('open', 'with_creditor');

alter table cases
  add column disconnection_alternatives_date date,
  add column disconnection_obstacle_check_date date;
create index cases_warned on cases (disconnection_notice_date) where disconnection_notice_date is not null and closed_at is null;

-- What was done about a cut, in order; never changed. What holds now stands in cases, written in the same transaction.
create table disconnection_steps (
  id text primary key,
  case_id text not null references cases (id),
  supply_point_id text not null references supply_points (id),
  kind text not null check (kind in (
    'reminder_sent', 'alternatives_told', 'warning_sent', 'warning_served', 'social_notice_sent', 'social_service_accepted',
    'obstacle_reported', 'danger_reported', 'obstacles_checked', 'decided', 'advised', 'warning_withdrawn'
  )),
  on_date date not null,
  recorded_at timestamptz not null,
  recorded_by text,
  call_id text,
  detail jsonb not null
);
create index disconnection_steps_by_case on disconnection_steps (case_id, recorded_at);
create trigger disconnection_steps_are_append_only before update or delete on disconnection_steps for each row execute function refuse_change();

create table disconnection_orders (
  id text primary key,
  case_id text not null references cases (id),
  supply_point_id text not null references supply_points (id),
  state text not null check (state in ('queued', 'dispatched', 'cancelled', 'recalled', 'confirmed')),
  -- Taken at dispatch from the same counter as releases: whoever receives both can refuse the older.
  sequence integer,
  recall_sequence integer,
  sum_minor bigint not null check (sum_minor > 0),
  currency text not null,
  earliest_date date not null,
  rule_id text not null,
  ordered_by text not null,
  ordered_at timestamptz not null,
  dispatched_at timestamptz,
  ended_at timestamptz,
  -- Why it was called off or called back.
  why text[] not null default '{}',
  unique (supply_point_id, sequence),
  unique (supply_point_id, recall_sequence),
  check ((state in ('dispatched', 'recalled', 'confirmed')) = (sequence is not null)),
  check ((state = 'recalled') = (recall_sequence is not null)),
  check (recall_sequence is null or recall_sequence > sequence)
);
create index disconnection_orders_by_case on disconnection_orders (case_id, ordered_at);
-- One order at a time: a second cut of the same place waits until the first is over.
create unique index disconnection_orders_one_open on disconnection_orders (supply_point_id) where state in ('queued', 'dispatched');
`,
};
