/** What the database says happened in a run. */
import type { Knex } from 'knex';
import type { CallState } from '../../shared/calls/vocabulary';
import { ANSWER_TARGET_MS } from '../../shared/calls/vocabulary';
import { countFates, fateOf, waitedMs, type CallFacts } from '../../shared/kpi';
import { Samples, type Outages } from './measures';
import type { BoardWatcher } from './board-watcher';
import type { RunLog } from './run-log';

interface CallRow {
  readonly id: string;
  readonly state: CallState;
  readonly queue_id: string | null;
  readonly creditor_id: string;
  readonly entered_queue_at: number | null;
  readonly answered_at: number | null;
  readonly ended_at: number | null;
  readonly ended_by: string | null;
  readonly end_reason: string | null;
}

/** All inbound calls received since a moment. */
export async function readCalls(db: Knex, since: number): Promise<readonly CallRow[]> {
  return db('calls')
    .where({ direction: 'in' })
    .where('arrived_at', '>=', new Date(since))
    .orderBy('id')
    .select<CallRow[]>(
      'id',
      'state',
      'queue_id',
      'creditor_id',
      'entered_queue_at',
      'answered_at',
      'ended_at',
      'ended_by',
      'end_reason',
    );
}

/** The call in the time of its people: what lasted a real second, lasted `speed` of theirs. */
function inTheirTime(row: CallRow, speed: number): CallFacts {
  const since = row.entered_queue_at ?? 0;
  const scaled = (at: number | null): number | null => (at === null ? null : since + (at - since) * speed);
  return {
    callId: row.id,
    direction: 'in',
    state: row.state,
    queueId: row.queue_id,
    creditorId: row.creditor_id,
    reason: null,
    enteredQueueAt: row.entered_queue_at,
    answeredAt: scaled(row.answered_at),
    endedAt: scaled(row.ended_at),
    talkMs: 0,
    holdMs: 0,
    wrapUpMs: null,
    agentId: null,
    customerId: null,
    caseId: null,
  };
}

export interface Service {
  readonly fates: ReturnType<typeof countFates>;
  readonly answeredInTarget: number;
  /** In the people's time; divide by the speed for real ms. */
  readonly answerWaits: Samples;
  readonly longestWaitMs: number;
  /** Ends that are neither an answer nor a caller who gave up, by who ended them and why. */
  readonly otherEnds: ReadonlyMap<string, number>;
}

/** How the callers fared, counted by the definitions the boards use. */
export function countService(rows: readonly CallRow[], speed: number): Service {
  const calls = rows.map((row) => inTheirTime(row, speed));
  const answered = calls.filter((call) => fateOf(call) === 'answered').map((call) => waitedMs(call));
  const answerWaits = new Samples();
  for (const ms of answered) answerWaits.add(ms);
  return {
    fates: countFates(calls),
    answeredInTarget: answered.filter((ms) => ms <= ANSWER_TARGET_MS).length,
    answerWaits,
    otherEnds: countOtherEnds(rows),
    longestWaitMs: calls.map((call) => waitedMs(call)).reduce((a, b) => Math.max(a, b), 0),
  };
}

function countOtherEnds(rows: readonly CallRow[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const row of rows) {
    if (row.ended_at === null || row.answered_at !== null || row.state === 'abandoned') continue;
    const end = `${row.state} by ${row.ended_by ?? 'nobody'}: ${row.end_reason ?? 'no reason'}`;
    counts.set(end, (counts.get(end) ?? 0) + 1);
  }
  return counts;
}

interface OfferRow {
  readonly offer_id: string;
  readonly queued_at: number;
  readonly free_since: number | null;
}

/**
 * From "both ready" to the ring at the agent's window: the later of the call's entry into the queue and the agent's becoming
 * free, as the journal has them. Calls that had been refused before are left out: they wait by rule.
 */
export async function measureOffers(db: Knex, log: RunLog, outages: Outages): Promise<Samples> {
  const answer = await db.raw<{ rows: OfferRow[] }>(
    `select o.id as offer_id, c.entered_queue_at as queued_at,
       (select max(j.happened_at) from journal j where j.stream = o.agent_id and j.kind = 'agent.changed'
          and j.payload ->> 'state' = 'available' and j.happened_at <= o.offered_at) as free_since
     from offers o join calls c on c.id = o.call_id
     where o.id = any(?)
       and not exists (select 1 from offers earlier where earlier.call_id = o.call_id and earlier.id < o.id)`,
    [[...log.offerSeenAt.keys()]],
  );
  const samples = new Samples();
  for (const row of answer.rows) {
    const seenAt = log.offerSeenAt.get(row.offer_id);
    if (seenAt === undefined || row.free_since === null) continue;
    const readyAt = Math.max(row.queued_at, row.free_since);
    if (!outages.touch(readyAt, seenAt)) samples.add(seenAt - readyAt);
  }
  return samples;
}

/** From the first word of a call to the board that counts it as answered. */
export async function measureBoard(
  db: Knex,
  watch: { board: BoardWatcher; since: number; outages: Outages },
): Promise<Samples> {
  const rows = await db('calls')
    .where({ direction: 'in' })
    .where('arrived_at', '>=', new Date(watch.since))
    .whereNotNull('answered_at')
    .orderBy('answered_at')
    .select<{ answered_at: number }[]>('answered_at');
  const samples = new Samples();
  rows.forEach((row, index) => {
    const seenAt = watch.board.seenAnsweredAt(index + 1);
    if (seenAt !== null && !watch.outages.touch(row.answered_at, seenAt)) samples.add(seenAt - row.answered_at);
  });
  return samples;
}
