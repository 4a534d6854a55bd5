import { ok, type Result } from '../../shared/result';
import type { RuleRows } from '../../shared/rules';
import { RateLimiter } from '../platform/edge/rate-limit';
import type { Platform } from '../platform/platform';
import type { Tx } from '../platform/unit-of-work';
import type { Carrier } from '../voice';
import { lockCall, readCall } from './call-store';
import type { CallRow } from './call-row';
import { CUSTOMER_RETURN_TIMER, customerStayedAway, registerCarrierEvents } from './carrier-events';
import { CarrierInbox } from './carrier-inbox';
import { CarrierSender } from './carrier-sender';
import { CallChanger, CONNECT_TIMER, type AnsweredCallEnded } from './change-call';
import { registerCallCommands } from './commands';
import { DIAL_TIMER, dialCustomer, dialDeadline, type MayCall } from './dial';
import { registerCallFeed, tellPhone } from './live';
import { endOffer, offerCall, OFFER_TIMER, type OfferRequest } from './offers';
import type { OfferRow } from './offer-store';
import { peopleFromRows, type People } from './people';
import { registerPhone } from './phone';
import { Phones, type PlaceInLine } from './phones';
import { Reconciler } from './reconcile';
import { CallViews } from './views';

export { alignDeadlines } from './align-deadlines';
export type { CallRow } from './call-row';
export { lockCall, readCall, recordCallAction, saveCall } from './call-store';
export { askCarrier } from './carrier-work';
export type { EventOf } from './carrier-inbox';
export { lockOwnCall } from './own-call';
export { CALL_INVARIANTS, findBrokenInvariants } from './invariants';

interface CallsDeps {
  readonly carrier: Carrier;
  readonly people?: People;
  /** Left out where nothing is known of cases: then nothing stands against a call. */
  readonly mayCall?: MayCall;
  /** The rule book's rows; the program's own when left out. */
  readonly ruleRows?: RuleRows;
}

export interface Calls {
  readonly views: CallViews;
  readonly inbox: CarrierInbox;
  readonly reconciler: Reconciler;
  readonly sender: CarrierSender;
  onAnsweredCallEnded(listener: AnsweredCallEnded): void;
  /** Rings an agent for a waiting call; what routing decided. */
  offer(tx: Tx, request: OfferRequest): Promise<Result<OfferRow>>;
  /** Tells a waiting caller their place, when it is another one than before. */
  tellPlace(callId: string, place: PlaceInLine): Promise<void>;
  start(): void;
  stop(): Promise<void>;
}

/** Calls from dial to end: customer's page, offers, conversation, carrier. Knows people and numbers, nothing of debt. */
export function createCalls(platform: Platform, deps: CallsDeps): Calls {
  const { carrier } = deps;
  const people = deps.people ?? peopleFromRows;
  const changer = new CallChanger();
  const views = new CallViews(people);
  const phones = new Phones();
  const inbox = new CarrierInbox(platform);
  const sender = new CarrierSender(platform, carrier);
  const reconciler = new Reconciler({ platform, carrier, changer });
  registerCarrierEvents({ inbox, changer, people });
  registerCallCommands({ platform, carrier, changer, views });
  registerDial(platform, {
    carrier,
    changer,
    views,
    phones,
    mayCall: deps.mayCall ?? (async () => ok(undefined)),
    ruleRows: deps.ruleRows,
  });
  const limiter = new RateLimiter();
  registerPhone({ platform, carrier, changer, people, phones, limiter });
  registerCallFeed({ platform, views, phones, inbox });
  registerDeadlines(platform, changer);
  countEnds(platform);
  reconcileOnAttach(inbox, reconciler, platform.clock.nowMs());
  inbox.whenAttached(() => sender.hurry());
  return {
    views,
    inbox,
    reconciler,
    sender,
    onAnsweredCallEnded: (listener) => changer.onAnsweredCallEnded(listener),
    offer: (tx, request) => offerCall(tx, changer, request),
    async tellPlace(callId, place) {
      if (!phones.setPlace(callId, place)) return;
      const call = await readCall(platform.db, callId);
      if (call !== null) await tellPhone({ platform, phones }, call);
    },
    start() {
      carrier.start(inbox);
      sender.start();
      reconciler.start();
    },
    async stop() {
      await reconciler.stop();
      await sender.stop();
      await carrier.stop();
    },
  };
}

/** The first attachment of this process is certain: nothing of ours is on its way to the carrier yet. */
function reconcileOnAttach(inbox: CarrierInbox, reconciler: Reconciler, startedAt: number): void {
  let isFirst = true;
  inbox.whenAttached(async ({ rooms }) => {
    // Calls made since the start may be on their way to a room that is not in this list yet.
    await reconciler.compare(rooms, { certainBefore: isFirst ? startedAt : 0 });
    isFirst = false;
  });
}

function registerDeadlines(platform: Platform, changer: CallChanger): void {
  platform.timers.handle(OFFER_TIMER, async (tx, offerId) => {
    await endOffer(tx, changer, { offerId, agentId: null, how: 'missed' });
  });
  platform.timers.handle(CONNECT_TIMER, async (tx, callId) => {
    const call = await lockCall(tx.sql, callId);
    if (call === null || call.state !== 'connecting' || call.connectDueAt === null) return;
    if (call.connectDueAt > tx.nowMs) {
      await tx.setTimer(CONNECT_TIMER, callId, { dueAtMs: call.connectDueAt, isLease: true });
      return;
    }
    await changer.apply(tx, call, { event: { type: 'connect_timed_out' }, by: 'system', why: 'agent_lost' });
  });
  platform.timers.handle(CUSTOMER_RETURN_TIMER, (tx, callId) => customerStayedAway(tx, changer, callId));
  platform.timers.handle(DIAL_TIMER, (tx, callId) => dialDeadline(tx, changer, callId));
}

function countEnds(platform: Platform): void {
  platform.feed.note((fact) => {
    if (fact.kind === 'call.ended') platform.metrics.calls.inc({ state: fact.payload.state });
    if (fact.kind === 'offer.ended') platform.metrics.offers.inc({ how: fact.payload.how });
  });
}

interface DialPlace {
  readonly carrier: Carrier;
  readonly changer: CallChanger;
  readonly views: CallViews;
  readonly phones: Phones;
  readonly mayCall: MayCall;
  readonly ruleRows: RuleRows | undefined;
}

function registerDial(platform: Platform, { carrier, changer, views, phones, mayCall, ruleRows }: DialPlace): void {
  const hasCallHours = !platform.isDemo;
  platform.commands.add({
    name: 'call:dial',
    roles: ['agent'],
    scope: 'creditor',
    audit: 'none',
    rate: 'write',
    async run({ login, commit }, payload) {
      const dialled = await commit(async (tx) => {
        const call = await dialCustomer(tx, { changer, phones, hasCallHours, mayCall, ruleRows }, { login, payload });
        return call.ok ? ok(await views.call(tx.sql, call.value)) : call;
      });
      if (!dialled.ok || dialled.value.state !== 'dialing') return dialled;
      const { id: callId, language } = dialled.value;
      const opened = await carrier.openRoom({ callId, language, direction: 'outbound' });
      if (opened.ok) return dialled;
      await platform.unitOfWork.run(async (tx) => {
        const call: CallRow | null = await lockCall(tx.sql, callId);
        if (call === null) return;
        await changer.apply(tx, call, { event: { type: 'failed' }, by: 'carrier', why: 'carrier_failed' });
      });
      return opened;
    },
  });
}
