import type { Knex } from 'knex';
import { ok, refuse, type Result } from '../../shared/result';
import type { Id } from '../../shared/ids/ids';
import type { CallView } from '../../shared/protocol/views';
import type { Login } from '../platform/auth/login';
import type { Platform } from '../platform/platform';
import type { Tx } from '../platform/unit-of-work';
import { admitAction } from '../customers/index';
import { readCaseFile } from './case-file';
import type { ScreenPopDeps } from './index';
import { buildPop } from './pop';
import { searchCustomers } from './search';
import { lockCall, readGate, readOpenCall, saveCallCase } from './store';
import { tellRefusal, verifyIdentity } from './verify-identity';

/** Reads a call as its screen shows it. */
export type ReadCallView = (sql: Knex, callId: string) => Promise<CallView | null>;

const AT_THE_PHONE = { roles: ['agent', 'lead'], scope: 'self', rate: 'person' } as const;

/** Registers what finds and shows a person: search, the gate, the case file and its refresh, the choice of case. */
export function registerPopCommands(platform: Platform, deps: ScreenPopDeps): void {
  platform.commands.add({
    name: 'customer:search',
    ...AT_THE_PHONE,
    scope: 'creditor',
    audit: 'person_read',
    rate: 'search',
    run: ({ login, commit }, { callId, text }) => commit((tx) => search(tx, { login, callId, text }, deps)),
  });

  platform.commands.add({
    name: 'identity:verify',
    ...AT_THE_PHONE,
    audit: 'person_read',
    async run({ login, commit }, payload) {
      const done = await commit((tx) => verifyIdentity(tx, { login, payload }, deps));
      if (!done.ok) await tellRefusal(platform.unitOfWork, { login, payload }, done.error.code);
      return done;
    },
  });

  platform.commands.add({
    name: 'pop:refresh',
    ...AT_THE_PHONE,
    audit: 'person_read',
    run: ({ login, commit }, { callId }) =>
      commit(async (tx) => {
        const open = await readOpenCall(tx.sql, callId);
        if (open === null || open.agentId !== login.id) return refuse('IDENTITY_NOT_VERIFIED');
        const { customerId } = open;
        const question = { callId, customerId, creditorScope: login.creditorScope, nowMs: tx.nowMs, changedIds: [] };
        const pop = await buildPop(tx.sql, question, deps);
        if (pop === null) return refuse('NOT_FOUND');
        await auditRead(tx, { login, customerId, action: 'case_file.refresh', detail: { callId } });
        return ok(pop);
      }),
  });

  platform.commands.add({
    name: 'call:choose-case',
    ...AT_THE_PHONE,
    audit: 'none',
    rate: 'control',
    run: ({ login, commit }, { callId, caseId }) => commit((tx) => chooseCase(tx, { login, callId, caseId }, deps)),
  });
}

async function search(
  tx: Tx,
  ask: { readonly login: Login; readonly callId: Id<'call'> | null; readonly text: string },
  deps: ScreenPopDeps,
) {
  const { login, callId, text } = ask;
  if (callId !== null) {
    const gate = await readGate(tx.sql, callId, '');
    if (gate === null || gate.agentId !== login.id) return refuse('NOT_FOUND');
  }
  const candidates = await searchCustomers(tx.sql, { text, scope: login.creditorScope }, deps);
  await tx.audit({
    loginAccountId: login.id,
    action: 'customer.search',
    subjectKind: 'customer',
    subjectId: candidates.length === 1 ? (candidates[0]?.customerId ?? '') : 'several',
    // What was typed may be a national number or a name; the audit keeps who was shown, not what was typed.
    detail: { callId, shown: candidates.map(({ customerId }) => customerId) },
  });
  return ok({ candidates: [...candidates] });
}

async function chooseCase(
  tx: Tx,
  ask: { readonly login: Login; readonly callId: Id<'call'>; readonly caseId: Id<'case'> },
  deps: ScreenPopDeps,
): Promise<Result<CallView>> {
  const { login, callId, caseId } = ask;
  await lockCall(tx.sql, callId);
  const owner = await deps.ledger.readAccountOfCase(tx.sql, caseId);
  const admitted = await admitAction(tx, deps.callGate, { login, callId, owner });
  if (!admitted.ok) return admitted;
  await saveCallCase(tx.sql, callId, caseId);
  tx.record('call.case_chosen', callId, { callId, caseId });
  const view = await deps.readCallView(tx.sql, callId);
  return view === null ? refuse('NOT_FOUND') : ok(view);
}

async function auditRead(
  tx: Tx,
  read: {
    readonly login: Login;
    readonly customerId: string;
    readonly action: string;
    readonly detail: Readonly<Record<string, unknown>>;
  },
): Promise<void> {
  const { login, customerId, action, detail } = read;
  await tx.audit({ loginAccountId: login.id, action, subjectKind: 'customer', subjectId: customerId, detail });
}

/** Registers the routes of those who read without a call: `searchCustomers` and `caseFile`. */
export function registerPopRoutes(platform: Pick<Platform, 'routes'>, deps: ScreenPopDeps): void {
  platform.routes.add({
    name: 'searchCustomers',
    roles: ['lead', 'qa', 'admin'],
    scope: 'creditor',
    audit: 'person_read',
    rate: 'search',
    run: ({ login, commit }, { query }) =>
      commit(async (tx) =>
        login === null ? refuse('NOT_LOGGED_IN') : search(tx, { login, callId: null, text: query.text }, deps),
      ),
  });

  platform.routes.add({
    name: 'caseFile',
    roles: ['lead', 'qa', 'admin'],
    scope: 'creditor',
    audit: 'person_read',
    rate: 'person',
    run: ({ login, commit }, { params }) =>
      commit(async (tx) => {
        if (login === null) return refuse('NOT_LOGGED_IN');
        const { customerId } = params;
        const visible = await deps.ledger.withinScope(tx.sql, [customerId], login.creditorScope);
        if (!visible.has(customerId)) return refuse('NOT_FOUND');
        const question = { customerId, creditorScope: login.creditorScope, nowMs: tx.nowMs };
        const caseFile = await readCaseFile(tx.sql, question, deps);
        if (caseFile === null) return refuse('NOT_FOUND');
        await auditRead(tx, { login, customerId, action: 'case_file.read', detail: {} });
        return ok(caseFile);
      }),
  });
}
