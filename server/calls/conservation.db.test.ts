/**
 * Conservation: whatever callers, agents, networks and servers do, in any order and at the same time, every call that was
 * received ends in exactly one terminal state and every invariant holds at every rest. The story comes from a seed; only which
 * of two simultaneous things the database lets through first does not.
 */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Id } from '../../shared/ids/ids';
import type { Login } from '../platform/auth/login';
import { createTestDatabase, type TestDatabase } from '../platform/db/testing/test-database';
import { findBrokenInvariants } from './invariants';
import {
  createCallHouse,
  seedTestWorld,
  TEST_NUMBER,
  testPhone,
  type CallHouse,
  type TestWorld,
} from './testing/call-house';

const STEPS = 250;
const AGENTS = 4;
const STEPS_BETWEEN_CHECKS = 10;

let database: TestDatabase;
let house: CallHouse;
let world: TestWorld;

beforeEach(async () => {
  database = await createTestDatabase();
  house = await createCallHouse({ url: database.url });
  world = await seedTestWorld(house, AGENTS);
});

afterEach(async () => {
  await house.close();
  await database.drop();
});

/** A small generator with a seed (mulberry32): the same seed gives the same story. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

class Story {
  private readonly random: () => number;
  private readonly tokens: string[] = [];
  readonly log: string[] = [];

  constructor(seed: number) {
    this.random = randomFrom(seed);
  }

  chance(probability: number): boolean {
    return this.random() < probability;
  }

  pick<T>(list: readonly T[]): T {
    const one = list[Math.floor(this.random() * list.length)];
    if (one === undefined) throw new Error('nothing to pick from');
    return one;
  }

  below(limit: number): number {
    return Math.floor(this.random() * limit);
  }

  /** One thing that happens; some of them at the same moment as another. */
  async step(): Promise<void> {
    const first = this.action();
    if (this.chance(0.35)) await Promise.all([first, this.action()]);
    else await first;
    if (this.chance(0.6)) await house.settle();
  }

  private action(): Promise<unknown> {
    const login = this.pick(world.agents);
    const actions: readonly (readonly [string, number, () => Promise<unknown>])[] = [
      ['dial', 22, () => this.dial()],
      ['customer hangs up', 8, () => this.customerHangsUp()],
      ['agent available', 26, () => this.request(login, { state: 'available' })],
      ['agent break', 4, () => this.request(login, { state: 'unavailable', reason: 'break' })],
      ['agent offline', 2, () => this.request(login, { state: 'offline' })],
      ['accept', 44, () => this.answerOffer(login, 'offer:accept')],
      ['reject', 4, () => this.answerOffer(login, 'offer:reject')],
      ['connect', 44, () => this.connect(login)],
      ['hang up', 10, () => this.inCall(login, 'call:hang-up')],
      ['hold', 4, () => this.inCall(login, 'call:hold')],
      ['unhold', 4, () => this.inCall(login, 'call:unhold')],
      ['pause', 2, () => this.inCall(login, 'call:pause-recording')],
      ['resume', 2, () => this.inCall(login, 'call:resume-recording')],
      ['close wrap-up', 10, () => this.closeWrapUp(login)],
      ['agent leg lost', 4, () => this.legLost('agent')],
      ['customer leg lost', 3, () => this.legLost('customer')],
      ['stray news', 4, () => this.strayNews()],
      ['reconcile', 3, () => house.calls.reconciler.pass()],
      ['time', 10, () => this.timePasses()],
      ['dial out', 4, () => this.dialOut(login)],
      ['server dies', 1, () => this.serverDies()],
    ];
    let weight = this.below(actions.reduce((sum, [, each]) => sum + each, 0));
    for (const [name, each, run] of actions) {
      weight -= each;
      if (weight >= 0) continue;
      this.log.push(name);
      return run();
    }
    throw new Error('the weights do not add up');
  }

  private async dial(): Promise<void> {
    const fromNumber = `+47000200${String(10 + this.below(40))}`;
    house.carrier.isConnectingAtOnce = this.chance(0.85);
    const answer = await house.phone(testPhone(), 'phone:dial', { fromNumber, toNumber: TEST_NUMBER, sdpOffer: 'o' });
    if (answer.ok) this.tokens.push(answer.value.callToken);
  }

  private async customerHangsUp(): Promise<void> {
    if (this.tokens.length === 0) return;
    await house.phone(testPhone(), 'phone:hang-up', { callToken: this.pick(this.tokens) });
  }

  private request(
    login: Login,
    request: { state: 'available' | 'offline' } | { state: 'unavailable'; reason: 'break' },
  ) {
    return house.command(login, 'agent:request-state', { request });
  }

  private async answerOffer(login: Login, name: 'offer:accept' | 'offer:reject'): Promise<void> {
    const offers = await house.db('offers').where({ agent_id: login.id }).select<{ id: Id<'offer'> }[]>('id');
    // Mostly the newest, which may ring; now and then one that is long over, or somebody else's.
    const own = offers.at(-1);
    if (own !== undefined)
      await house.command(this.chance(0.95) ? login : this.pick(world.agents), name, { offerId: own.id });
  }

  private async engagedCall(login: Login): Promise<Id<'call'> | null> {
    const row = await house
      .db('agent_engagements')
      .where({ agent_id: login.id })
      .first<{ call_id: Id<'call'> } | undefined>('call_id');
    return row?.call_id ?? null;
  }

  private async connect(login: Login): Promise<void> {
    const callId = await this.engagedCall(login);
    if (callId === null) return;
    await house.command(login, 'call:connect-media', { callId, sdpOffer: 'agent' });
    if (this.chance(0.8)) house.carrier.connect(callId, 'agent');
  }

  private async inCall(
    login: Login,
    name: 'call:hang-up' | 'call:hold' | 'call:unhold' | 'call:pause-recording' | 'call:resume-recording',
  ): Promise<void> {
    const callId = await this.engagedCall(login);
    if (callId !== null) await house.command(login, name, { callId });
  }

  private async closeWrapUp(login: Login): Promise<void> {
    const row = await house
      .db('wrap_ups')
      .where({ agent_id: login.id })
      .orderBy('opened_at', 'desc')
      .first<{ call_id: Id<'call'> } | undefined>('call_id');
    if (row === undefined) return;
    await house.command(login, 'wrap-up:close', {
      callId: row.call_id,
      reason: 'other',
      outcome: 'question_answered',
      isResolved: this.chance(0.5),
      isFollowUpAgreed: false,
      note: '',
    });
  }

  private async anyCall(): Promise<Id<'call'> | null> {
    const rows = await house.db('calls').whereNull('ended_at').orderBy('id').select<{ id: Id<'call'> }[]>('id');
    return rows.length === 0 ? null : this.pick(rows).id;
  }

  private async legLost(role: 'agent' | 'customer'): Promise<void> {
    const callId = await this.anyCall();
    if (callId !== null) house.carrier.endLeg(callId, role, this.pick(['hangup', 'media_lost', 'never_connected']));
  }

  private async strayNews(): Promise<void> {
    const rows = await house
      .db('calls')
      .orderBy('id')
      .select<{ id: Id<'call'>; agent_leg_id: Id<'leg'> | null; customer_leg_id: Id<'leg'> | null }[]>();
    if (rows.length === 0) return;
    const call = this.pick(rows);
    const legId = (this.chance(0.5) ? call.agent_leg_id : call.customer_leg_id) ?? house.platform.makeId('leg');
    const role = this.chance(0.5) ? 'agent' : 'customer';
    if (this.chance(0.5)) house.carrier.tell(call.id, { kind: 'leg.connected', legId, role });
    else
      house.carrier.tell(call.id, { kind: 'leg.ended', legId: house.platform.makeId('leg'), role, reason: 'hangup' });
    house.carrier.timesTold = this.pick([1, 1, 2]);
  }

  private async timePasses(): Promise<void> {
    house.clock.ms += this.pick([500, 2_000, 6_000, 21_000]);
    for (const login of world.agents) {
      // One in ten is not heard: their machine is gone.
      if (this.chance(0.9)) await house.command(login, 'agent:heartbeat', {});
    }
    await house.platform.timers.poll();
  }

  private async dialOut(login: Login): Promise<void> {
    const phone = testPhone();
    const toNumber = `+47000300${String(10 + this.below(5))}`;
    await house.phone(phone, 'phone:register', { number: toNumber });
    const dialled = await house.command(login, 'call:dial', {
      toNumber,
      creditorId: world.creditorId,
      customerId: null,
      caseId: null,
    });
    if (!dialled.ok) return;
    const callId = dialled.data.id as Id<'call'>;
    await house.command(login, 'call:connect-media', { callId, sdpOffer: 'agent' });
    await house.settle();
    const customer = this.pick(['answers', 'answers', 'rejects', 'does nothing']);
    if (customer === 'answers') await house.phone(phone, 'phone:answer', { callId, sdpOffer: 'customer' });
    if (customer === 'rejects') await house.phone(phone, 'phone:reject', { callId });
  }

  private async serverDies(): Promise<void> {
    await Promise.resolve();
    this.isDying = true;
  }

  isDying = false;
}

