/** Goal: nobody gets past a door that was not opened for their role on purpose. Whoever adds a door adds its line here. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Socket } from 'socket.io-client';
import type { Role } from '../shared/agents/vocabulary';
import { ROLES } from '../shared/agents/vocabulary';
import { ID_PREFIX } from '../shared/ids/ids';
import type { CommandName } from '../shared/protocol/commands';
import { HTTP_ROUTES, type HttpRouteName, type HttpRouteRow } from '../shared/protocol/http';
import { command, type OpenHouse, openHouse, OPENING_LIMIT_MS } from './testing/open-house';

const EVERYBODY: readonly Role[] = ROLES;
const PHONE_WORK: readonly Role[] = ['agent', 'lead'];
const REVIEWERS: readonly Role[] = ['lead', 'qa', 'admin'];

/** The doors of creditors' systems: a key opens them, no login does (creditor-api/creditor-api.db.test.ts). */
const BY_KEY = 'api_key';

/** Who may use which route. Written by hand: this is what was decided, not what the code happens to say. */
const ROUTES: Readonly<Record<HttpRouteName, readonly Role[] | 'public' | typeof BY_KEY>> = {
  login: 'public',
  demoLogins: 'public',
  logout: EVERYBODY,
  me: EVERYBODY,
  setLanguage: EVERYBODY,
  creditors: EVERYBODY,
  mandates: ['lead', 'admin'],
  addMandate: ['admin'],
  revokeMandate: ['admin'],
  planApprovals: ['lead', 'admin'],
  decidePlan: ['lead', 'admin'],
  searchCustomers: REVIEWERS,
  caseFile: REVIEWERS,
  caseStatement: EVERYBODY,
  caseStatementPdf: EVERYBODY,
  board: REVIEWERS,
  metricCalls: REVIEWERS,
  causeTree: REVIEWERS,
  causeCalls: REVIEWERS,
  qaCalls: REVIEWERS,
  qaCall: REVIEWERS,
  recordingAudio: REVIEWERS,
  publishReview: ['qa', 'lead'],
  myReviews: ['agent'],
  seeReview: ['agent'],
  importFile: ['admin'],
  imports: ['admin'],
  unmatchedPayments: ['lead', 'admin'],
  allocateUnmatched: ['lead', 'admin'],
  disputes: ['lead', 'admin'],
  answerDispute: PHONE_WORK,
  rejectGroundless: ['lead'],
  resumeCollection: ['lead'],
  caseDisconnection: EVERYBODY,
  disconnectionText: EVERYBODY,
  recordDisconnectionStep: ['lead', 'admin'],
  decideDisconnection: ['lead'],
  withdrawDisconnectionReport: ['lead'],
  adviseDisconnection: ['lead'],
  orderDisconnection: ['lead'],
  recallDisconnection: ['lead'],
  callsBeforeCut: PHONE_WORK,
  apiMe: BY_KEY,
  apiCustomer: BY_KEY,
  apiCustomers: BY_KEY,
  apiSupplyPoint: BY_KEY,
  apiSupplyPoints: BY_KEY,
  apiInvoice: BY_KEY,
  apiInvoices: BY_KEY,
  apiPayment: BY_KEY,
  apiPayments: BY_KEY,
  apiPaymentReversal: BY_KEY,
  apiPaymentReversals: BY_KEY,
  apiPaymentNotice: BY_KEY,
  apiPaymentNotices: BY_KEY,
  apiWithdrawNotice: BY_KEY,
  apiMandate: BY_KEY,
  apiMandates: BY_KEY,
  apiDelivery: BY_KEY,
  apiDeliveries: BY_KEY,
  apiDisconnectionStep: BY_KEY,
  apiDisconnectionSteps: BY_KEY,
  apiConfirmCut: BY_KEY,
  apiResends: BY_KEY,
  apiCases: BY_KEY,
  apiCase: BY_KEY,
  apiAnswerDispute: BY_KEY,
  apiReleases: BY_KEY,
  apiConfirmRelease: BY_KEY,
  apiEvents: BY_KEY,
  apiReplay: BY_KEY,
  apiKeys: ['admin'],
  createApiKey: ['admin'],
  revokeApiKey: ['admin'],
  webhookEndpoints: ['admin'],
  createEndpoint: ['admin'],
  setEndpointKinds: ['admin'],
  rotateEndpointSecret: ['admin'],
  switchEndpoint: ['admin'],
  testEndpoint: ['admin'],
  webhookDeliveries: ['admin'],
  replayDeliveries: ['admin'],
  sourceTrust: ['admin'],
  setSourceTrust: ['admin'],
  runningReleases: ['lead', 'admin'],
  rules: REVIEWERS,
  addRule: ['admin'],
  caseRules: EVERYBODY,
};

