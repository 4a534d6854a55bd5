import type { Migration } from '../migration';

/** Journal, outbox, inbox, timers, receipts, logins, audit: what every feature stands on. */
export const platformMigration: Migration = {
  name: '0001-platform',
  sql: `
-- Refuses changes to rows that are facts. Attached to every append-only table.
create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only: write a new row instead', tg_table_name using errcode = 'restrict_violation';
end $$;

-- The one-row counter makes positions gapless and in commit order: it is taken by the last statement of a transaction.
create table journal_position (
  is_only_row boolean primary key default true check (is_only_row),
  position bigint not null
);
insert into journal_position (position) values (0);

create table journal (
  position bigint primary key,
  stream text not null,
  kind text not null,
  payload jsonb not null,
  happened_at timestamptz not null,
  recorded_at timestamptz not null default clock_timestamp()
);
create index journal_by_stream on journal (stream, position);
create trigger journal_is_append_only before update or delete on journal for each row execute function refuse_change();

create table journal_cursors (
  reader text primary key,
  position bigint not null
);

create table outbox_messages (
  id text primary key,
  target text not null,
  kind text not null,
  idempotency_key text not null unique,
  payload jsonb not null,
  state text not null default 'queued' check (state in ('queued', 'done', 'dead')),
  attempts integer not null default 0,
  next_attempt_at timestamptz not null,
  lease_until timestamptz,
  fence bigint not null default 0,
  created_at timestamptz not null,
  done_at timestamptz,
  last_error text
);
create index outbox_due on outbox_messages (next_attempt_at) where state = 'queued';

create table inbox_messages (
  source text not null,
  source_id text not null,
  kind text not null,
  received_at timestamptz not null,
  primary key (source, source_id)
);

-- Every wait that matters is a row. A lease timer is moved forward by the time in which no server ran.
create table timers (
  kind text not null,
  subject_id text not null,
  due_at timestamptz not null,
  is_lease boolean not null,
  attempts integer not null default 0,
  primary key (kind, subject_id)
);
create index timers_due on timers (due_at);

create table server_heartbeats (
  server_id text primary key,
  started_at timestamptz not null,
  beat_at timestamptz not null
);

create table command_receipts (
  login_account_id text not null,
  command_id text not null,
  name text not null,
  body_hash text not null,
  answer jsonb not null,
  created_at timestamptz not null,
  primary key (login_account_id, command_id)
);
create index command_receipts_by_age on command_receipts (created_at);

create table login_accounts (
  id text primary key,
  user_name text not null unique,
  display_name text not null,
  password_hash text not null,
  roles text[] not null check (cardinality(roles) > 0),
  language text not null,
  -- Null means every creditor.
  creditor_scope text[],
  is_demo boolean not null default false,
  failed_logins integer not null default 0,
  locked_until timestamptz,
  disabled_at timestamptz,
  created_at timestamptz not null
);

create table login_sessions (
  id text primary key,
  token_hash bytea not null unique,
  login_account_id text not null references login_accounts (id),
  created_at timestamptz not null,
  last_seen_at timestamptz not null,
  expires_at timestamptz not null,
  revoked_at timestamptz
);
create index login_sessions_by_account on login_sessions (login_account_id);

create table audit_rows (
  id text primary key,
  at timestamptz not null,
  login_account_id text,
  action text not null,
  subject_kind text not null,
  subject_id text not null,
  detail jsonb not null default '{}'
);
create index audit_by_subject on audit_rows (subject_kind, subject_id, at);
create index audit_by_time on audit_rows (at);
create trigger audit_is_append_only before update or delete on audit_rows for each row execute function refuse_change();
`,
};
