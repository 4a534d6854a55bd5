import { makeId, type IdKind } from '../../../shared/ids/ids';
import type { EventDataWire } from '../../../shared/protocol/events';
import type { AgentSnapshotWire } from '../../../shared/protocol/views';

/** A fixed id of a kind; the number tells several apart. */
export function idOf(kind: IdKind, number = 1): string {
  return makeId(kind, 1_700_000_000_000 + number, new Uint8Array(16));
}

const text = (word: string) => ({ nb: word, sv: word, fi: word, en: word });

const creditor = {
  id: idOf('creditor'),
  slug: 'fjellglimt-nett',
  name: 'Fjellglimt Nett AS',
  country: 'NO',
  role: 'grid',
  utility: 'grid',
} as const;

/** An offer that rings, as the server sends it. */
export function offerWire(number = 1): EventDataWire<'offer:rung'>['offer'] {
  return {
    offerId: idOf('offer', number),
    callId: idOf('call', number),
    creditor,
    queueName: text('Grid'),
    language: 'nb',
    topic: null,
    fromNumber: '+4722225555',
    offeredAt: 1_000,
    ringUntil: 21_000,
    enteredQueueAt: 500,
    isReturningCaller: false,
    candidates: [],
  };
}

/** A call in a state, as the server sends it. */
export function callWire(
  state: EventDataWire<'call:changed'>['call']['state'],
  number = 1,
): EventDataWire<'call:changed'>['call'] {
  return {
    id: idOf('call', number),
    direction: 'in',
    state,
    creditor,
    queueName: text('Grid'),
    language: 'nb',
    topic: null,
    fromNumber: '+4722225555',
    toNumber: '+4721000001',
    arrivedAt: 100,
    enteredQueueAt: 200,
    answeredAt: 1_000,
    heldAt: null,
    endedAt: null,
    endReason: null,
    isMuted: false,
    recording: 'recording',
    candidates: [],
    gate: null,
    caseId: null,
    actions: [],
    digits: '',
  };
}

export function wrapUpWire(
  prefill: EventDataWire<'wrap-up:changed'>['wrapUp']['prefill'],
): EventDataWire<'wrap-up:changed'>['wrapUp'] {
  return {
    id: idOf('wrapUp'),
    callId: idOf('call'),
    state: 'open',
    openedAt: Date.now(),
    dueAt: Date.now() + 60_000,
    isExtended: false,
    customerName: 'Ingrid Solvang Berg',
    creditorName: creditor.name,
    prefill,
  };
}

/** A desk with nothing on it. */
export function snapshotWire(change: Partial<AgentSnapshotWire> = {}): AgentSnapshotWire {
  return {
    serverNow: 5_000,
    position: { epoch: 'a', seq: 0 },
    agent: {
      id: idOf('agent'),
      name: 'Kari Nordmo',
      state: 'available',
      reason: null,
      since: 0,
      requestedNext: null,
      skills: [],
    },
    offer: null,
    call: null,
    pop: null,
    scriptRun: null,
    wrapUp: null,
    strip: { waiting: 0, longestWaitSince: null, answeredInTargetBp: null, fcrBp: null },
    unseenReviews: 0,
    ...change,
  };
}
