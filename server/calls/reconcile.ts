import { assertNever } from '../../shared/assert';
import type { CallState } from '../../shared/calls/vocabulary';
import { errorFacts } from '../platform/log';
import type { Platform } from '../platform/platform';
import type { Tx } from '../platform/unit-of-work';
import type { Carrier, RoomSnapshot } from '../voice';
import type { CallRow } from './call-row';
import { lockCall, readLiveCalls } from './call-store';
import { agentIsLost, agentIsThere } from './carrier-events';
import type { CallChanger } from './change-call';
import { queueCall } from './receive-call';

const RECONCILE_INTERVAL_MS = 30_000;
/** A call this young may be on its way to its room. */
const SETTLE_MS = 10_000;

type Finding = 'room_missing' | 'not_queued' | 'customer_missing' | 'agent_missing' | 'agent_unnoticed';

interface Parts {
  readonly platform: Platform;
  readonly carrier: Carrier;
  readonly changer: CallChanger;
}

const TALKING: readonly CallState[] = ['talking', 'held'];
const CUSTOMER_THERE: readonly CallState[] = ['queued', 'offered', 'connecting', 'talking', 'held'];

/**
 * Compares the calls in the database with the rooms at the carrier, and mends what drifted apart: a lost event, a crash at
 * the wrong moment, a carrier that forgot. Zero calls stay stuck.
 */
export class Reconciler {
  /** What the last pass found: a finding about an unchanged call in two passes is true, one in between may be on its way. */
  private suspected = new Map<string, string>();
  private timer: NodeJS.Timeout | null = null;
  private running: Promise<void> | null = null;

  constructor(private readonly parts: Parts) {}

  start(): void {
    this.timer = setInterval(() => {
      this.running ??= this.pass().finally(() => {
        this.running = null;
      });
    }, RECONCILE_INTERVAL_MS);
  }

  async stop(): Promise<void> {
    if (this.timer !== null) clearInterval(this.timer);
    this.timer = null;
    await this.running;
  }

  /** One pass over what the carrier says now; skipped while it cannot be reached. */
  async pass(): Promise<void> {
    try {
      const rooms = await this.parts.carrier.listRooms();
      if (rooms.ok) await this.compare(rooms.value, { certainBefore: 0 });
    } catch (error) {
      this.parts.platform.log.error(errorFacts(error), 'reconciling failed; the next pass tries again');
    }
  }

  /**
   * `certainBefore` (epoch ms): calls untouched since then had nothing on its way when the rooms were listed, as after a
   * start; what is found of them holds at once.
   */
  async compare(rooms: readonly RoomSnapshot[], how: { readonly certainBefore: number }): Promise<void> {
    const { platform } = this.parts;
    const roomOf = new Map(rooms.map((room) => [room.callId as string, room]));
    const calls = await readLiveCalls(platform.db);
    const found = new Map<string, string>();
    for (const call of calls) {
      const finding = find(call, roomOf.get(call.id));
      if (finding === null) continue;
      const mark = `${finding}/${call.version}`;
      found.set(call.id, mark);
      const touchedAt = Math.max(call.stateSince, call.arrivedAt);
      const isOld = platform.clock.nowMs() - touchedAt > SETTLE_MS;
      const isSure =
        touchedAt < how.certainBefore || this.suspected.get(call.id) === mark || (finding === 'room_missing' && isOld);
      if (!isSure) continue;
      // Each call in a transaction of its own: one that cannot be mended must not hold up the others.
      // oxlint-disable-next-line no-await-in-loop
      await this.mend(call, finding).catch((error: unknown) => {
        platform.log.error({ ...errorFacts(error), callId: call.id, finding }, 'a call could not be mended yet');
      });
    }
    this.suspected = found;
    await this.closeStrayRooms(rooms, calls);
  }

  private async mend(seen: CallRow, finding: Finding): Promise<void> {
    const { platform } = this.parts;
    platform.log.warn({ callId: seen.id, finding, state: seen.state }, 'a call and its room had drifted apart');
    await platform.unitOfWork.run(async (tx) => {
      const call = await lockCall(tx.sql, seen.id);
      if (call === null || call.version !== seen.version) return;
      await this.repair(tx, call, finding);
    });
  }

  private async repair(tx: Tx, call: CallRow, finding: Finding): Promise<void> {
    const { changer } = this.parts;
    switch (finding) {
      case 'room_missing':
        await changer.apply(tx, call, { event: { type: 'failed' }, by: 'carrier', why: 'room_missing' });
        return;
      case 'not_queued':
        await queueCall(tx, changer, call);
        return;
      case 'customer_missing':
        await changer.apply(tx, call, { event: { type: 'customer_gone' }, by: 'customer', why: 'leg_missing' });
        return;
      case 'agent_missing':
        await agentIsLost(tx, changer, call);
        return;
      case 'agent_unnoticed':
        await agentIsThere(tx, changer, call);
        return;
      default:
        assertNever(finding);
    }
  }

  private async closeStrayRooms(rooms: readonly RoomSnapshot[], live: readonly CallRow[]): Promise<void> {
    const { platform, carrier } = this.parts;
    const liveIds = new Set<string>(live.map((call) => call.id));
    for (const room of rooms) {
      if (liveIds.has(room.callId) || platform.clock.nowMs() - room.openedAt < SETTLE_MS) continue;
      // oxlint-disable-next-line no-await-in-loop
      await carrier.endRoom({ callId: room.callId, reason: 'hangup' });
    }
  }
}

function find(call: CallRow, room: RoomSnapshot | undefined): Finding | null {
  if (room === undefined) return 'room_missing';
  const has = (legId: string | null): boolean => room.legs.some((leg) => leg.legId === legId);
  if (call.state === 'arriving') return has(call.customerLegId) ? 'not_queued' : 'customer_missing';
  if (CUSTOMER_THERE.includes(call.state) && !has(call.customerLegId)) return 'customer_missing';
  if (TALKING.includes(call.state) && !has(call.agentLegId)) return 'agent_missing';
  const agentLeg = room.legs.find((leg) => leg.legId === call.agentLegId);
  const isWaitingForAgent = call.state === 'connecting' || call.state === 'dialing';
  return isWaitingForAgent && agentLeg?.isConnected === true ? 'agent_unnoticed' : null;
}
