import type { Knex } from 'knex';

/** A question whose answer must be no rows, at any moment in which no transaction is half done. */
interface Invariant {
  readonly id: string;
  /** What holds, as a sentence. */
  readonly says: string;
  /** Finds the rows that break it; each names what is wrong in a column `broken`. */
  readonly sql: string;
}

/** What must hold of calls, offers, agents and wrap-ups (reliability notes A1–A6, A9, B1), for tests, the simulator and production. */
export const CALL_INVARIANTS: readonly Invariant[] = [
  {
    id: 'A1',
    says: 'a call has at most one agent, and exactly the agent its engagement names',
    sql: `select c.id as broken from calls c left join agent_engagements e on e.call_id = c.id
      where (c.state in ('offered', 'connecting', 'talking', 'held', 'dialing', 'ringing')) <> (e.agent_id is not null)
         or (e.agent_id is not null and e.agent_id is distinct from c.agent_id)`,
  },
  {
    id: 'A2',
    says: 'an agent holds at most one live call, and is in the state that goes with it',
    sql: `select a.id as broken from agents a
      left join agent_engagements e on e.agent_id = a.id
      left join calls c on c.id = e.call_id
      where (a.state = 'ringing') <> coalesce(c.state = 'offered', false)
         or (a.state = 'on_call') <> coalesce(c.state in ('connecting', 'talking', 'held', 'dialing', 'ringing'), false)
      union all
      select agent_id from calls
      where state in ('offered', 'connecting', 'talking', 'held', 'dialing', 'ringing')
      group by agent_id having count(*) > 1`,
  },
  {
    id: 'A3',
    says: 'every received call has ended exactly once or is alive, and says so in the journal',
    sql: `select c.id as broken from calls c
      left join (select payload ->> 'callId' as call_id, count(*) as ends, min(payload ->> 'state') as state
                 from journal where kind = 'call.ended' group by 1) j on j.call_id = c.id
      where (c.ended_at is null and coalesce(j.ends, 0) <> 0)
         or (c.ended_at is not null and (coalesce(j.ends, 0) <> 1 or j.state <> c.state))
         or (c.ended_at is null) <> (c.state in ('arriving', 'queued', 'offered', 'connecting', 'dialing', 'ringing', 'talking', 'held'))
      union all
      select payload ->> 'callId' from journal where kind = 'call.received'
      group by 1 having count(*) <> 1`,
  },
  {
    id: 'A3-answered',
    says: 'a call that was answered only ends as ended, and one that was not never does',
    sql: `select id as broken from calls where ended_at is not null and (answered_at is not null) <> (state = 'ended')`,
  },
  {
    id: 'A5',
    says: 'an offer rings only for an offered call, and a settled one has an end',
    sql: `select o.id as broken from offers o join calls c on c.id = o.call_id
      where (o.state = 'ringing') <> (o.ended_at is null)
         or (o.state = 'ringing' and (c.state <> 'offered' or c.agent_id <> o.agent_id))
      union all
      select c.id from calls c where c.state = 'offered'
        and not exists (select 1 from offers o where o.call_id = c.id and o.state = 'ringing')
      union all
      select o.id from offers o where o.state = 'ringing'
        and not exists (select 1 from timers t where t.kind = 'offer-ring' and t.subject_id = o.id)`,
  },
  {
    id: 'A5-requeue',
    says: 'a call keeps its first entry into the queue however often it comes back',
    sql: `select c.id as broken from calls c join journal j on j.kind = 'call.queued' and j.payload ->> 'callId' = c.id
      where (j.payload ->> 'enteredQueueAt')::bigint <> round(extract(epoch from c.entered_queue_at) * 1000)`,
  },
  {
    id: 'A6',
    says: 'a connecting call has a deadline that is on its way',
    sql: `select c.id as broken from calls c where c.state = 'connecting'
      and not exists (select 1 from timers t where t.kind = 'call-connect' and t.subject_id = c.id)`,
  },
  {
    id: 'A9',
    says: 'nothing is recorded before the notice was heard',
    sql: `select r.id as broken from recordings r join calls c on c.id = r.call_id
      where r.state <> 'off' and c.notice_played_at is null`,
  },
  {
    id: 'B1',
    says: 'an answered call that ended has exactly one wrap-up, and no other call has one',
    sql: `select c.id as broken from calls c left join wrap_ups w on w.call_id = c.id
      where (c.state = 'ended') <> (w.id is not null)`,
  },
  {
    id: 'B1-agent',
    says: 'an agent who wraps up has an open wrap-up, and an open one has a deadline',
    sql: `select a.id as broken from agents a where a.state = 'wrapping_up'
        and not exists (select 1 from wrap_ups w where w.agent_id = a.id and w.state = 'open')
      union all
      select w.id from wrap_ups w where w.state = 'open'
        and not exists (select 1 from timers t where t.kind = 'wrap-up' and t.subject_id = w.id)`,
  },
  {
    id: 'SPANS',
    says: 'an agent is in exactly one state at a time',
    sql: `select a.id as broken from agents a
      join agent_state_spans s on s.agent_id = a.id and s.until is null
      group by a.id, a.state having count(*) > 1 or min(s.state) <> a.state`,
  },
];

/** Runs every check; returns what is broken as `<id>: <row>` lines, empty when all holds. */
export async function findBrokenInvariants(
  sql: Knex,
  invariants: readonly Invariant[] = CALL_INVARIANTS,
): Promise<readonly string[]> {
  const found = await Promise.all(
    invariants.map(async (invariant) => {
      const answer = await sql.raw<{ rows: { broken: string }[] }>(invariant.sql);
      return answer.rows.map((row) => `${invariant.id}: ${row.broken}`);
    }),
  );
  return found.flat();
}
