/** An agent at a workstation: follows snapshot and stream as the real one does, and takes calls like a person. */
import { randomUUID } from 'node:crypto';
import type { CallState } from '../../shared/calls/vocabulary';
import { OUTCOMES, REASONS } from '../../shared/calls/vocabulary';
import { HEARTBEAT_INTERVAL_MS } from '../../shared/agents/vocabulary';
import type { EventDataWire, EventEnvelope, EventName } from '../../shared/protocol/events';
import type { AgentSnapshotWire } from '../../shared/protocol/views';
import type { DemoRandom } from '../../server/demo-world/random';
import type { Person } from './crowd';
import type { Outages } from './measures';
import type { QuietMedia } from './quiet-media';
import type { RunLog } from './run-log';
import { NO_ANSWER, StaffLink } from './socket-link';

/** What people take, in ms of their own time; divided by the speed. */
const ANSWER_MEAN_MS = 4_000;
const ANSWER_MAX_MS = 12_000;
const TALK_LEAST_MS = 30_000;
const TALK_MEAN_MS = 210_000;
const TALK_MAX_MS = 900_000;
const ASK_IDENTITY_MS = 15_000;
const WRAP_UP_LEAST_MS = 10_000;
const WRAP_UP_MEAN_MS = 35_000;
const WRAP_UP_MAX_MS = 240_000;
const PAUSE_MEAN_MS = 300_000;
const BACK_AT_DESK_MS = 20_000;

/** Real ms: a window without its snapshot asks again. */
const SNAPSHOT_AGAIN_MS = 1_000;

const REJECT_SHARE = 0.02;
const MISS_SHARE = 0.01;
const PAUSE_SHARE = 0.05;

const WITH_AGENT: readonly CallState[] = ['connecting', 'talking', 'held'];

type CallWire = EventDataWire<'call:changed'>['call'];
type OfferWire = EventDataWire<'offer:rung'>['offer'];
type AgentWire = EventDataWire<'agent:changed'>['agent'];
type WrapUpWire = EventDataWire<'wrap-up:changed'>['wrapUp'];

export interface AgentDeps {
  readonly url: string;
  readonly seat: number;
  readonly person: Person;
  readonly random: DemoRandom;
  readonly speed: number;
  readonly media: QuietMedia;
  readonly log: RunLog;
  readonly outages: Outages;
}

export class AgentDriver {
  private readonly link: StaffLink;
  private readonly timers = new Set<NodeJS.Timeout>();
  private readonly seenOffers = new Set<string>();
  private readonly talkedCalls = new Set<string>();
  private readonly wrappedUp = new Set<string>();
  private readonly acceptedAt = new Map<string, number>();
  private position = { epoch: '', seq: 0 };
  private liveCallId: string | null = null;
  private isFetching = false;
  private isComingBack = false;
  private isStopping = false;
  state: AgentWire['state'] = 'offline';

  constructor(private readonly deps: AgentDeps) {
    const { url, seat, person } = deps;
    this.link = new StaffLink({ url, seat, token: person.token, workstationId: randomUUID() });
    this.link.socket.on('connect', () => this.fetchSnapshot());
    this.link.socket.on('login:ended', () => (deps.log.unexpectedLogouts += 1));
    this.on('agent:changed', ({ agent }) => this.sawAgent(agent));
    this.on('offer:rung', ({ offer }) => this.sawOffer(offer));
    this.on('call:changed', ({ call }) => this.sawCall(call));
    this.on('wrap-up:changed', ({ wrapUp }) => this.sawWrapUp(wrapUp));
    for (const name of UNUSED_EVENTS) this.on(name, () => undefined);
    const beat = setInterval(() => {
      if (this.link.socket.connected) void this.ask('agent:heartbeat', {});
    }, HEARTBEAT_INTERVAL_MS);
    this.timers.add(beat);
  }

  /** Comes to work. */
  async start(): Promise<void> {
    await this.ask('agent:request-state', { request: { state: 'available' } });
  }

