import type { Migration } from '../migration';

/** Agents, queues, calls, offers, recordings, wrap-ups. */
export const callsMigration: Migration = {
  name: '0004-calls',
  sql: `
create table queues (
  id text primary key,
  slug text not null unique,
  creditor_id text references creditors (id),
  name jsonb not null,
  topic text,
  priority integer not null default 5,
  required_skills jsonb not null,
  ageing_per_second integer not null default 1,
  created_at timestamptz not null
);

-- The numbers customers dial.
create table creditor_numbers (
  phone text primary key,
  creditor_id text not null references creditors (id),
  queue_id text not null references queues (id),
  language text not null
);

create table agents (
  id text primary key references login_accounts (id),
  skills jsonb not null,
  state text not null check (state in ('offline', 'available', 'unavailable', 'ringing', 'on_call', 'wrapping_up')),
  reason text,
  state_since timestamptz not null,
  requested_next jsonb,
  heartbeat_at timestamptz,
  workstation_epoch integer not null default 0,
  idle_since timestamptz
);
create index agents_available on agents (idle_since) where state = 'available';

create table calls (
  id text primary key,
  direction text not null check (direction in ('in', 'out')),
  state text not null,
  creditor_id text not null references creditors (id),
  queue_id text references queues (id),
  language text not null,
  from_number text not null,
  to_number text not null,
  topic text,
  priority integer not null,
  required_skills jsonb not null default '[]',
  arrived_at timestamptz not null,
  entered_queue_at timestamptz,
  offered_at timestamptz,
  answered_at timestamptz,
  ended_at timestamptz,
  held_at timestamptz,
  hold_ms bigint not null default 0,
  agent_id text references agents (id),
  sticky_agent_id text references agents (id),
  sticky_until timestamptz,
  customer_id text references customers (id),
  case_id text references cases (id),
  candidate_customer_ids text[] not null default '{}',
  returned_from_call_id text references calls (id),
  customer_leg_id text,
  agent_leg_id text,
  is_agent_muted boolean not null default false,
  ended_by text,
  end_reason text,
  notice_played_at timestamptz,
  version integer not null default 0
);
create index calls_waiting on calls (queue_id, entered_queue_at) where state = 'queued';
create index calls_live on calls (state) where state in ('arriving', 'queued', 'offered', 'connecting', 'dialing', 'ringing', 'talking', 'held');
create index calls_by_customer on calls (customer_id, arrived_at);
create index calls_by_from on calls (from_number, ended_at);
create index calls_by_agent on calls (agent_id, arrived_at);
create index calls_by_time on calls (arrived_at);

-- A terminal state is absorbing: exactly one end for every call.
create function keep_terminal_call() returns trigger language plpgsql as $$
begin
  if old.state in ('ended', 'closed_hours', 'overflowed', 'callback_booked', 'abandoned', 'busy', 'no_answer', 'cancelled', 'failed')
     and new.state <> old.state then
    raise exception 'call % has ended as % and cannot become %', old.id, old.state, new.state using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger calls_end_once before update on calls for each row execute function keep_terminal_call();

-- One row per agent who is rung or talking: the primary key is "one live call per agent",
-- the unique call is "one agent per call".
create table agent_engagements (
  agent_id text primary key references agents (id),
  call_id text not null unique references calls (id),
  offer_id text,
  since timestamptz not null
);

create table offers (
  id text primary key,
  call_id text not null references calls (id),
  agent_id text not null references agents (id),
  state text not null check (state in ('ringing', 'accepted', 'rejected', 'missed', 'withdrawn')),
  offered_at timestamptz not null,
  ring_until timestamptz not null,
  ended_at timestamptz,
  -- The order key the decision was made by, for later proof.
  order_key jsonb not null default '{}'
);
create unique index offers_one_ringing_per_call on offers (call_id) where state = 'ringing';
create unique index offers_one_ringing_per_agent on offers (agent_id) where state = 'ringing';
create index offers_by_call on offers (call_id);

create table agent_state_spans (
  agent_id text not null references agents (id),
  state text not null,
  reason text,
  since timestamptz not null,
  until timestamptz,
  primary key (agent_id, since, state)
);
create index agent_state_spans_open on agent_state_spans (agent_id) where until is null;

-- What was done in the call: prefills the outcome, and QA compares the outcome with it.
create table call_actions (
  call_id text not null references calls (id),
  action_no bigint generated always as identity,
  action text not null,
  subject_id text,
  at timestamptz not null,
  primary key (call_id, action_no)
);

create table identity_gates (
  call_id text not null references calls (id),
  customer_id text not null references customers (id),
  factors text[] not null,
  opened_by text not null,
  opened_at timestamptz not null,
  primary key (call_id, customer_id)
);

create table recordings (
  id text primary key,
  call_id text not null references calls (id),
  state text not null check (state in ('off', 'announced', 'recording', 'paused', 'stored', 'failed')),
  started_at timestamptz,
  stored_at timestamptz,
  duration_ms bigint,
  bytes bigint,
  sha256 text,
  file_name text,
  peaks jsonb
);
create index recordings_by_call on recordings (call_id);

create table recording_pauses (
  recording_id text not null references recordings (id),
  paused_at timestamptz not null,
  resumed_at timestamptz,
  primary key (recording_id, paused_at)
);

create table call_quality (
  call_id text not null references calls (id),
  leg text not null,
  at timestamptz not null,
  loss_bp integer not null,
  jitter_ms integer not null,
  level_dbfs integer not null,
  primary key (call_id, leg, at)
);

create table wrap_ups (
  id text primary key,
  call_id text not null unique references calls (id),
  agent_id text not null references agents (id),
  state text not null check (state in ('open', 'closed', 'unclassified')),
  opened_at timestamptz not null,
  due_at timestamptz not null,
  is_extended boolean not null default false,
  closed_at timestamptz,
  reason text,
  outcome text,
  is_resolved boolean,
  is_follow_up_agreed boolean not null default false,
  note text not null default '',
  revision integer not null default 0
);
create index wrap_ups_open on wrap_ups (agent_id) where state = 'open';
`,
};
