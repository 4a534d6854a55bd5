import type { Migration } from '../migration';

/** Projections for boards and FCR, and QA reviews. */
export const qualityMigration: Migration = {
  name: '0006-quality',
  sql: `
-- One row per call, built only from the journal by the reader 'call-facts'; dropped and rebuilt at will.
create table call_facts (
  call_id text primary key,
  direction text not null,
  creditor_id text not null,
  queue_id text,
  language text not null,
  customer_id text,
  case_id text,
  agent_id text,
  first_agent_id text,
  arrived_at timestamptz not null,
  entered_queue_at timestamptz,
  answered_at timestamptz,
  ended_at timestamptz,
  state text not null,
  hold_ms bigint not null default 0,
  offers integer not null default 0,
  missed_offers integer not null default 0,
  wrap_up_opened_at timestamptz,
  wrap_up_closed_at timestamptz,
  reason text,
  outcome text,
  is_resolved boolean,
  is_follow_up_agreed boolean not null default false,
  actions text[] not null default '{}'
);
create index call_facts_by_time on call_facts (arrived_at);
create index call_facts_by_customer on call_facts (customer_id, arrived_at);

create table reviews (
  id text primary key,
  call_id text not null references calls (id),
  agent_id text not null references agents (id),
  reviewer_id text not null references login_accounts (id),
  scorecard text not null,
  scorecard_version integer not null,
  score_bp integer not null check (score_bp between 0 and 10000),
  is_auto_failed boolean not null,
  summary text not null,
  published_at timestamptz not null,
  seen_at timestamptz
);
create index reviews_by_agent on reviews (agent_id, published_at);
create index reviews_by_call on reviews (call_id);

create table review_scores (
  review_id text not null references reviews (id),
  question text not null,
  points integer,
  is_not_applicable boolean not null default false,
  primary key (review_id, question)
);

create table review_comments (
  review_id text not null references reviews (id),
  comment_no integer not null,
  at_ms bigint not null,
  text text not null,
  primary key (review_id, comment_no)
);
`,
};
