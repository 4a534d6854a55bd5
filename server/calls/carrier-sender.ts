import * as z from 'zod';
import { assertNever } from '../../shared/assert';
import { idSchema } from '../../shared/ids/ids';
import type { Result } from '../../shared/result';
import { OutboxWorker, type OutboxMessage } from '../platform/outbox/outbox-worker';
import type { Platform } from '../platform/platform';
import { PLAIN_ANNOUNCEMENTS, ROOM_END_REASONS, type Carrier } from '../voice';
import { readCall } from './call-store';
import { CARRIER_TARGET } from './carrier-work';

const callId = idSchema('call');
const recordingId = idSchema('recording');
const workSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('sync'), callId }),
  z.object({ kind: z.literal('end-room'), callId, reason: z.enum(ROOM_END_REASONS) }),
  z.object({ kind: z.literal('remove-leg'), callId, legId: idSchema('leg') }),
  z.object({
    kind: z.literal('announce'),
    callId,
    announcementId: z.string(),
    key: z.enum([...PLAIN_ANNOUNCEMENTS, 'position']),
    position: z.number().int().nullable(),
  }),
  z.object({ kind: z.literal('start-recording'), callId, recordingId }),
  z.object({ kind: z.literal('discard-recording'), callId, recordingId }),
]);
type Work = z.output<typeof workSchema>;

/**
 * Carries out what transactions asked of the carrier. A worker of its own: a slow creditor must never hold up a hang-up.
 * A room that is gone already counts as done; a carrier that cannot be reached is tried again.
 */
export class CarrierSender {
  private readonly worker: OutboxWorker;

  constructor(
    private readonly platform: Platform,
    private readonly carrier: Carrier,
  ) {
    this.worker = new OutboxWorker(platform.db, platform.clock, platform.log);
    this.worker.send(CARRIER_TARGET, (message) => this.send(message));
  }

  start(): void {
    this.worker.start();
    // Right after the commit; the poll is for what another process left.
    this.platform.unitOfWork.whenEnqueued((targets) => {
      this.worker.wake(targets.filter((target) => target === CARRIER_TARGET).length);
    });
  }

  stop(): Promise<void> {
    return this.worker.stop();
  }

  /** Sends everything due now; for tests. */
  poll(): Promise<void> {
    return this.worker.poll();
  }

  wake(): void {
    this.worker.wake();
  }

  /** The carrier is there again: what waited for it is tried now, not when its next try was due. */
  async hurry(): Promise<void> {
    const { db, clock } = this.platform;
    const now = new Date(clock.nowMs());
    await db('outbox_messages')
      .where({ target: CARRIER_TARGET, state: 'queued' })
      .where('next_attempt_at', '>', now)
      .update({ next_attempt_at: now });
    this.worker.wake();
  }

  private async send(message: OutboxMessage): Promise<void> {
    const result = await this.carryOut(workSchema.parse(message.payload));
    if (result.ok || result.error.code === 'CALL_ENDED' || result.error.code === 'NOT_FOUND') return;
    throw new Error(`the carrier refused ${message.kind}: ${result.error.code}`);
  }

  private async carryOut(work: Work): Promise<Result<unknown>> {
    const { carrier } = this;
    switch (work.kind) {
      case 'sync':
        return this.sync(work);
      case 'end-room':
        return carrier.endRoom(work);
      case 'remove-leg':
        return carrier.removeLeg(work);
      case 'announce':
        return this.announce(work);
      case 'start-recording':
        return this.startRecording(work);
      case 'discard-recording':
        return carrier.discardRecording(work.recordingId);
      default:
        return assertNever(work);
    }
  }

  /** A recording that the customer refused meanwhile is not begun. */
  private async startRecording(work: Extract<Work, { kind: 'start-recording' }>): Promise<Result<unknown>> {
    const row = await this.platform
      .db('recordings')
      .where({ id: work.recordingId })
      .first<{ refused_at: number | null } | undefined>('refused_at');
    if (row === undefined || row.refused_at !== null) return { ok: true, value: undefined };
    return this.carrier.startRecording(work);
  }

  private async sync(work: Extract<Work, { kind: 'sync' }>): Promise<Result<unknown>> {
    const call = await readCall(this.platform.db, work.callId);
    if (call?.state === 'held') return this.carrier.hold(work);
    return this.carrier.unhold(work);
  }

  private async announce(work: Extract<Work, { kind: 'announce' }>): Promise<Result<unknown>> {
    const { announcementId, key, position } = work;
    const call = await readCall(this.platform.db, work.callId);
    const isOver = call === null || call.endedAt !== null;
    // A place in line told to somebody who is talking by now would be noise.
    const isStale = (key === 'position' || key === 'still-waiting') && call?.state !== 'queued';
    if (isOver || isStale) return { ok: true, value: undefined };
    const announcement = key === 'position' ? { key, position: position ?? 1 } : { key };
    return this.carrier.playAnnouncement({ callId: work.callId, announcementId, announcement });
  }
}