  /** Takes no more calls than those that ring already, and wraps up at once. */
  stopSoon(): void {
    this.isStopping = true;
  }

  /** Goes home. */
  async leave(): Promise<void> {
    await this.ask('agent:request-state', { request: { state: 'offline' } });
  }

  close(): void {
    for (const timer of this.timers) clearTimeout(timer);
    this.link.close();
  }

  private async ask<N extends Parameters<StaffLink['ask']>[0]>(name: N, payload: Parameters<StaffLink['ask']>[1]) {
    // The pair is checked where it is written: each caller names both in one line.
    const answer = await this.link.ask(name, payload as never);
    if (!answer.ok && answer.error.code !== NO_ANSWER) this.deps.log.refused(name, answer.error.code);
    return answer;
  }

  private on<N extends EventName>(name: N, see: (data: EventDataWire<N>) => void): void {
    this.link.socket.on(name as string, (envelope: EventEnvelope<N>) => {
      // The floor's figures are no part of the agent's own counted stream.
      if (envelope.stream === 'floor') return;
      const isNext = envelope.epoch === this.position.epoch && envelope.seq === this.position.seq + 1;
      const isOld = envelope.epoch === this.position.epoch && envelope.seq <= this.position.seq;
      if (isOld) return;
      this.position = { epoch: envelope.epoch, seq: envelope.seq };
      see(envelope.data);
      if (!isNext) this.fetchSnapshot();
    });
  }

  private fetchSnapshot(): void {
    if (this.isFetching) return;
    this.isFetching = true;
    void this.ask('agent:snapshot', {}).then((answer) => {
      this.isFetching = false;
      // The result of this command is exactly this view.
      if (answer.ok) this.sawSnapshot(answer.data as AgentSnapshotWire);
      else this.later(SNAPSHOT_AGAIN_MS * this.deps.speed, () => Promise.resolve(this.fetchSnapshot()));
    });
  }

  private sawSnapshot(snapshot: AgentSnapshotWire): void {
    const isLater = snapshot.position.epoch !== this.position.epoch || snapshot.position.seq >= this.position.seq;
    if (!isLater) return;
    this.position = snapshot.position;
    this.liveCallId = null;
    this.sawAgent(snapshot.agent);
    if (snapshot.offer !== null) this.sawOffer(snapshot.offer);
    if (snapshot.call !== null) this.sawCall(snapshot.call);
    if (snapshot.wrapUp !== null) this.sawWrapUp(snapshot.wrapUp);
  }

  private sawAgent(agent: AgentWire): void {
    this.state = agent.state;
    const wasPutAside =
      agent.state === 'unavailable' && (agent.reason === 'no_answer' || agent.reason === 'lost_connection');
    if (!wasPutAside || this.isComingBack) return;
    this.isComingBack = true;
    this.later(BACK_AT_DESK_MS, async () => {
      this.isComingBack = false;
      await this.ask('agent:request-state', { request: { state: 'available' } });
    });
  }

  private sawOffer(offer: OfferWire): void {
    if (this.seenOffers.has(offer.offerId)) return;
    this.seenOffers.add(offer.offerId);
    this.deps.log.offerSeenAt.set(offer.offerId, Date.now());
    const { random } = this.deps;
    const roll = random.next();
    if (roll < MISS_SHARE) return;
    const thinkMs = Math.min(ANSWER_MAX_MS, random.exponential(ANSWER_MEAN_MS));
    const { offerId } = offer;
    if (roll < MISS_SHARE + REJECT_SHARE)
      this.later(thinkMs, async () => void (await this.ask('offer:reject', { offerId })));
    else this.later(thinkMs, () => this.accept(offer));
  }

  private async accept({ offerId, callId }: OfferWire): Promise<void> {
    this.acceptedAt.set(callId, Date.now());
    const accepted = await this.ask('offer:accept', { offerId });
    if (!accepted.ok) return;
    const sdpOffer = `agent ${randomUUID()}`;
    const joined = await this.ask('call:connect-media', { callId, sdpOffer });
    if (joined.ok) this.deps.media.connect(sdpOffer);
  }

