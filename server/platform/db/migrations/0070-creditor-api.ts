import type { Migration } from '../migration';

/** The door of creditors' systems: their keys, what they are told and where to, and how far a payment's source is trusted. */
export const creditorApiMigration: Migration = {
  name: '0070-creditor-api',
  sql: `
create table creditor_api_keys (
  id text primary key,
  creditor_id text not null references creditors (id),
  title text not null,
  -- Shown in lists so that people know which key it is; the secret itself is kept as a hash only.
  prefix text not null unique,
  secret_hash bytea not null,
  scopes text[] not null check (cardinality(scopes) > 0),
  expires_at timestamptz,
  revoked_at timestamptz,
  last_used_at timestamptz,
  created_by text,
  created_at timestamptz not null
);
create index creditor_api_keys_by_creditor on creditor_api_keys (creditor_id, created_at);

-- The answers that were given under an idempotency key; a pending row (no answer) is a request under way.
create table api_receipts (
  creditor_id text not null references creditors (id),
  idempotency_key text not null,
  route text not null,
  body_hash text not null,
  answer jsonb,
  created_at timestamptz not null,
  primary key (creditor_id, idempotency_key)
);
create index api_receipts_by_age on api_receipts (created_at);

create table webhook_endpoints (
  id text primary key,
  creditor_id text not null references creditors (id),
  url text not null,
  -- Sealed with the installation's key; the older secret signs beside the new one until its day.
  secret_sealed text not null,
  earlier_secret_sealed text,
  earlier_secret_until timestamptz,
  -- Null means every kind.
  event_types text[],
  disabled_at timestamptz,
  disabled_why text,
  created_by text,
  created_at timestamptz not null
);
create index webhook_endpoints_by_creditor on webhook_endpoints (creditor_id);

-- Everything a creditor was to be told, in order; kept for replay whether or not it has an endpoint.
create table creditor_events (
  id text primary key,
  event_no bigint generated always as identity unique,
  creditor_id text not null references creditors (id),
  source_key text not null unique,
  type text not null,
  order_key text,
  payload jsonb not null,
  happened_at timestamptz not null,
  recorded_at timestamptz not null
);
create index creditor_events_by_creditor on creditor_events (creditor_id, event_no);
create index creditor_events_by_time on creditor_events (creditor_id, happened_at);
create trigger creditor_events_are_append_only before update or delete on creditor_events for each row execute function refuse_change();

-- What a creditor was last told of a case: the next telling says only what has changed.
create table creditor_case_told (
  case_id text primary key references cases (id),
  digest text not null
);

-- The outbox learns order, age and the state of its targets.
alter table outbox_messages
  add column message_no bigint generated always as identity,
  -- Messages of one target with the same key leave in the order in which they were written.
  add column order_key text,
  -- Since when it is tried; set anew when a person replays a dead letter.
  add column retry_since timestamptz,
  add column last_status integer;
update outbox_messages set retry_since = created_at;
alter table outbox_messages alter column retry_since set not null;
create index outbox_in_order on outbox_messages (target, order_key, message_no) where state = 'queued' and order_key is not null;
-- A worker finds its own without walking past what waits for others.
create index outbox_queued_by_target on outbox_messages (target text_pattern_ops, next_attempt_at) where state = 'queued';
create index outbox_by_target on outbox_messages (target, state, message_no);

create table outbox_targets (
  target text primary key,
  failures integer not null default 0,
  -- The breaker: nothing is sent before this time, then one message tries.
  open_until timestamptz,
  last_failure_at timestamptz,
  last_success_at timestamptz
);

-- How far a payment told by a source is believed; the row of the creditor goes before the general one (creditor null).
create table payment_source_trust (
  id text primary key,
  creditor_id text references creditors (id),
  source text not null check (source in ('customer_word', 'creditor', 'bank_file', 'instant', 'card')),
  -- release: a cut supply is opened at once; hold: collection rests, no more; none: it is noted only.
  trust text not null check (trust in ('release', 'hold', 'none')),
  -- The least share of what stops the cut that must be on its way before a supply is opened, in basis points.
  least_share_bp integer not null default 9000 check (least_share_bp between 0 and 10000),
  valid_from date not null,
  valid_to date,
  why text not null,
  created_by text,
  created_at timestamptz not null,
  check (valid_to is null or valid_to >= valid_from)
);
create unique index payment_source_trust_current on payment_source_trust (coalesce(creditor_id, ''), source) where valid_to is null;
insert into payment_source_trust (id, creditor_id, source, trust, valid_from, why, created_at) values
  ('trust_general_customer_word', null, 'customer_word', 'release', '2020-01-01', 'The mandate says whether this creditor lets us open on a word at all.', now()),
  ('trust_general_creditor', null, 'creditor', 'release', '2020-01-01', 'The creditor itself says that the money comes.', now()),
  ('trust_general_bank_file', null, 'bank_file', 'release', '2020-01-01', 'The bank has the order.', now()),
  ('trust_general_instant', null, 'instant', 'release', '2020-01-01', 'An instant payment cannot be taken back.', now()),
  ('trust_general_card', null, 'card', 'release', '2020-01-01', 'The card was charged.', now());

alter table payment_notices drop constraint payment_notices_source_check;
alter table payment_notices
  add constraint payment_notices_source_check check (source in ('customer_word', 'creditor', 'bank_file', 'instant', 'card')),
  add column source_id text,
  add column ended_at timestamptz;
create unique index payment_notices_once on payment_notices (customer_account_id, source, source_id) where source_id is not null;

alter table releases
  add column failures integer not null default 0,
  add column asked integer not null default 1,
  add column alarm text check (alarm in ('not_sent', 'not_confirmed')),
  add column alarmed_at timestamptz,
  add column recalled_at timestamptz;
create index releases_open on releases (caused_at) where state in ('queued', 'sent', 'failed');
create index releases_by_time on releases (caused_at);
`,
};
