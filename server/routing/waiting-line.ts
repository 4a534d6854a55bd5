import { askCarrier, type Calls } from '../calls';
import { errorFacts } from '../platform/log';
import type { Platform } from '../platform/platform';
import { mayTake } from './domain/eligibility';
import { expectedWaitMs, placesInQueues } from './domain/expected-wait';
import type { FreeAgent, WaitingCall } from './domain/waiting';
import { readAverageHandlingMs, readWaiting, readWorkingAgents, type WaitingRow } from './routing-store';

/** The place is spoken this often; the greeting comes first (contact-center.md §2). */
const ANNOUNCE_EVERY_MS = 30_000;
/** Places are told at most this often; the routing tick comes back for what fell between. */
const TELL_EVERY_MS = 250;
/** The average of an hour moves slowly: it is read once in this time. */
const AVERAGE_KEPT_MS = 10_000;

/** Tells waiting callers their place: on their page whenever it changes, by voice every {@link ANNOUNCE_EVERY_MS}. */
export class WaitingLine {
  private average: { readonly at: number; readonly ms: number | null } | null = null;
  private running: Promise<void> | null = null;
  private toldAt = 0;

  constructor(
    private readonly platform: Platform,
    private readonly calls: Calls,
  ) {}

  /** Recomputes soon; never two at a time. */
  wake(): void {
    const nowMs = this.platform.clock.nowMs();
    if (nowMs - this.toldAt < TELL_EVERY_MS) return;
    this.toldAt = nowMs;
    this.running ??= this.tellAll()
      .catch((error: unknown) => this.platform.log.error(errorFacts(error), 'routing: telling places failed'))
      .finally(() => {
        this.running = null;
      });
  }

  async stop(): Promise<void> {
    await this.running;
  }

  async tellAll(): Promise<void> {
    const { db, clock } = this.platform;
    const nowMs = clock.nowMs();
    const rows = await readWaiting(db, nowMs);
    if (rows.length === 0) return;
    const working = await readWorkingAgents(db);
    const averageHandlingMs = await this.averageHandling(nowMs);
    const calls = rows.map((row) => row.call);
    const places = placesInQueues(calls, nowMs);
    for (const row of rows) {
      const place = places.get(row.call.callId);
      if (place === undefined) continue;
      const hands = handsFor(row.call, { calls, working, nowMs });
      const expected = expectedWaitMs({ place, ...hands, averageHandlingMs });
      // Callers one after the other; each is a message and at most one small write.
      // oxlint-disable-next-line no-await-in-loop
      await this.calls.tellPlace(row.call.callId, { place, expectedWaitMs: expected });
      // oxlint-disable-next-line no-await-in-loop
      await this.announce(row, place, nowMs);
    }
  }

  private async averageHandling(nowMs: number): Promise<number | null> {
    if (this.average === null || nowMs - this.average.at > AVERAGE_KEPT_MS) {
      this.average = { at: nowMs, ms: await readAverageHandlingMs(this.platform.db, nowMs) };
    }
    return this.average.ms;
  }

  /** Speaks the place when the time has come; the stamp is written with the request, so two servers speak once. */
  private async announce(row: WaitingRow, place: number, nowMs: number): Promise<void> {
    if (nowMs - (row.announcedAt ?? row.stateSince) < ANNOUNCE_EVERY_MS) return;
    const { callId } = row.call;
    await this.platform.unitOfWork.run(async (tx) => {
      const taken = await tx
        .sql('calls')
        .where({ id: callId, state: 'queued' })
        .where((either) =>
          either.whereNull('announced_at').orWhere('announced_at', '<=', new Date(nowMs - ANNOUNCE_EVERY_MS)),
        )
        .update({ announced_at: new Date(nowMs) });
      if (taken === 0) return;
      const announcementId = `place-${callId}-${nowMs}`;
      await askCarrier(
        tx,
        { kind: 'announce', callId, announcementId, key: 'position', position: place },
        announcementId,
      );
    });
    this.calls.sender.wake();
  }
}

interface Line {
  readonly calls: readonly WaitingCall[];
  readonly working: readonly { readonly agent: FreeAgent; readonly isFree: boolean }[];
  readonly nowMs: number;
}

/** Who could serve the call, each with the share of their time its queue gets. */
function handsFor(call: WaitingCall, line: Line): { freeAgents: number; workingAgentShares: readonly number[] } {
  const able = line.working.filter(({ agent }) => mayTake(agent, call, line.nowMs));
  const oneOfEachQueue = [...new Map(line.calls.map((other) => [other.queueId, other])).values()];
  const workingAgentShares = able.map(({ agent }) => {
    const queues = oneOfEachQueue.filter((other) => mayTake(agent, other, line.nowMs)).length;
    return 1 / Math.max(1, queues);
  });
  return { freeAgents: able.filter(({ isFree }) => isFree).length, workingAgentShares };
}
