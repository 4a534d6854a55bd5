import { randomUUID } from 'node:crypto';
import { connect } from '../../platform/db/connect';
import { createTestDatabase, type TestDatabase } from '../../platform/db/testing/test-database';
import { createLogger } from '../../platform/log';
import { createPlatform, type Platform } from '../../platform/platform';
import type { Login } from '../../platform/auth/login';
import type { CommandName, CommandPayloadWire, CommandResultWire } from '../../../shared/protocol/commands';
import type { Id } from '../../../shared/ids/ids';
import type { ErrorCode } from '../../../shared/protocol/errors';
import { createCreditors, type Creditors } from '../../creditors/index';
import { createCustomers, type Customers, type RecordCallAction } from '../../customers/index';
import { createCallScripts, type CallScripts } from '../../call-scripts/index';
import { createCollectionHolds } from '../../collection-holds/index';
import { createDisconnection } from '../../disconnection/index';
import { createCaseGate, createDisputes } from '../../disputes/index';
import { createPaymentsUnderway, type PaymentsUnderway } from '../../payments-underway/index';
import { createPlans } from '../../plans/index';
import { createRules } from '../../rules/index';
import { createCallGate, createScreenPop, type ScreenPop } from '../../screen-pop/index';
import { createLedger, type Ledger } from '../index';

export type Answered<N extends CommandName> =
  | { ok: true; data: CommandResultWire<N> }
  | { ok: false; error: { code: ErrorCode; details?: Record<string, string | number> } };

/** The rooms of money on a database of their own, with a clock that stands still until told. */
export interface World {
  readonly platform: Platform;
  readonly customers: Customers;
  readonly creditors: Creditors;
  readonly ledger: Ledger;
  readonly screenPop: ScreenPop;
  readonly callScripts: CallScripts;
  readonly paymentsUnderway: PaymentsUnderway;
  readonly clock: { nowMs: number };
  readonly database: TestDatabase;
  ask<N extends CommandName>(
    login: Login,
    name: N,
    payload: CommandPayloadWire<N>,
    commandId?: string,
  ): Promise<Answered<N>>;
  close(): Promise<void>;
}

/** Monday 16 November 2026, 10:00 in Oslo: a bank day in all three countries. */
export const MONDAY = Date.UTC(2026, 10, 16, 9, 0, 0);

export async function openWorld(): Promise<World> {
  const database = await createTestDatabase();
  const db = connect(database.url, { forbidsSecond: true });
  const time = { nowMs: MONDAY };
  const platform = createPlatform({
    db,
    clock: { nowMs: () => time.nowMs },
    log: createLogger(process.env['FRISKMELD_LOG_LEVEL'] ?? 'silent'),
    isDemo: false,
    dataDir: '.',
    rendererDir: '.',
    origins: [],
    isReady: () => true,
  });
  const rules = createRules(platform);
  const customers = createCustomers();
  const creditors = createCreditors(platform);
  const caseGate = createCaseGate(() => rules.rows());
  const ledger = createLedger(platform, {
    customers,
    creditors,
    mayDo: caseGate.mayDo,
    ruleRows: () => rules.rows(),
  });
  const ports = {
    callGate: createCallGate(),
    ruleRows: () => rules.rows(),
    recordCallAction: async (...[tx, callId, action, subjectId]: Parameters<RecordCallAction>) => {
      await tx.sql('call_actions').insert({ call_id: callId, action, subject_id: subjectId, at: new Date(tx.nowMs) });
    },
  };
  const plans = createPlans(platform, { ledger, creditors, ...ports });
  const disputes = createDisputes(platform, { ledger, ...ports });
  const paymentsUnderway = createPaymentsUnderway(platform, { ledger, creditors, ...ports });
  const disconnection = createDisconnection(platform, {
    ledger,
    agencyName: 'Friskmeld Inkasso',
    mayDo: caseGate.mayDo,
    ...ports,
  });
  const collectionHolds = createCollectionHolds(platform, { ledger, creditors, ...ports });
  const screenPop = createScreenPop(platform, {
    mayDo: caseGate.mayDo,
    rules,
    customers,
    creditors,
    ledger,
    plans,
    disputes,
    paymentsUnderway,
    disconnection,
    collectionHolds,
    ...ports,
    readCallView: async () => null,
  });
  const callScripts = createCallScripts(platform, {
    ...ports,
    readCaseFile: screenPop.readCaseFile,
    agencyName: 'Friskmeld Inkasso',
  });
  await platform.feed.start();
  return {
    platform,
    customers,
    creditors,
    ledger,
    screenPop,
    callScripts,
    paymentsUnderway,
    clock: time,
    database,
    ask: async (login, name, payload, commandId = randomUUID()) =>
      (await platform.commands.answer(name, { commandId, payload }, { login, socketId: 'test' })) as never,
    async close() {
      await platform.feed.stop();
      platform.http.close();
      await platform.io.close();
      await db.destroy();
      await database.drop();
    },
  };
}

