/** A house of calls on a database of its own: real tables, a scripted carrier, a clock that tests move. */
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Knex } from 'knex';
import type { Role } from '../../../shared/agents/vocabulary';
import type { Id } from '../../../shared/ids/ids';
import type { CommandName, CommandPayloadWire, CommandResultWire } from '../../../shared/protocol/commands';
import type {
  PhoneCommandName,
  PhoneCommandPayload,
  PhoneCommandResult,
  PhoneView,
} from '../../../shared/protocol/phone';
import type { Result } from '../../../shared/result';
import { createAgents } from '../../agents';
import { connect } from '../../platform/db/connect';
import type { Login } from '../../platform/auth/login';
import { createLogger } from '../../platform/log';
import { createPlatform, type Platform } from '../../platform/platform';
import type { PhoneRow, PhoneSocket } from '../../platform/realtime/gateway';
import { createRecordings, type Recordings } from '../../recordings';
import { createRouting, type Routing } from '../../routing';
import { ScriptedCarrier } from '../../voice/testing/scripted-carrier';
import { createWrapUps } from '../../wrap-up';
import { createCalls, type Calls } from '..';

/** A Monday noon in Oslo: calling hours are open everywhere. */
export const HOUSE_START_MS = Date.UTC(2026, 2, 2, 11, 0, 0);

export class HouseClock {
  constructor(public ms: number = HOUSE_START_MS) {}
  nowMs(): number {
    return this.ms;
  }
}

export interface CallHouse {
  readonly db: Knex;
  readonly platform: Platform;
  readonly clock: HouseClock;
  readonly carrier: ScriptedCarrier;
  readonly calls: Calls;
  readonly routing: Routing;
  readonly recordings: Recordings;
  /** Moves the clock, wakes what is due, carries out what was asked of the carrier, lets its events in. */
  pass(ms: number): Promise<void>;
  /** Everything that is under way now comes to rest; time stands still. */
  settle(): Promise<void>;
  command<N extends CommandName>(
    login: Login,
    name: N,
    payload: CommandPayloadWire<N>,
    commandId?: string,
  ): Promise<{ ok: true; data: CommandResultWire<N> } | { ok: false; error: { code: string } }>;
  phone<N extends PhoneCommandName>(
    socket: TestPhone,
    name: N,
    payload: PhoneCommandPayload<N>,
  ): Promise<Result<PhoneCommandResult<N>>>;
  close(): Promise<void>;
}

export interface TestPhone extends PhoneSocket {
  readonly views: PhoneView[];
}

export function testPhone(): TestPhone {
  const views: PhoneView[] = [];
  return {
    id: randomUUID(),
    remoteAddress: '127.0.0.1',
    views,
    emit: (_name, data) => {
      // The only event of a phone carries its view.
      views.push((data as { view: PhoneView }).view);
    },
  };
}

export interface HouseOptions {
  readonly url: string;
  readonly clock?: HouseClock;
  readonly carrier?: ScriptedCarrier;
  readonly isDemo?: boolean;
}

