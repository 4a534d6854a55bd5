import type { Migration } from '../migration';

/** What the rules of calls and agents keep beside the state, and the tokens by which a phone page finds its call again. */
export const callLifeMigration: Migration = {
  name: '0007-call-life',
  sql: `
alter table calls
  add column state_since timestamptz not null default now(),
  -- While connecting: when the agent's audio must be there.
  add column connect_due_at timestamptz,
  add column talk_ms bigint not null default 0,
  -- The place in line: entry into the queue, or that of the call the customer gave up shortly before.
  add column place_since timestamptz,
  add column announced_at timestamptz,
  -- Keys pressed by the customer since the last #.
  add column digits text not null default '';

alter table agents add column is_reachable boolean not null default true;
alter table recordings add column refused_at timestamptz;

create table phone_tokens (
  token_hash bytea primary key,
  call_id text not null references calls (id),
  created_at timestamptz not null
);
create index phone_tokens_by_call on phone_tokens (call_id);

-- A case number keyed on a phone has digits only.
create index cases_by_digits on cases ((regexp_replace(case_no, '\\D', '', 'g')));
create index offers_by_agent on offers (agent_id, offered_at);
`,
};
