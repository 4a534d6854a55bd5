import type { TextKind } from '../../shared/disconnection/text-kind';
import { renderLetter } from '../../shared/disconnection/texts';
import type { Id } from '../../shared/ids/ids';
import type { DisconnectionView } from '../../shared/protocol/http-disconnection';
import { ok, refuse, type Result } from '../../shared/result';
import { admitAction } from '../customers/index';
import { maySeeCreditor, type Login } from '../platform/auth/login';
import type { Platform } from '../platform/platform';
import type { Tx } from '../platform/unit-of-work';
import { listCallsBeforeCut } from './calls-before-cut';
import { readCutFacts, type CutFacts } from './cut-facts';
import { letterFacts } from './letters';
import { orderCut, recallCut } from './orders';
import { advise, decide, recordStep, type DisconnectionDeps } from './steps';
import { withdrawReport } from './withdraw-report';
import { buildView } from './view';

export interface DisconnectionHttpDeps extends DisconnectionDeps {
  readonly agencyName: string;
}

/** Roles that see a case without a call; an agent sees it in the call in which its customer's gate is open. */
const WITHOUT_CALL: readonly string[] = ['lead', 'qa', 'admin'];
const READ = {
  roles: ['agent', 'lead', 'qa', 'admin'],
  scope: 'creditor',
  audit: 'person_read',
  rate: 'person',
} as const;
const WRITE = { roles: ['lead'], scope: 'creditor', audit: 'person_write', rate: 'write' } as const;

interface Reading {
  readonly login: Login | null;
  readonly caseId: Id<'case'>;
  readonly callId: Id<'call'> | undefined;
}

/** The facts of a case for somebody who may see it; the reading is audited. */
async function readFor(tx: Tx, { login, caseId, callId }: Reading, deps: DisconnectionDeps): Promise<Result<CutFacts>> {
  if (login === null) return refuse('NOT_LOGGED_IN');
  const [found] = await readCutFacts(tx.sql, [caseId], tx.nowMs);
  if (found === undefined || !maySeeCreditor(login, found.creditorId)) return refuse('NOT_FOUND');
  if (!login.roles.some((role) => WITHOUT_CALL.includes(role))) {
    if (callId === undefined) return refuse('IDENTITY_NOT_VERIFIED');
    const admitted = await admitAction(tx, deps.callGate, { login, callId, owner: found });
    if (!admitted.ok) return admitted;
  }
  await tx.audit({
    loginAccountId: login.id,
    action: 'disconnection.read',
    subjectKind: 'customer',
    subjectId: found.customerId,
    detail: { caseId, callId: callId ?? null },
  });
  return ok(found);
}

/** What a step answers with: the whole picture after it. */
async function thenView(
  tx: Tx,
  step: { readonly caseId: string; readonly done: Result<unknown> },
  deps: DisconnectionDeps,
): Promise<Result<DisconnectionView>> {
  if (!step.done.ok) return step.done;
  const [found] = await readCutFacts(tx.sql, [step.caseId], tx.nowMs);
  return found === undefined ? refuse('NOT_FOUND') : ok(await buildView(tx.sql, found, deps.ruleRows()));
}

/** Registers the routes of a case's cut: reading it, its texts, its steps, and the order. */
export function registerDisconnectionRoutes(
  platform: Pick<Platform, 'routes' | 'isDemo'>,
  deps: DisconnectionHttpDeps,
): void {
  const { routes } = platform;
  routes.add({
    name: 'caseDisconnection',
    ...READ,
    run: ({ login, commit }, { params, query }) =>
      commit(async (tx) => {
        const found = await readFor(tx, { login, ...params, callId: query.callId }, deps);
        return found.ok ? ok(await buildView(tx.sql, found.value, deps.ruleRows())) : found;
      }),
  });
  routes.add({
    name: 'disconnectionText',
    ...READ,
    run: ({ login, commit }, { params, query }) =>
      commit(async (tx) => {
        const found = await readFor(tx, { login, ...params, callId: query.callId }, deps);
        if (!found.ok) return found;
        const allowed = await mayWrite(tx, { caseId: params.caseId, kind: params.kind, found: found.value }, deps);
        if (!allowed.ok) return allowed;
        const letter = renderLetter(
          params.kind,
          letterFacts(params.kind, found.value, letterDeps(deps)),
          query.language,
        );
        return letter === null ? refuse('NOT_FOUND') : ok({ ...letter, paragraphs: [...letter.paragraphs] });
      }),
  });
  registerSteps(routes, deps);
  registerOrders(routes, deps);
  registerCallList(platform, deps);
}

