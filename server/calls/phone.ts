import type { Id } from '../../shared/ids/ids';
import type { PhoneCommandPayload, PhoneCommandResult, PhoneView } from '../../shared/protocol/phone';
import { ok, refuse, type Result } from '../../shared/result';
import { runOrRefuse } from '../platform/edge/edge-row';
import type { RateLimiter } from '../platform/edge/rate-limit';
import type { Platform } from '../platform/platform';
import type { PhoneSocket } from '../platform/realtime/gateway';
import type { Tx } from '../platform/unit-of-work';
import type { Carrier } from '../voice';
import type { CallRow } from './call-row';
import { lockCall, readCall, saveCall } from './call-store';
import { CUSTOMER_RETURN_MS, CUSTOMER_RETURN_TIMER } from './carrier-events';
import type { CallChanger } from './change-call';
import { possiblePhones } from '../customers';
import type { People } from './people';
import { readPhoneOptions } from './phone-options';
import { idlePhone, type Phones } from './phones';
import { greet, issuePhoneToken, phoneTokenHash, queueCall, receiveCall } from './receive-call';

interface PhoneParts {
  readonly platform: Platform;
  readonly carrier: Carrier;
  readonly changer: CallChanger;
  readonly people: People;
  readonly phones: Phones;
  readonly limiter: RateLimiter;
}

/** Registers the customer's side: dial, wait, talk, come back after a reload, be called. */
export function registerPhone(parts: PhoneParts): void {
  const { platform } = parts;
  const { gateway } = platform;
  gateway.addPhone({ name: 'phone:options', run: () => readPhoneOptions(platform) });
  gateway.addPhone({ name: 'phone:register', run: (phone, payload) => register(parts, phone, payload) });
  gateway.addPhone({ name: 'phone:dial', run: (phone, payload) => dial(parts, phone, payload) });
  gateway.addPhone({ name: 'phone:resume', run: (phone, payload) => resume(parts, phone, payload) });
  gateway.addPhone({ name: 'phone:answer', run: (phone, payload) => answer(parts, phone, payload) });
  gateway.addPhone({ name: 'phone:reject', run: (phone, payload) => reject(parts, phone, payload) });
  gateway.addPhone({ name: 'phone:hang-up', run: (phone, payload) => hangUp(parts, phone, payload) });
  gateway.onPhoneLeft((phone) => parts.phones.left(phone));
}

/** What the page of a call shows now. */
export async function phoneViewOf(parts: Pick<PhoneParts, 'platform' | 'phones'>, call: CallRow): Promise<PhoneView> {
  return parts.phones.view(call, await readAround(parts.platform, call));
}

/** What a page shows beside the call itself. */
interface PhoneSurroundings {
  readonly creditorName: string;
  readonly isRecorded: boolean;
}

async function readAround(platform: Platform, call: CallRow): Promise<PhoneSurroundings> {
  const around = await platform
    .db('creditors as c')
    .where('c.id', call.creditorId)
    .first<{ name: string; is_recorded: boolean }>(
      'c.name',
      platform.db.raw(
        `exists (select 1 from recordings r where r.call_id = ? and r.state = 'recording') as is_recorded`,
        [call.id],
      ),
    );
  return { creditorName: around?.name ?? '', isRecorded: around?.is_recorded ?? false };
}

async function register(
  parts: PhoneParts,
  phone: PhoneSocket,
  payload: PhoneCommandPayload<'phone:register'>,
): Promise<Result<PhoneView>> {
  const numbers = possiblePhones(payload.number);
  if (numbers.length === 0) return refuse('NUMBER_INVALID');
  parts.phones.register(numbers, phone);
  return ok(idlePhone(parts.platform.clock.nowMs()));
}

