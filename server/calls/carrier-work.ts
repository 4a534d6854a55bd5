import type { RoomEndReason, PlainAnnouncement } from '../voice';
import type { Tx } from '../platform/unit-of-work';

/** The outbox target of everything the carrier must be told. */
export const CARRIER_TARGET = 'carrier';

/**
 * What a transaction asks of the carrier. `sync` reads the row when it is carried out and makes the room so, whatever order
 * messages come in; the others are safe to repeat by their ids.
 */
type CarrierWork =
  | { readonly kind: 'sync'; readonly callId: string }
  | { readonly kind: 'end-room'; readonly callId: string; readonly reason: RoomEndReason }
  | { readonly kind: 'remove-leg'; readonly callId: string; readonly legId: string }
  | {
      readonly kind: 'announce';
      readonly callId: string;
      readonly announcementId: string;
      readonly key: PlainAnnouncement | 'position';
      readonly position: number | null;
    }
  | { readonly kind: 'start-recording'; readonly callId: string; readonly recordingId: string }
  | { readonly kind: 'discard-recording'; readonly callId: string; readonly recordingId: string };

/** Leaves work for the carrier; it is done after the commit. `once` makes the message unique for the call. */
export async function askCarrier(tx: Tx, work: CarrierWork, once: string): Promise<void> {
  await tx.enqueue({
    target: CARRIER_TARGET,
    kind: work.kind,
    idempotencyKey: `carrier/${work.callId}/${work.kind}/${once}`,
    payload: { ...work },
    // What is asked of one room is done in the order in which it was asked.
    orderKey: work.callId,
  });
}