/** A person at the phone who may see these creditors (null = all), with their login row. */
export async function addAgent(
  world: World,
  options: { scope?: readonly string[] | null; roles?: Login['roles'] } = {},
): Promise<Login> {
  const id = world.platform.makeId('agent');
  const roles = options.roles ?? ['agent'];
  const scope = options.scope ?? null;
  const { db } = world.platform;
  const at = new Date(world.clock.nowMs);
  await db('login_accounts').insert({
    id,
    user_name: id,
    display_name: 'Ada Agent',
    password_hash: 'x',
    roles: [...roles],
    language: 'nb',
    creditor_scope: scope === null ? null : [...scope],
    created_at: at,
  });
  await db('agents').insert({ id, skills: '[]', state: 'on_call', state_since: at });
  return {
    id,
    sessionId: world.platform.makeId('loginSession'),
    userName: id,
    displayName: 'Ada Agent',
    roles,
    language: 'nb',
    isDemo: false,
    creditorScope: scope,
  };
}

export interface CreditorOptions {
  readonly slug?: string;
  readonly country?: 'NO' | 'SE' | 'FI';
  readonly role?: string;
  readonly utility?: string;
  readonly mayOrderRelease?: boolean;
  /** A row of its own that opens a cut supply on the customer's word alone. */
  readonly opensOnWord?: boolean;
  readonly feeMode?: 'none' | 'statutory' | 'first_free';
  /** Terms of the plan part to set apart from the usual ones, in wire form. */
  readonly plan?: Readonly<Record<string, unknown>>;
}

const CURRENCY = { NO: 'NOK', SE: 'SEK', FI: 'EUR' } as const;

export async function addCreditor(
  world: World,
  options: CreditorOptions = {},
): Promise<{ id: Id<'creditor'>; slug: string; mandateId: Id<'mandate'> }> {
  const { makeId, db } = world.platform;
  const id = makeId('creditor');
  const mandateId = makeId('mandate');
  const country = options.country ?? 'NO';
  const slug = options.slug ?? `creditor-${id.slice(-6)}`;
  const at = new Date(world.clock.nowMs);
  await db('creditors').insert({
    id,
    slug,
    name: `Creditor ${slug}`,
    country,
    role: options.role ?? 'combined',
    utility: options.utility ?? 'power',
    currency: CURRENCY[country],
    org_no: '999999999',
    phone: '+4700010009',
    created_at: at,
  });
  await db('mandates').insert({
    id: mandateId,
    creditor_id: id,
    version: 1,
    valid_from: '2025-01-01',
    terms: JSON.stringify({
      plan: {
        instalmentsMax: 6,
        daysToFirstMax: 30,
        instalmentMinMinor: '10000',
        firstShareMinBp: 0,
        principalMaxMinor: '4000000',
        feeMode: options.feeMode ?? 'none',
        ...options.plan,
      },
      postpone: { daysMax: 14, countMax: 2 },
      waive: { perCaseMaxMinor: '15000', feeShareOfClaimBp: 5000 },
      hold: { bankDaysMax: 5 },
      mayPauseDisconnection: true,
      mayOrderRelease: options.mayOrderRelease ?? true,
    }),
    created_at: at,
  });
  if (options.opensOnWord === true)
    await db('payment_source_trust').insert({
      id: makeId('sourceTrust'),
      creditor_id: id,
      source: 'customer_word',
      trust: 'release',
      valid_from: '2026-01-01',
      why: 'Agreed with the creditor.',
      created_at: at,
    });
  return { id, slug, mandateId };
}

export interface Debt {
  readonly customerId: Id<'customer'>;
  readonly accountId: Id<'customerAccount'>;
  readonly supplyPointId: Id<'supplyPoint'>;
  readonly caseId: Id<'case'>;
  readonly claimIds: readonly Id<'claim'>[];
  readonly references: readonly string[];
}