async function dial(
  parts: PhoneParts,
  phone: PhoneSocket,
  payload: PhoneCommandPayload<'phone:dial'>,
): Promise<Result<PhoneCommandResult<'phone:dial'>>> {
  const { platform, carrier, changer } = parts;
  const isDoorOpen = platform.isDemo || parts.limiter.take(phone.remoteAddress, 'door', platform.clock.nowMs());
  if (!isDoorOpen) return refuse('RATE_LIMITED');
  if (parts.phones.isInCall(phone)) return refuse('CALL_NOT_IN_STATE', { state: 'talking' });
  const received = await inTransaction(parts, async (tx) => {
    const call = await receiveCall(tx, parts.people, payload);
    return call.ok ? ok({ call: call.value, callToken: await issuePhoneToken(tx, call.value.id) }) : call;
  });
  if (!received.ok) return received;
  const { call, callToken } = received.value;
  parts.phones.bind(call.id, phone);
  const { language } = call;
  const opened = await carrier.openRoom({ callId: call.id, language, direction: 'inbound' });
  const joined = opened.ok ? await joinCustomer(parts, call, payload.sdpOffer) : opened;
  const queued = await inTransaction(parts, async (tx) => {
    const locked = await lockCall(tx.sql, call.id);
    if (locked === null) return refuse('NOT_FOUND');
    if (joined.ok) return queueCall(tx, changer, locked);
    return changer.apply(tx, locked, { event: { type: 'failed' }, by: 'carrier', why: 'carrier_failed' });
  });
  if (!joined.ok) return joined;
  // The caller may have gone while the line was set up; then the page is told so.
  const now = queued.ok ? queued.value : ((await readCall(platform.db, call.id)) ?? call);
  return ok({ view: await phoneViewOf(parts, now), callToken, sdpAnswer: joined.value.sdpAnswer });
}

/** A use case of the phone page; a refusal leaves nothing behind. */
function inTransaction<T>(parts: PhoneParts, work: (tx: Tx) => Promise<Result<T>>): Promise<Result<T>> {
  return runOrRefuse(parts.platform.unitOfWork, { rows: 0 }, work);
}

async function joinCustomer(
  parts: PhoneParts,
  call: CallRow,
  sdpOffer: string,
): Promise<Result<{ sdpAnswer: string }>> {
  if (call.customerLegId === null) return refuse('CALL_NOT_IN_STATE', { state: call.state });
  return parts.carrier.joinCustomer({ callId: call.id, legId: call.customerLegId, sdpOffer });
}

async function findByToken(parts: PhoneParts, token: string): Promise<CallRow | null> {
  const row = await parts.platform
    .db('phone_tokens')
    .where({ token_hash: phoneTokenHash(token) })
    .first<{ call_id: string } | undefined>('call_id');
  return row === undefined ? null : readCall(parts.platform.db, row.call_id);
}

async function resume(
  parts: PhoneParts,
  phone: PhoneSocket,
  payload: PhoneCommandPayload<'phone:resume'>,
): Promise<Result<PhoneCommandResult<'phone:resume'>>> {
  const call = await findByToken(parts, payload.callToken);
  if (call === null) return refuse('NOT_FOUND');
  if (call.endedAt !== null) return ok({ view: await phoneViewOf(parts, call), sdpAnswer: null });
  parts.phones.bind(call.id, phone);
  if (payload.sdpOffer === null) return ok({ view: await phoneViewOf(parts, call), sdpAnswer: null });
  const joined = await joinAnew(parts, call.id, payload.sdpOffer);
  if (!joined.ok) return joined;
  return ok({ view: await phoneViewOf(parts, joined.value.call), sdpAnswer: joined.value.sdpAnswer });
}

/**
 * A new leg for the customer, written before the carrier is asked: the end of the earlier one then concerns nobody. When the
 * carrier refuses it, the earlier leg stands again, and so does the time its customer has to come back.
 */
async function joinAnew(
  parts: PhoneParts,
  callId: Id<'call'>,
  sdpOffer: string,
): Promise<Result<{ call: CallRow; sdpAnswer: string }>> {
  const named = await inTransaction(parts, async (tx) => {
    const call = await lockCall(tx.sql, callId);
    if (call === null) return refuse('NOT_FOUND');
    if (call.endedAt !== null) return refuse('CALL_ENDED', { state: call.state });
    const waiting = await tx.sql('timers').where({ kind: CUSTOMER_RETURN_TIMER, subject_id: callId }).first('kind');
    await tx.clearTimer(CUSTOMER_RETURN_TIMER, callId);
    const renewed = await saveCall(tx.sql, { ...call, customerLegId: tx.makeId('leg') });
    return ok({ call: renewed, legBefore: call.customerLegId, wasAway: waiting !== undefined });
  });
  if (!named.ok) return named;
  const joined = await joinCustomer(parts, named.value.call, sdpOffer);
  if (joined.ok) return ok({ call: named.value.call, sdpAnswer: joined.value.sdpAnswer });
  await takeCustomerLegBack(parts, named.value);
  return joined;
}

