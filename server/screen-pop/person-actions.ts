import type { Id } from '../../shared/ids/ids';
import type { CommandPayload, CommandResult } from '../../shared/protocol/commands';
import { ok, refuse, type Result } from '../../shared/result';
import { localDate } from '../../shared/time/zones';
import type { Login } from '../platform/auth/login';
import type { Platform } from '../platform/platform';
import type { Tx } from '../platform/unit-of-work';
import { auditPerson, ON_PERSON, type Ask } from './in-call';
import type { ScreenPopDeps } from './index';
import { readThirdParty } from './store';

/** Registers what is written about a person: flags, and who else may speak for them. */
export function registerPersonActions(platform: Pick<Platform, 'commands'>, deps: ScreenPopDeps): void {
  const { commands } = platform;
  commands.add({
    name: 'customer:flag',
    ...ON_PERSON,
    run: ({ login, commit }, payload) => commit((tx) => setFlag(tx, { login, payload }, deps)),
  });
  commands.add({
    name: 'authority:record',
    ...ON_PERSON,
    run: ({ login, commit }, payload) => commit((tx) => record(tx, { login, payload }, deps)),
  });
  commands.add({
    name: 'authority:revoke',
    ...ON_PERSON,
    run: ({ login, commit }, payload) => commit((tx) => revoke(tx, { login, payload }, deps)),
  });
}

async function setFlag(
  tx: Tx,
  { login, payload }: Ask<CommandPayload<'customer:flag'>>,
  deps: ScreenPopDeps,
): Promise<Result<CommandResult<'customer:flag'>>> {
  const { callId, customerId, flag, isSet } = payload;
  const admitted = await deps.callGate.requireOpenGate(tx, { login, callId, customerId });
  if (!admitted.ok) return admitted;
  // Danger that is told must not slip past the last look at an order to cut.
  await deps.ledger.lockAccountsOfCustomer(tx.sql, customerId);
  const flags = await deps.customers.changeFlag(tx, { customerId, flag, isSet, callId, changedBy: login.id });
  if (flags === null) return refuse('NOT_FOUND');
  await auditPerson(tx, { login, customerId, action: 'customer.flag', detail: { callId, flag, isSet } });
  await deps.recordCallAction(tx, callId, 'flag_set', customerId);
  return ok({ flags: [...flags] });
}

/**
 * In a call only the customer in person may let somebody else in: a third party cannot make another one. Without a call a lead
 * records a paper that came in; a spoken permission needs the call it was spoken in.
 */
async function record(
  tx: Tx,
  { login, payload }: Ask<CommandPayload<'authority:record'>>,
  deps: ScreenPopDeps,
): Promise<Result<CommandResult<'authority:record'>>> {
  const { callId, customerId, holder, kind, document, validTo } = payload;
  const admitted = await admitPerson(tx, { login, callId, customerId }, deps);
  if (!admitted.ok) return admitted;
  if (callId === null && kind === 'spoken') return refuse('AUTHORITY_INVALID', { field: 'kind' });
  const [customer] = await deps.customers.readCustomers(tx.sql, [customerId]);
  if (customer === undefined) return refuse('NOT_FOUND');
  const today = localDate(tx.nowMs, customer.country);
  const about = { customerId, holder, kind, document, validTo, today, callId, recordedBy: login.id };
  const done = await deps.customers.recordAuthority(tx, about);
  if (!done.ok) return done;
  const { authorityId } = done.value;
  await auditPerson(tx, { login, customerId, action: 'authority.record', detail: { callId, authorityId, kind } });
  if (callId !== null) await deps.recordCallAction(tx, callId, 'authority_recorded', authorityId);
  return done;
}

async function revoke(
  tx: Tx,
  { login, payload }: Ask<CommandPayload<'authority:revoke'>>,
  deps: ScreenPopDeps,
): Promise<Result<Record<string, never>>> {
  const { callId, customerId, authorityId } = payload;
  const admitted = await admitPerson(tx, { login, callId, customerId }, deps);
  if (!admitted.ok) return admitted;
  const done = await deps.customers.revokeAuthority(tx, { authorityId, customerId, revokedBy: login.id });
  if (!done.ok) return done;
  await auditPerson(tx, { login, customerId, action: 'authority.revoke', detail: { callId, authorityId } });
  return ok({});
}

async function admitPerson(
  tx: Tx,
  ask: { readonly login: Login; readonly callId: Id<'call'> | null; readonly customerId: string },
  deps: ScreenPopDeps,
): Promise<Result<undefined>> {
  const { login, callId, customerId } = ask;
  const visible = await deps.ledger.withinScope(tx.sql, [customerId], login.creditorScope);
  if (!visible.has(customerId)) return refuse('NOT_FOUND');
  if (callId === null) return login.roles.includes('lead') ? ok(undefined) : refuse('FORBIDDEN');
  const admitted = await deps.callGate.requireOpenGate(tx, { login, callId, customerId });
  if (!admitted.ok) return admitted;
  return (await readThirdParty(tx.sql, callId, customerId)) === null ? ok(undefined) : refuse('IDENTITY_THIRD_PARTY');
}
