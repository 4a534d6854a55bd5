import { findAuthority } from '../../shared/call-scripts/authorities';
import { referralTopicSchema } from '../../shared/call-scripts/schema';
import type { CommandPayload } from '../../shared/protocol/commands';
import { ok, refuse, type Result } from '../../shared/result';
import { admitAction } from '../customers/index';
import type { Platform } from '../platform/platform';
import type { Tx } from '../platform/unit-of-work';
import { auditPerson, ON_PERSON, type Ask } from './in-call';
import type { ScreenPopDeps } from './index';
import { readGate } from './store';

/** Registers what is done in a call to the ledger or for the person, where both meet. */
export function registerActions(platform: Pick<Platform, 'commands'>, deps: ScreenPopDeps): void {
  const { commands } = platform;
  commands.add({
    name: 'fee:waive',
    ...ON_PERSON,
    run: ({ login, commit }, payload) => commit((tx) => waive(tx, { login, payload }, deps)),
  });
  commands.add({
    name: 'invoice:resend',
    ...ON_PERSON,
    run: ({ login, commit }, payload) => commit((tx) => resend(tx, { login, payload }, deps)),
  });
  commands.add({
    name: 'referral:give',
    ...ON_PERSON,
    scope: 'self',
    run: ({ login, commit }, payload) => commit((tx) => refer(tx, { login, payload }, deps)),
  });
  commands.add({
    name: 'note:add',
    ...ON_PERSON,
    run: ({ login, commit }, payload) => commit((tx) => addNote(tx, { login, payload }, deps)),
  });
  commands.add({
    name: 'payment:explained',
    ...ON_PERSON,
    scope: 'self',
    run: ({ login, commit }, payload) => commit((tx) => explained(tx, { login, payload }, deps)),
  });
}

async function waive(tx: Tx, { login, payload }: Ask<CommandPayload<'fee:waive'>>, deps: ScreenPopDeps) {
  const { callId, claimId, amountMinor, why } = payload;
  const account = await deps.ledger.readAccountOfClaim(tx.sql, claimId);
  const admitted = await admitAction(tx, deps.callGate, { login, callId, owner: account });
  if (!admitted.ok) return admitted;
  if (account === null) return refuse('NOT_FOUND');
  const done = await deps.ledger.waiveFee(tx, { account, claimId, amountMinor, why, waivedBy: login.id });
  if (!done.ok) return done;
  await auditPerson(tx, {
    login,
    customerId: account.customerId,
    action: 'fee.waive',
    detail: { callId, claimId, ledgerEntryId: done.value },
  });
  await deps.recordCallAction(tx, callId, 'fee_waived', done.value);
  return ok({ ledgerEntryId: done.value });
}

async function resend(
  tx: Tx,
  { login, payload }: Ask<CommandPayload<'invoice:resend'>>,
  deps: ScreenPopDeps,
): Promise<Result<Record<string, never>>> {
  const { callId, claimId, channel, address } = payload;
  const account = await deps.ledger.readAccountOfClaim(tx.sql, claimId);
  const admitted = await admitAction(tx, deps.callGate, { login, callId, owner: account });
  if (!admitted.ok) return admitted;
  if (account === null) return refuse('NOT_FOUND');
  await deps.ledger.resendInvoice(tx, { account, claimId, channel, address, requestedBy: login.id, callId });
  await auditPerson(tx, {
    login,
    customerId: account.customerId,
    action: 'invoice.resend',
    detail: { callId, claimId, channel },
  });
  await deps.recordCallAction(tx, callId, 'invoice_resent', claimId);
  return ok({});
}

/** A referral names a topic of our own table of authorities in one of the three countries; nobody is sent anywhere else. */
async function refer(tx: Tx, { login, payload }: Ask<CommandPayload<'referral:give'>>, deps: ScreenPopDeps) {
  const { callId, customerId } = payload;
  const admitted = await deps.callGate.requireOpenGate(tx, { login, callId, customerId });
  if (!admitted.ok) return admitted;
  const topic = referralTopicSchema.safeParse(payload.topic);
  const [customer] = await deps.customers.readCustomers(tx.sql, [customerId]);
  if (!topic.success || customer === undefined || findAuthority(customer.country, topic.data) === null) {
    return refuse('INVALID_PAYLOAD', { field: 'topic' });
  }
  const referralId = tx.makeId('referral');
  const { authority } = payload;
  await tx.sql('referrals').insert({
    id: referralId,
    call_id: callId,
    customer_id: customerId,
    authority,
    topic: topic.data,
    given_by: login.id,
    given_at: new Date(tx.nowMs),
  });
  tx.record('referral.given', customerId, { referralId, customerId, authority });
  await auditPerson(tx, { login, customerId, action: 'referral.give', detail: { callId, referralId } });
  await deps.recordCallAction(tx, callId, 'referral_given', referralId);
  return ok({ referralId });
}

/** In a call the gate must be open; without one the customer must be within the writer's creditors. */
async function addNote(tx: Tx, { login, payload }: Ask<CommandPayload<'note:add'>>, deps: ScreenPopDeps) {
  const { callId, customerId, caseId, text } = payload;
  const visible = await deps.ledger.withinScope(tx.sql, [customerId], login.creditorScope);
  if (!visible.has(customerId)) return refuse('NOT_FOUND');
  if (callId !== null) {
    const admitted = await deps.callGate.requireOpenGate(tx, { login, callId, customerId });
    if (!admitted.ok) return admitted;
  }
  if (caseId !== null) {
    const owner = await deps.ledger.readAccountOfCase(tx.sql, caseId);
    if (owner?.customerId !== customerId) return refuse('NOT_FOUND');
  }
  const noteId = tx.makeId('note');
  await tx.sql('notes').insert({
    id: noteId,
    customer_id: customerId,
    case_id: caseId,
    call_id: callId,
    written_by: login.id,
    written_at: new Date(tx.nowMs),
    text,
  });
  tx.record('note.added', customerId, { noteId, customerId });
  await auditPerson(tx, { login, customerId, action: 'note.add', detail: { callId, noteId } });
  if (callId !== null) await deps.recordCallAction(tx, callId, 'note_added', noteId);
  return ok({ noteId });
}

async function explained(
  tx: Tx,
  { login, payload }: Ask<CommandPayload<'payment:explained'>>,
  deps: ScreenPopDeps,
): Promise<Result<Record<string, never>>> {
  const { callId } = payload;
  const call = await readGate(tx.sql, callId, '');
  if (call === null || call.agentId !== login.id) return refuse('NOT_FOUND');
  const customerId = call.callCustomerId;
  if (customerId === null) return refuse('IDENTITY_NOT_VERIFIED');
  const admitted = await deps.callGate.requireOpenGate(tx, { login, callId, customerId });
  if (!admitted.ok) return admitted;
  await auditPerson(tx, { login, customerId, action: 'payment.explain', detail: { callId } });
  await deps.recordCallAction(tx, callId, 'payment_explained', null);
  return ok({});
}