/** A consumer with overdue invoices (and a reminder fee on the first) in one case at one supply point. */
export async function addDebt(
  world: World,
  creditorId: string,
  options: { amounts?: readonly number[]; feeMinor?: number; name?: string; isCut?: boolean; phone?: string } = {},
): Promise<Debt> {
  const { makeId, db } = world.platform;
  const at = new Date(world.clock.nowMs);
  const customerId = makeId('customer');
  const accountId = makeId('customerAccount');
  const supplyPointId = makeId('supplyPoint');
  const caseId = makeId('case');
  const amounts = options.amounts ?? [100_000, 150_000];
  const name = options.name ?? 'Kari Nordmann';
  await db('customers').insert({
    id: customerId,
    kind: 'consumer',
    name,
    name_folded: name.toLowerCase(),
    birth_date: '1980-02-03',
    street: 'Storgata 1',
    postcode: '0155',
    city: 'Oslo',
    country: 'NO',
    language: 'nb',
    created_at: at,
  });
  if (options.phone !== undefined)
    await db('customer_phones').insert({ customer_id: customerId, phone: options.phone });
  const creditor = await db('creditors').where({ id: creditorId }).first('currency');
  await db('customer_accounts').insert({
    id: accountId,
    customer_id: customerId,
    creditor_id: creditorId,
    customer_no: `K${accountId.slice(-8)}`,
    currency: creditor.currency,
    created_at: at,
  });
  await db('supply_points').insert({
    id: supplyPointId,
    customer_account_id: accountId,
    utility: 'power',
    meter_no: `M${supplyPointId.slice(-8)}`,
    street: 'Storgata 1',
    postcode: '0155',
    city: 'Oslo',
    is_electric_heating: false,
    service_state: options.isCut === true ? 'cut' : 'connected',
    service_state_since: '2026-10-01',
  });
  await db('cases').insert({
    id: caseId,
    case_no: `S-${caseId.slice(-8)}`,
    customer_account_id: accountId,
    supply_point_id: supplyPointId,
    stage: 'reminder',
    stage_since: '2026-10-20',
    next_stage: 'collection_notice',
    next_stage_date: '2026-11-20',
    opened_at: at,
  });
  const claimIds: Id<'claim'>[] = [];
  const references: string[] = [];
  for (const [index, amount] of amounts.entries()) {
    const claimId = makeId('claim');
    const reference = `00${String(7_000_000 + Math.floor(Math.random() * 1_000_000))}${index}`;
    claimIds.push(claimId);
    references.push(reference);
    await db('claims').insert({
      id: claimId,
      customer_account_id: accountId,
      case_id: caseId,
      supply_point_id: supplyPointId,
      kind: 'invoice',
      invoice_no: `F${claimId.slice(-8)}`,
      reference,
      issue_date: '2026-09-01',
      due_date: `2026-09-${String(15 + index)}`,
      currency: creditor.currency,
      created_at: at,
    });
    await db('ledger_entries').insert({
      id: makeId('ledgerEntry'),
      customer_account_id: accountId,
      claim_id: claimId,
      kind: 'invoice',
      amount_minor: amount,
      currency: creditor.currency,
      event_date: '2026-09-01',
      recorded_at: at,
      cause: 'test',
    });
  }
  if (options.feeMinor !== undefined) {
    await db('ledger_entries').insert({
      id: makeId('ledgerEntry'),
      customer_account_id: accountId,
      claim_id: claimIds[0],
      kind: 'fee',
      amount_minor: options.feeMinor,
      currency: creditor.currency,
      event_date: '2026-10-05',
      recorded_at: at,
      cause: 'reminder',
    });
  }
  return { customerId, accountId, supplyPointId, caseId, claimIds, references };
}

/** A call in which the agent talks with nobody identified yet. */
export async function addCall(world: World, creditorId: string, agentId: string): Promise<Id<'call'>> {
  const id = world.platform.makeId('call');
  const at = new Date(world.clock.nowMs);
  await world.platform.db('calls').insert({
    id,
    direction: 'in',
    state: 'talking',
    creditor_id: creditorId,
    language: 'nb',
    from_number: '+4740000000',
    to_number: '+4700010009',
    priority: 5,
    arrived_at: at,
    answered_at: at,
    agent_id: agentId,
  });
  return id;
}

/** An agent in a call with the gate of this debt's customer open. */
export async function talkTo(
  world: World,
  creditorId: string,
  debt: Debt,
): Promise<{ agent: Login; callId: Id<'call'> }> {
  const agent = await addAgent(world);
  const callId = await addCall(world, creditorId, agent.id);
  const opened = await world.ask(agent, 'identity:verify', {
    callId,
    customerId: debt.customerId,
    factors: ['name', 'birth_date'],
    isThirdParty: false,
  });
  if (!opened.ok) throw new Error(opened.error.code);
  world.clock.nowMs += 1_000;
  return { agent, callId };
}