async function restart(): Promise<void> {
  const { clock, carrier } = house;
  await house.close();
  clock.ms += 2_000;
  house = await createCallHouse({ url: database.url, clock, carrier });
  await carrier.attach();
}

/** Everybody hangs up and every deadline passes: nothing may be left over. */
async function letEverythingEnd(): Promise<void> {
  house.carrier.isConnectingAtOnce = true;
  for (let round = 0; round < 4; round++) {
    const rows = await house.db('calls').whereNull('ended_at').select<{ id: Id<'call'> }[]>('id');
    for (const { id } of rows) house.carrier.endLeg(id, 'customer', 'hangup');
    await house.settle();
    await house.pass(61_000);
    await house.calls.reconciler.pass();
    await house.pass(61_000);
    await house.calls.reconciler.pass();
    await house.settle();
  }
}

describe('conservation', () => {
  test.each([11, 22, 33, 44])('every call ends exactly once, whatever happens (seed %i)', async (seed) => {
    const story = new Story(seed);
    for (let step = 1; step <= STEPS; step++) {
      await story.step();
      if (story.isDying) {
        story.isDying = false;
        await restart();
      }
      if (step % STEPS_BETWEEN_CHECKS !== 0) continue;
      await house.settle();
      expect(await findBrokenInvariants(house.db), story.log.slice(-40).join(' | ')).toEqual([]);
    }
    await letEverythingEnd();
    expect(await findBrokenInvariants(house.db)).toEqual([]);
    const alive = await house.db('calls').whereNull('ended_at').select('id', 'state');
    expect(alive).toEqual([]);
    const counts = await house.db.raw<{ rows: { received: bigint; ended: bigint; answered: bigint }[] }>(
      `select count(*) filter (where kind = 'call.received') as received,
              count(*) filter (where kind = 'call.ended') as ended,
              count(*) filter (where kind = 'wrap_up.opened') as answered from journal`,
    );
    const row = counts.rows[0];
    expect(row?.ended).toBe(row?.received);
    // The story must have had something to tell.
    expect(Number(row?.answered)).toBeGreaterThan(2);
    expect(await house.db('wrap_ups').where({ state: 'open' }).first('id')).toBeUndefined();
    expect(await house.db('agent_engagements').first('agent_id')).toBeUndefined();
  });
});