const letterDeps = ({ agencyName, ruleRows }: DisconnectionHttpDeps) => ({ agencyName, rows: ruleRows() });

/** A letter that was sent may be read again; a new one is made only when the case gate lets letters go. */
async function mayWrite(
  tx: Tx,
  { caseId, kind, found }: { readonly caseId: string; readonly kind: TextKind; readonly found: CutFacts },
  { mayDo }: DisconnectionDeps,
): Promise<Result<undefined>> {
  const notice = found.facts.notice;
  const sentDate = kind === 'demand' ? notice?.reminderDate : notice?.sentDate;
  return sentDate == null ? mayDo(tx.sql, { deed: 'letter', caseId, nowMs: tx.nowMs }) : ok(undefined);
}

function registerSteps(routes: Platform['routes'], deps: DisconnectionHttpDeps): void {
  routes.add({
    name: 'recordDisconnectionStep',
    ...WRITE,
    roles: ['lead', 'admin'],
    run: ({ login, commit }, { params, body }) =>
      commit(async (tx) => {
        if (login === null) return refuse('NOT_LOGGED_IN');
        const by = { kind: 'login', login } as const;
        const done = await recordStep(tx, { ...params, ...body, by }, deps);
        return thenView(tx, { ...params, done }, deps);
      }),
  });
  routes.add({
    name: 'decideDisconnection',
    ...WRITE,
    run: ({ login, commit }, { params, body }) =>
      commit(async (tx) => {
        if (login === null) return refuse('NOT_LOGGED_IN');
        const done = await decide(tx, { ...params, ...body, login }, deps.ledger);
        return thenView(tx, { ...params, done }, deps);
      }),
  });
  routes.add({
    name: 'withdrawDisconnectionReport',
    ...WRITE,
    run: ({ login, commit }, { params, body }) =>
      commit(async (tx) => {
        if (login === null) return refuse('NOT_LOGGED_IN');
        const done = await withdrawReport(tx, { ...params, ...body, login }, deps.ledger);
        return thenView(tx, { ...params, done }, deps);
      }),
  });
  routes.add({
    name: 'adviseDisconnection',
    ...WRITE,
    run: ({ login, commit }, { params, body }) =>
      commit(async (tx) => {
        if (login === null) return refuse('NOT_LOGGED_IN');
        const done = await advise(tx, { ...params, ...body, login }, deps.ledger);
        return thenView(tx, { ...params, done }, deps);
      }),
  });
}

function registerOrders(routes: Platform['routes'], deps: DisconnectionHttpDeps): void {
  routes.add({
    name: 'orderDisconnection',
    ...WRITE,
    run: ({ login, commit }, { params }) =>
      commit(async (tx) => (login === null ? refuse('NOT_LOGGED_IN') : orderCut(tx, { ...params, login }, deps))),
  });
  routes.add({
    name: 'recallDisconnection',
    ...WRITE,
    run: ({ login, commit }, { params, body }) =>
      commit(async (tx) =>
        login === null ? refuse('NOT_LOGGED_IN') : recallCut(tx, { ...params, ...body, login }, deps),
      ),
  });
}

function registerCallList({ routes, isDemo }: Pick<Platform, 'routes' | 'isDemo'>, deps: DisconnectionHttpDeps): void {
  routes.add({
    name: 'callsBeforeCut',
    roles: ['agent', 'lead'],
    scope: 'creditor',
    audit: 'person_read',
    rate: 'person',
    run: ({ login, commit }, { query }) =>
      commit(async (tx) => {
        if (login === null) return refuse('NOT_LOGGED_IN');
        const { creditorScope: scope } = login;
        const bankDays = query.bankDays ?? null;
        const question = { scope, bankDays, nowMs: tx.nowMs, hasCallHours: !isDemo, rows: deps.ruleRows() };
        const list = await listCallsBeforeCut(tx.sql, question);
        const calls = list.calls.slice(query.offset, query.offset + query.limit);
        await tx.audit({
          loginAccountId: login.id,
          action: 'disconnection.call_list',
          subjectKind: 'customer',
          subjectId: 'several',
          detail: { shown: calls.map(({ caseId }) => caseId) },
        });
        const { waitingForHours, isCutShort } = list;
        return ok({ total: list.calls.length, waitingForHours, isCutShort, calls });
      }),
  });
}