async function takeCustomerLegBack(
  parts: PhoneParts,
  named: { call: CallRow; legBefore: Id<'leg'> | null; wasAway: boolean },
): Promise<void> {
  await parts.platform.unitOfWork.run(async (tx) => {
    const call = await lockCall(tx.sql, named.call.id);
    if (call === null || call.endedAt !== null || call.customerLegId !== named.call.customerLegId) return;
    await saveCall(tx.sql, { ...call, customerLegId: named.legBefore });
    if (!named.wasAway) return;
    await tx.setTimer(CUSTOMER_RETURN_TIMER, call.id, { dueAtMs: tx.nowMs + CUSTOMER_RETURN_MS, isLease: true });
  });
}

async function answer(
  parts: PhoneParts,
  phone: PhoneSocket,
  payload: PhoneCommandPayload<'phone:answer'>,
): Promise<Result<PhoneCommandResult<'phone:answer'>>> {
  const ringing = await readRinging(parts, phone, payload.callId);
  if (!ringing.ok) return ringing;
  const joined = await joinAnew(parts, payload.callId, payload.sdpOffer);
  if (!joined.ok) return joined;
  const answered = await inTransaction(parts, async (tx) => {
    const call = await lockCall(tx.sql, payload.callId);
    if (call === null) return refuse('NOT_FOUND');
    const event = { type: 'customer_answered' } as const;
    const talking = await parts.changer.apply(tx, call, { event, by: 'customer', why: 'answered' });
    if (!talking.ok) return talking;
    await greet(tx, call.id);
    return ok({ call: talking.value, callToken: await issuePhoneToken(tx, call.id) });
  });
  if (!answered.ok) return answered;
  parts.phones.bind(payload.callId, phone);
  const { call, callToken } = answered.value;
  return ok({ view: await phoneViewOf(parts, call), callToken, sdpAnswer: joined.value.sdpAnswer });
}

/** The call that rings at exactly this page; NOT_FOUND for anybody else. */
async function readRinging(parts: PhoneParts, phone: PhoneSocket, callId: string): Promise<Result<CallRow>> {
  const call = await readCall(parts.platform.db, callId);
  if (call === null || !parts.phones.isRegistered(call.toNumber, phone)) return refuse('NOT_FOUND');
  if (call.state !== 'ringing') return refuse('CALL_NOT_IN_STATE', { state: call.state });
  return ok(call);
}

async function reject(
  parts: PhoneParts,
  phone: PhoneSocket,
  payload: PhoneCommandPayload<'phone:reject'>,
): Promise<Result<PhoneView>> {
  const ringing = await readRinging(parts, phone, payload.callId);
  if (!ringing.ok) return ringing;
  return endByCustomer(parts, payload.callId, { type: 'busy' });
}

async function hangUp(
  parts: PhoneParts,
  _phone: PhoneSocket,
  payload: PhoneCommandPayload<'phone:hang-up'>,
): Promise<Result<PhoneView>> {
  const call = await findByToken(parts, payload.callToken);
  if (call === null) return refuse('NOT_FOUND');
  if (call.endedAt !== null) return ok(await phoneViewOf(parts, call));
  return endByCustomer(parts, call.id, { type: 'customer_gone' });
}

async function endByCustomer(
  parts: PhoneParts,
  callId: string,
  event: { type: 'busy' | 'customer_gone' },
): Promise<Result<PhoneView>> {
  const why = event.type === 'busy' ? 'rejected' : 'hangup';
  const ended = await inTransaction(parts, async (tx) => {
    const call = await lockCall(tx.sql, callId);
    if (call === null) return refuse('NOT_FOUND');
    return parts.changer.apply(tx, call, { event, by: 'customer', why });
  });
  if (!ended.ok) return ended;
  // The answer says it; the page may dial again at once.
  parts.phones.forget(callId);
  return ok(await phoneViewOf(parts, ended.value));
}
