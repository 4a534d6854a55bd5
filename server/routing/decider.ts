import type { Calls } from '../calls';
import type { Fact } from '../platform/journal/facts';
import { errorFacts } from '../platform/log';
import type { Platform } from '../platform/platform';
import type { Tx } from '../platform/unit-of-work';
import { isUniqueViolation } from '../platform/unit-of-work';
import { matchCalls, type Match } from './domain/match';
import { readFreeAgents, readWaiting } from './routing-store';

/** Any fixed number: the deciders of all servers take turns on it. */
const ROUTING_LOCK = 4_100_002;
/** Widening and the end of a reject delay come with time, not with a fact; and a slow reader of the journal must not hold up a caller. */
const TICK_MS = 250;
/** So many offers become visible together; the rest follow at once, instead of all waiting for the last. */
const OFFERS_PER_DECISION_MAX = 4;

/** True for facts that may let somebody be rung now: a caller waits, or an agent is free. */
function isWaking(fact: Fact): boolean {
  if (fact.kind === 'agent.changed') return fact.payload.state === 'available';
  return fact.kind === 'call.queued' || fact.kind === 'offer.ended' || fact.kind === 'call.ended';
}

/**
 * Decides who is rung for whom: one decider at a time (advisory lock), one read of the calls, one of the agents, a pure
 * match, and offers. The unique indexes of offers and engagements are the second belt.
 */
export class Decider {
  private isWoken = false;
  private running: Promise<void> | null = null;
  private timer: NodeJS.Timeout | null = null;
  private readonly afterListeners: (() => void)[] = [];

  constructor(
    private readonly platform: Platform,
    private readonly calls: Calls,
  ) {
    platform.feed.note((fact) => {
      if (isWaking(fact)) this.wake();
    });
  }

  start(): void {
    this.timer = setInterval(() => this.tick(), TICK_MS);
  }

  /** Decides only when somebody waits: one look at a small index, four times a second. */
  private tick(): void {
    if (this.running !== null) return;
    this.platform
      .db('calls')
      .where({ state: 'queued' })
      .first('id')
      .then((waiting) => {
        if (waiting !== undefined) this.wake();
        else this.platform.metrics.waiting.set(0);
      })
      .catch((error: unknown) => this.platform.log.error(errorFacts(error), 'routing: a tick failed'));
  }

  async stop(): Promise<void> {
    if (this.timer !== null) clearInterval(this.timer);
    this.timer = null;
    await this.running;
  }

  afterEach(listener: () => void): void {
    this.afterListeners.push(listener);
  }

  /** Decides soon; many wakes while one decision runs become one more. */
  wake(): void {
    this.isWoken = true;
    this.running ??= this.decideWhileWoken().finally(() => {
      this.running = null;
      if (this.isWoken && this.timer !== null) this.wake();
    });
  }

  private async decideWhileWoken(): Promise<void> {
    while (this.isWoken) {
      this.isWoken = false;
      try {
        // Decisions follow each other: each must see the one before.
        // oxlint-disable-next-line no-await-in-loop
        await this.decide();
      } catch (error) {
        this.platform.log.error(errorFacts(error), 'routing: a decision failed, the next tick tries again');
      }
    }
    for (const listener of this.afterListeners) listener();
  }

  /** One decision; returns how many were rung. */
  async decide(): Promise<number> {
    try {
      return await this.platform.unitOfWork.run((tx) => this.decideIn(tx));
    } catch (error) {
      // The second belt held: somebody else rang that agent or took that call. The next tick sees the new rows.
      if (isUniqueViolation(error)) return 0;
      throw error;
    }
  }

  private async decideIn(tx: Tx): Promise<number> {
    await tx.sql.raw('select pg_advisory_xact_lock(?)', [ROUTING_LOCK]);
    const waiting = await readWaiting(tx.sql, tx.nowMs);
    this.platform.metrics.waiting.set(waiting.length);
    if (waiting.length === 0) return 0;
    const agents = await readFreeAgents(tx.sql);
    if (agents.length === 0) return 0;
    const readySince = new Map(waiting.map((row) => [row.call.callId, row.stateSince]));
    const all = matchCalls(
      waiting.map((row) => row.call),
      agents,
      tx.nowMs,
    );
    const matches = all.slice(0, OFFERS_PER_DECISION_MAX);
    if (matches.length < all.length) this.isWoken = true;
    let rung = 0;
    for (const match of await this.stillThere(tx, matches)) {
      // One after the other: each is a few rows in the same transaction.
      // oxlint-disable-next-line no-await-in-loop
      const offer = await this.calls.offer(tx, {
        callId: match.call.callId,
        agentId: match.agent.agentId,
        orderKey: { ...match.orderKey },
      });
      if (!offer.ok) continue;
      rung += 1;
      const since = Math.max(readySince.get(match.call.callId) ?? tx.nowMs, match.agent.availableSince);
      this.platform.metrics.offerLatency.observe(Math.max(0, tx.nowMs - since) / 1_000);
    }
    return rung;
  }

  /**
   * Takes the locks of all matched calls, then of all matched agents, so that the order call before agent holds for the whole
   * decision. What somebody else is changing right now is left for the next tick.
   */
  private async stillThere(tx: Tx, matches: readonly Match[]): Promise<readonly Match[]> {
    if (matches.length === 0) return [];
    const callIds = await lockFree(
      tx,
      'calls',
      'queued',
      matches.map((match) => match.call.callId),
    );
    const agentIds = await lockFree(
      tx,
      'agents',
      'available',
      matches.map((match) => match.agent.agentId),
    );
    return matches.filter((match) => callIds.has(match.call.callId) && agentIds.has(match.agent.agentId));
  }
}

async function lockFree(
  tx: Tx,
  table: 'calls' | 'agents',
  state: string,
  ids: readonly string[],
): Promise<Set<string>> {
  const rows = await tx
    .sql(table)
    .whereIn('id', [...ids])
    .where({ state })
    .orderBy('id')
    .forUpdate()
    .skipLocked()
    .select<{ id: string }[]>('id');
  return new Set(rows.map((row) => row.id));
}
