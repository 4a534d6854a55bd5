/** A floor of two agents and a customer on a database of its own, for each test of a file; afterwards the books must balance. */
import { afterEach, beforeEach, expect } from 'vitest';
import type { Id } from '../../../shared/ids/ids';
import type { Login } from '../../platform/auth/login';
import { createTestDatabase, type TestDatabase } from '../../platform/db/testing/test-database';
import { findBrokenInvariants } from '../invariants';
import {
  createCallHouse,
  seedTestWorld,
  TEST_NUMBER,
  testPhone,
  type CallHouse,
  type TestPhone,
  type TestWorld,
} from './call-house';

export interface Dialled {
  readonly callId: Id<'call'>;
  readonly callToken: string;
  readonly phone: TestPhone;
}

export class CallFloor {
  house!: CallHouse;
  world!: TestWorld;
  database!: TestDatabase;

  async open(): Promise<void> {
    this.database = await createTestDatabase();
    this.house = await createCallHouse({ url: this.database.url });
    this.world = await seedTestWorld(this.house, 2);
  }

  async close(): Promise<void> {
    const broken = await findBrokenInvariants(this.house.db);
    await this.house.close();
    await this.database.drop();
    expect(broken).toEqual([]);
  }

  agent(nr: number): Login {
    const login = this.world.agents[nr - 1];
    if (login === undefined) throw new Error('no such agent');
    return login;
  }

  async goAvailable(login: Login): Promise<void> {
    const answer = await this.house.command(login, 'agent:request-state', { request: { state: 'available' } });
    expect(answer.ok).toBe(true);
  }

  async dial(fromNumber = this.world.customerPhone): Promise<Dialled> {
    const phone = testPhone();
    const wish = { fromNumber, toNumber: TEST_NUMBER, sdpOffer: 'offer' };
    const answer = await this.house.phone(phone, 'phone:dial', wish);
    if (!answer.ok || answer.value.view.callId === null) throw new Error('the call did not get through');
    return { callId: answer.value.view.callId, callToken: answer.value.callToken, phone };
  }

  async offerOf(login: Login): Promise<Id<'offer'>> {
    const mine = { agent_id: login.id, state: 'ringing' };
    const row = await this.house.db('offers').where(mine).first<{ id: Id<'offer'> }>('id');
    if (row === undefined) throw new Error('nobody rings');
    return row.id;
  }

  async callState(callId: string): Promise<string> {
    const row = await this.house.db('calls').where({ id: callId }).first<{ state: string }>('state');
    return row?.state ?? 'none';
  }

  /** Dial → queued → offered → accepted → talking. */
  async talk(login: Login): Promise<Dialled> {
    await this.goAvailable(login);
    const dialled = await this.dial();
    await this.house.settle();
    const accepted = await this.house.command(login, 'offer:accept', { offerId: await this.offerOf(login) });
    expect(accepted.ok).toBe(true);
    const { callId } = dialled;
    const media = await this.house.command(login, 'call:connect-media', { callId, sdpOffer: 'agent offer' });
    expect(media.ok).toBe(true);
    await this.house.settle();
    expect(await this.callState(callId)).toBe('talking');
    return dialled;
  }
}

/** Opens the floor before each test of the file and closes it after. */
export function callFloor(): CallFloor {
  const floor = new CallFloor();
  beforeEach(() => floor.open());
  afterEach(() => floor.close());
  return floor;
}