  private sawCall(call: CallWire): void {
    const isMine = WITH_AGENT.includes(call.state);
    if (isMine && this.liveCallId !== null && this.liveCallId !== call.id) {
      this.deps.log.doubleCalls.push(`${this.deps.person.id}: ${this.liveCallId}, ${call.id}`);
    }
    if (isMine) this.liveCallId = call.id;
    else if (this.liveCallId === call.id) this.liveCallId = null;
    if (call.state === 'talking') this.sawTalking(call);
  }

  private sawTalking(call: CallWire): void {
    const since = this.acceptedAt.get(call.id);
    this.acceptedAt.delete(call.id);
    const now = Date.now();
    if (since !== undefined && !this.deps.outages.touch(since, now)) this.deps.log.acceptToTalk.add(now - since);
    if (this.talkedCalls.has(call.id)) return;
    this.talkedCalls.add(call.id);
    const { random } = this.deps;
    const talkMs = Math.min(TALK_MAX_MS, TALK_LEAST_MS + random.exponential(TALK_MEAN_MS));
    const candidate = call.candidates[0];
    if (candidate !== undefined) this.later(ASK_IDENTITY_MS, () => this.verify(call.id, candidate.customerId));
    this.later(talkMs, async () => void (await this.ask('call:hang-up', { callId: call.id })));
  }

  private async verify(callId: string, customerId: string): Promise<void> {
    const since = Date.now();
    const factors = ['name', 'birth_date'] as const;
    const answer = await this.ask('identity:verify', {
      callId,
      customerId,
      factors: [...factors],
      isThirdParty: false,
    });
    const now = Date.now();
    if (answer.ok && !this.deps.outages.touch(since, now)) this.deps.log.verifyToPop.add(now - since);
  }

  private sawWrapUp(wrapUp: WrapUpWire): void {
    if (wrapUp.state !== 'open' || this.wrappedUp.has(wrapUp.id)) return;
    this.wrappedUp.add(wrapUp.id);
    const { random } = this.deps;
    const isPauseDue = random.chance(PAUSE_SHARE);
    const workMs = Math.min(WRAP_UP_MAX_MS, WRAP_UP_LEAST_MS + random.exponential(WRAP_UP_MEAN_MS));
    const closing = {
      callId: wrapUp.callId,
      reason: wrapUp.prefill.reason ?? random.pick(REASONS),
      outcome: wrapUp.prefill.outcome ?? random.pick(OUTCOMES),
      isFollowUpAgreed: false,
      note: '',
    };
    const isResolved = SERVED.includes(closing.outcome) && random.chance(RESOLVED_SHARE);
    this.later(workMs, async () => {
      if (isPauseDue && !this.isStopping) await this.pause();
      await this.ask('wrap-up:close', { ...closing, isResolved });
    });
  }

  /** Asks for a break that begins after this wrap-up, and ends it later. */
  private async pause(): Promise<void> {
    await this.ask('agent:request-state', { request: { state: 'unavailable', reason: 'break' } });
    const lengthMs = this.deps.random.exponential(PAUSE_MEAN_MS);
    this.later(lengthMs, async () => void (await this.ask('agent:request-state', { request: { state: 'available' } })));
  }

  /** Does it when a person would: `ms` of their time, divided by the speed. */
  private later(ms: number, act: () => Promise<void>): void {
    const timer = setTimeout(() => {
      this.timers.delete(timer);
      void act();
    }, ms / this.deps.speed);
    this.timers.add(timer);
  }
}

const RESOLVED_SHARE = 0.8;
const SERVED = OUTCOMES.filter((outcome) => !['not_verified', 'wrong_person', 'not_resolved'].includes(outcome));
/** Events a simulated agent does nothing with; their numbers count all the same. */
const UNUSED_EVENTS = [
  'offer:ended',
  'call:quality',
  'call:digit',
  'pop:changed',
  'script-run:changed',
  'strip:changed',
  'review:published',
] as const satisfies readonly EventName[];