/** Builds the house; call it again on the same database for "the server was killed and started anew". */
export async function createCallHouse(options: HouseOptions): Promise<CallHouse> {
  const clock = options.clock ?? new HouseClock();
  const carrier = options.carrier ?? new ScriptedCarrier(() => clock.nowMs());
  const db = connect(options.url, { connectionsMax: 8, forbidsSecond: true });
  const dataDir = await mkdtemp(join(tmpdir(), 'friskmeld-house-'));
  const platform = createPlatform({
    db,
    clock,
    log: createLogger(process.env['FRISKMELD_TEST_LOG'] ?? 'silent'),
    isDemo: options.isDemo ?? true,
    dataDir,
    rendererDir: 'out/renderer',
    origins: [],
    isReady: () => true,
  });
  const phoneRows = new Map<string, PhoneRow<PhoneCommandName>>();
  // The gateway keeps its rows to itself; tests speak to them without a socket.
  platform.gateway.addPhone = (row) => {
    phoneRows.set(row.name, row);
  };
  const agents = createAgents(platform);
  const calls = createCalls(platform, { carrier });
  const routing = createRouting(platform, { calls });
  const recordings = createRecordings(platform, { carrier, calls });
  const wrapUps = createWrapUps(platform, { calls });
  agents.serveSnapshot({
    offer: (tx, agentId) => calls.views.offerOfAgent(tx.sql, agentId),
    call: (tx, agentId) => calls.views.callOfAgent(tx.sql, agentId),
    endedCall: (tx, callId) => calls.views.byId(tx.sql, callId),
    pop: async () => null,
    scriptRun: async () => null,
    wrapUp: (tx, agentId) => wrapUps.openOf(tx, agentId),
    strip: async () => ({ waiting: 0, longestWaitSince: null, answeredInTargetBp: null, fcrBp: null }),
    unseenReviews: async () => 0,
  });
  carrier.start(calls.inbox);
  const settle = async (): Promise<void> => {
    for (let round = 0; round < 3; round++) {
      await calls.sender.poll();
      await carrier.settled();
      await routing.decider.decide();
    }
  };
  return {
    db,
    platform,
    clock,
    carrier,
    calls,
    routing,
    recordings,
    settle,
    async pass(ms) {
      clock.ms += ms;
      await platform.timers.poll();
      await settle();
    },
    async command(login, name, payload, commandId = randomUUID()) {
      const answer = await platform.commands.answer(name, { commandId, payload }, { login, socketId: 'test' });
      // The table encodes exactly this result.
      return answer as never;
    },
    async phone(socket, name, payload) {
      const row = phoneRows.get(name);
      if (row === undefined) throw new Error(`no phone command ${name}`);
      return (await row.run(socket, payload)) as never;
    },
    async close() {
      await recordings.stop();
      await routing.stop();
      await calls.stop();
      await platform.feed.stop();
      await new Promise((resolve) => platform.io.close(() => resolve(undefined)));
      await db.destroy();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

export const TEST_NUMBER = '+4700010001';

export interface TestWorld {
  readonly creditorId: Id<'creditor'>;
  readonly queueId: Id<'queue'>;
  readonly agents: readonly Login[];
  readonly customerId: Id<'customer'>;
  readonly customerPhone: string;
}

/** One creditor with one queue and number, one customer with a case, and some agents who know the creditor. */
export async function seedTestWorld(house: CallHouse, agentCount: number): Promise<TestWorld> {
  const { db, platform } = house;
  const { makeId } = platform;
  const now = new Date(house.clock.nowMs());
  const creditorId = makeId('creditor');
  const queueId = makeId('queue');
  const customerId = makeId('customer');
  const accountId = makeId('customerAccount');
  await db('creditors').insert({
    id: creditorId,
    slug: 'fjellglimt',
    name: 'Fjellglimt Kraft AS',
    country: 'NO',
    role: 'supplier',
    utility: 'power',
    currency: 'NOK',
    org_no: '000000000',
    phone: TEST_NUMBER,
    is_demo: true,
    created_at: now,
  });
  await db('queues').insert({
    id: queueId,
    slug: 'fjellglimt',
    creditor_id: creditorId,
    name: JSON.stringify({ nb: 'Fjellglimt', sv: 'Fjellglimt', fi: 'Fjellglimt', en: 'Fjellglimt' }),
    required_skills: JSON.stringify([{ kind: 'creditor', key: 'fjellglimt' }]),
    created_at: now,
  });
  await db('creditor_numbers').insert({
    phone: TEST_NUMBER,
    creditor_id: creditorId,
    queue_id: queueId,
    language: 'nb',
  });
  const customerPhone = '+4700020001';
  await db('customers').insert({
    id: customerId,
    kind: 'consumer',
    name: 'Kari Prøve',
    name_folded: 'kari prøve',
    street: 'Fjellveien 1',
    postcode: '0001',
    city: 'Oslo',
    country: 'NO',
    language: 'nb',
    is_demo: true,
    created_at: now,
  });
  await db('customer_phones').insert({ customer_id: customerId, phone: customerPhone });
  await db('customer_accounts').insert({
    id: accountId,
    customer_id: customerId,
    creditor_id: creditorId,
    customer_no: '1001',
    currency: 'NOK',
    created_at: now,
  });
  await db('cases').insert({
    id: makeId('case'),
    case_no: 'FG-1234567',
    customer_account_id: accountId,
    stage: 'collection_notice',
    stage_since: '2026-02-01',
    opened_at: now,
  });
  const agents: Login[] = [];
  for (let nr = 0; nr < agentCount; nr++) agents.push(await seedAgent(house, `agent${nr + 1}`, ['agent']));
  return { creditorId, queueId, agents, customerId, customerPhone };
}

/** A login that works here as an agent who knows the creditor. */
export async function seedAgent(house: CallHouse, userName: string, roles: readonly Role[]): Promise<Login> {
  const { db, platform } = house;
  const id = platform.makeId('agent');
  const now = new Date(house.clock.nowMs());
  await db('login_accounts').insert({
    id,
    user_name: userName,
    display_name: userName,
    password_hash: 'none',
    roles: [...roles],
    language: 'nb',
    created_at: now,
  });
  await db('agents').insert({
    id,
    skills: JSON.stringify([{ kind: 'creditor', key: 'fjellglimt', level: 3 }]),
    state: 'offline',
    state_since: now,
  });
  return {
    id,
    sessionId: platform.makeId('loginSession'),
    userName,
    displayName: userName,
    roles,
    language: 'nb',
    isDemo: false,
    creditorScope: null,
  };
}