/** Who may send which command. */
const COMMANDS: Readonly<Record<CommandName, readonly Role[]>> = {
  'agent:snapshot': ['agent'],
  'agent:heartbeat': ['agent'],
  'agent:request-state': ['agent'],
  'offer:accept': ['agent'],
  'offer:reject': ['agent'],
  'call:connect-media': ['agent'],
  'call:hang-up': ['agent'],
  'call:hold': ['agent'],
  'call:unhold': ['agent'],
  'call:mute': ['agent'],
  'call:send-digits': ['agent'],
  'call:pause-recording': ['agent'],
  'call:resume-recording': ['agent'],
  'call:dial': ['agent'],
  'customer:search': PHONE_WORK,
  'identity:verify': PHONE_WORK,
  'pop:refresh': PHONE_WORK,
  'call:choose-case': PHONE_WORK,
  'call-script:start': PHONE_WORK,
  'call-script:answer': PHONE_WORK,
  'call-script:jump': PHONE_WORK,
  'call-script:act-done': PHONE_WORK,
  'call-script:language': PHONE_WORK,
  'call-script:leave': PHONE_WORK,
  'case:postpone': PHONE_WORK,
  'case:freeze': PHONE_WORK,
  'customer:flag': PHONE_WORK,
  'authority:record': PHONE_WORK,
  'authority:revoke': PHONE_WORK,
  'plan:create': PHONE_WORK,
  'plan:ask-approval': PHONE_WORK,
  'plan:cancel': PHONE_WORK,
  'dispute:open': PHONE_WORK,
  'disconnection:report': PHONE_WORK,
  'collection:suspend': PHONE_WORK,
  'payment-notice:record': PHONE_WORK,
  'release:order': PHONE_WORK,
  'fee:waive': PHONE_WORK,
  'invoice:resend': PHONE_WORK,
  'referral:give': PHONE_WORK,
  'note:add': PHONE_WORK,
  'payment:explained': PHONE_WORK,
  'wrap-up:extend': ['agent'],
  'wrap-up:draft': ['agent'],
  'wrap-up:close': ['agent'],
  'board:subscribe': REVIEWERS,
  'board:unsubscribe': REVIEWERS,
};

const NOBODY = '0'.repeat(26);
const ID_OF_PARAM: Readonly<Record<string, string>> = {
  customerId: `${ID_PREFIX.customer}_${NOBODY}`,
  callId: `${ID_PREFIX.call}_${NOBODY}`,
  caseId: `${ID_PREFIX.case}_${NOBODY}`,
  recordingId: `${ID_PREFIX.recording}_${NOBODY}`,
  reviewId: `${ID_PREFIX.review}_${NOBODY}`,
  paymentId: `${ID_PREFIX.ledgerEntry}_${NOBODY}`,
  creditorId: `${ID_PREFIX.creditor}_${NOBODY}`,
  mandateId: `${ID_PREFIX.mandate}_${NOBODY}`,
  planId: `${ID_PREFIX.plan}_${NOBODY}`,
  disputeId: `${ID_PREFIX.dispute}_${NOBODY}`,
  kind: 'warning',
  metric: 'waiting',
  cause: 'other',
  keyId: `${ID_PREFIX.apiKey}_${NOBODY}`,
  endpointId: `${ID_PREFIX.webhookEndpoint}_${NOBODY}`,
  releaseId: `${ID_PREFIX.release}_${NOBODY}`,
};

let house: OpenHouse;
let expired: string;
const tokens = new Map<Role, string>();
const sockets = new Map<Role, Socket>();

beforeAll(async () => {
  house = await openHouse();
  for (const role of ROLES) {
    // One after the other: only a few passwords are checked at a time.
    // oxlint-disable-next-line no-await-in-loop
    const token = await house.login(`${role}.en`);
    tokens.set(role, token);
    // oxlint-disable-next-line no-await-in-loop
    sockets.set(role, await house.socket(token));
  }
  expired = await house.login('admin.nb');
  const longAgo = new Date(house.platform.clock.nowMs() - 1_000);
  await house
    .db('login_sessions as s')
    .whereIn('s.login_account_id', house.db('login_accounts').where({ user_name: 'admin.nb' }).select('id'))
    .update({ expires_at: longAgo });
}, OPENING_LIMIT_MS);
afterAll(async () => {
  await house.close();
});

/** Asks a route with nothing useful in it: whoever may pass is told what is wrong with it, the others only that they may not. */
async function knock(name: HttpRouteName, token: string | undefined): Promise<string | null> {
  house.rest();
  const row: HttpRouteRow = HTTP_ROUTES[name];
  const path = row.path.replaceAll(/:(\w+)/gu, (_whole, param: string) => ID_OF_PARAM[param] ?? NOBODY);
  const body = row.method === 'post' ? { body: { nothing: 'useful' } } : {};
  const answer = await house.request(row.method, path, { ...(token === undefined ? {} : { token }), ...body });
  return answer.code;
}

describe('the list of doors', () => {
  test('names every route that is served, and no other', () => {
    const served = house.platform.routes.list().map(({ name }) => name);
    expect(served.sort()).toEqual(Object.keys(ROUTES).sort());
  });

  test('names every command that is answered, and no other', () => {
    const answered = house.platform.commands.list().map(({ name }) => name);
    expect(answered.sort()).toEqual(Object.keys(COMMANDS).sort());
  });

  test('every door that shows a person keeps an audit', () => {
    const rows = [...house.platform.routes.list(), ...house.platform.commands.list()];
    const showsPeople = [
      'caseFile',
      'caseStatement',
      'caseStatementPdf',
      'causeCalls',
      'disputes',
      'caseDisconnection',
      'disconnectionText',
      'callsBeforeCut',
      'searchCustomers',
      'qaCalls',
      'qaCall',
      'recordingAudio',
      'metricCalls',
    ];
    const inCalls = ['customer:search', 'identity:verify', 'pop:refresh'];
    const unaudited = rows.filter(
      ({ name, audit }) => [...showsPeople, ...inCalls].includes(name) && audit !== 'person_read',
    );
    expect(unaudited).toEqual([]);
  });
});

describe('routes', () => {
  const names = Object.keys(ROUTES) as HttpRouteName[]; // the keys of exactly this record
  test.each(names)('%s is closed to strangers and to expired logins unless it is the door', async (name) => {
    const refusal = ROUTES[name] === BY_KEY ? 'API_KEY_INVALID' : 'NOT_LOGGED_IN';
    for (const token of [undefined, expired, 'x'.repeat(43)]) {
      // oxlint-disable-next-line no-await-in-loop
      const code = await knock(name, token);
      if (ROUTES[name] === 'public') expect(code).not.toBe(refusal);
      else expect(code).toBe(refusal);
    }
  });

  test.each(names)('%s opens for its roles and for no other', async (name) => {
    const allowed = ROUTES[name];
    for (const role of ROLES) {
      if (name === 'logout') continue; // would end the login for the lines that follow; has a test of its own
      // oxlint-disable-next-line no-await-in-loop
      const code = await knock(name, tokens.get(role));
      const mayPass = allowed === 'public' || (allowed !== BY_KEY && allowed.includes(role));
      if (mayPass)
        expect(['FORBIDDEN', 'NOT_LOGGED_IN', 'RATE_LIMITED', 'INTERNAL'], `${role} at ${name}`).not.toContain(code);
      else expect(code, `${role} at ${name}`).toBe('FORBIDDEN');
    }
  });

  test('whoever logs out is out, and their sockets are closed', async () => {
    const token = await house.login('qa.fi');
    const socket = await house.socket(token);
    const gone = new Promise((resolve) => socket.once('disconnect', resolve));
    expect(await house.request('post', '/api/logout', { token, body: {} })).toMatchObject({ status: 200 });
    await gone;
    expect(await house.request('get', '/api/me', { token })).toMatchObject({ code: 'NOT_LOGGED_IN' });
  });
});

describe('commands', () => {
  test('strangers and expired logins get no socket at all', async () => {
    for (const token of ['', expired, 'x'.repeat(43)]) {
      house.rest();
      // oxlint-disable-next-line no-await-in-loop
      await expect(house.socket(token)).rejects.toThrow('NOT_LOGGED_IN');
    }
  });

  const names = Object.keys(COMMANDS) as CommandName[]; // the keys of exactly this record
  test.each(names)('%s is answered to its roles and to no other', async (name) => {
    for (const role of ROLES) {
      const socket = sockets.get(role);
      if (socket === undefined) throw new Error(`${role} has no socket`);
      house.rest();
      // oxlint-disable-next-line no-await-in-loop
      const answer = await command(socket, name, { nothing: 'useful' });
      const code = answer.ok ? null : answer.error.code;
      if (COMMANDS[name].includes(role)) expect(code, `${role} sends ${name}`).toBe('INVALID_PAYLOAD');
      else expect(code, `${role} sends ${name}`).toBe('FORBIDDEN');
    }
  });
});
