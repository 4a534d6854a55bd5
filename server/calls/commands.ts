import type { CallEvent } from '../../shared/calls/call-machine';
import type { Id } from '../../shared/ids/ids';
import type { CommandResult } from '../../shared/protocol/commands';
import type { CallView } from '../../shared/protocol/views';
import { ok, refuse, type Result } from '../../shared/result';
import { readAgentView } from '../agents';
import type { CommandContext, CommandRow } from '../platform/edge/commands';
import type { Platform } from '../platform/platform';
import type { Carrier } from '../voice';
import { readCall, saveCall } from './call-store';
import { askCarrier } from './carrier-work';
import type { CallChanger, CallStep } from './change-call';
import { connectMedia } from './connect-media';
import { acceptOffer, endOffer } from './offers';
import { lockOwnCall } from './own-call';
import type { CallViews } from './views';

interface CommandParts {
  readonly platform: Platform;
  readonly carrier: Carrier;
  readonly changer: CallChanger;
  readonly views: CallViews;
}

/** The rules that hold for everything an agent does in their own call. */
const OWN = { roles: ['agent'], scope: 'self', audit: 'none', rate: 'control' } as const;

function step(event: CallEvent, why: string): CallStep {
  return { event, by: 'agent', why };
}

/** Registers what an agent does with offers and calls. */
export function registerCallCommands(parts: CommandParts): void {
  registerOffers(parts);
  const { commands } = parts.platform;
  commands.add(stepRow('call:hang-up', parts, step({ type: 'agent_hung_up' }, 'hangup')));
  commands.add({ name: 'call:hold', ...OWN, run: (context, payload) => hold(parts, context, payload.callId) });
  commands.add(stepRow('call:unhold', parts, step({ type: 'resumed' }, 'resumed')));
  commands.add({
    name: 'call:connect-media',
    ...OWN,
    run: (context, { callId, sdpOffer }) => connectMedia(parts.platform, parts.carrier, { context, callId, sdpOffer }),
  });
  commands.add({ name: 'call:mute', ...OWN, run: (context, payload) => mute(parts, context, payload) });
  commands.add({ name: 'call:send-digits', ...OWN, run: (context, payload) => sendDigits(parts, context, payload) });
}

function registerOffers({ platform, changer, views }: CommandParts): void {
  platform.commands.add({
    name: 'offer:accept',
    ...OWN,
    run: ({ login, commit }, { offerId }) =>
      commit(async (tx) => {
        const accepted = await acceptOffer(tx, changer, { offerId, agentId: login.id });
        return accepted.ok ? ok(await views.call(tx.sql, accepted.value)) : accepted;
      }),
  });
  platform.commands.add({
    name: 'offer:reject',
    ...OWN,
    run: ({ login, commit }, { offerId }) =>
      commit(async (tx) => {
        const rejected = await endOffer(tx, changer, { offerId, agentId: login.id, how: 'rejected' });
        if (!rejected.ok) return rejected;
        const view = await readAgentView(tx.sql, login.id);
        return view === null ? refuse('NOT_FOUND') : ok(view);
      }),
  });
}

type StepCommand = 'call:hang-up' | 'call:unhold';

/** A command that is one step of the call's own table. */
function stepRow<N extends StepCommand>(name: N, parts: CommandParts, taken: CallStep): CommandRow<N> {
  const run = async ({ login, commit }: CommandContext, { callId }: { callId: string }): Promise<Result<CallView>> =>
    commit(async (tx) => {
      const own = await lockOwnCall(tx, { callId, agentId: login.id });
      if (!own.ok) return own;
      const moved = await parts.changer.apply(tx, own.value, taken);
      return moved.ok ? ok(await parts.views.call(tx.sql, moved.value)) : moved;
    });
  // Both have the same payload and result in the table of commands.
  return { name, ...OWN, run: run as CommandRow<N>['run'] };
}

/** The carrier first: the screen must never say "held" while the customer still hears. */
async function hold(parts: CommandParts, context: CommandContext, callId: Id<'call'>): Promise<Result<CallView>> {
  const { platform, carrier, changer, views } = parts;
  await context.onlyOnce();
  const before = await readCall(platform.db, callId);
  if (before === null || before.agentId !== context.login.id) return refuse('NOT_FOUND');
  if (before.endedAt !== null) return refuse('CALL_ENDED', { state: before.state });
  if (before.state !== 'talking') return refuse('CALL_NOT_IN_STATE', { state: before.state });
  const done = await carrier.hold({ callId });
  if (!done.ok) return done;
  const held = await context.commit(async (tx) => {
    const own = await lockOwnCall(tx, { callId, agentId: context.login.id });
    if (!own.ok) return own;
    const moved = await changer.apply(tx, own.value, step({ type: 'held' }, 'held'));
    return moved.ok ? ok(await views.call(tx.sql, moved.value)) : moved;
  });
  // What the row says now is what the room must be.
  if (!held.ok) await platform.unitOfWork.run((tx) => askCarrier(tx, { kind: 'sync', callId }, context.commandId));
  return held;
}

async function mute(
  parts: CommandParts,
  context: CommandContext,
  payload: { callId: string; isMuted: boolean },
): Promise<Result<CommandResult<'call:mute'>>> {
  const { platform, carrier } = parts;
  await context.onlyOnce();
  const before = await readCall(platform.db, payload.callId);
  if (before === null || before.agentId !== context.login.id) return refuse('NOT_FOUND');
  if (before.agentLegId === null) return refuse('CALL_NOT_IN_STATE', { state: before.state });
  // The carrier first: the screen must never say "muted" while the customer still hears.
  const done = await carrier.mute({ callId: before.id, legId: before.agentLegId, isMuted: payload.isMuted });
  if (!done.ok) return done;
  return context.commit(async (tx) => {
    const own = await lockOwnCall(tx, { callId: payload.callId, agentId: context.login.id });
    if (!own.ok) return own;
    const saved = await saveCall(tx.sql, { ...own.value, isAgentMuted: payload.isMuted });
    tx.record('call.muted', saved.id, { callId: saved.id, isMuted: payload.isMuted });
    return ok(await parts.views.call(tx.sql, saved));
  });
}

async function sendDigits(
  parts: CommandParts,
  context: CommandContext,
  payload: { callId: string; digits: string },
): Promise<Result<CommandResult<'call:send-digits'>>> {
  const call = await readCall(parts.platform.db, payload.callId);
  if (call === null || call.agentId !== context.login.id) return refuse('NOT_FOUND');
  if (call.customerLegId === null || call.state !== 'talking')
    return refuse('CALL_NOT_IN_STATE', { state: call.state });
  const { id: callId, customerLegId: toLeg } = call;
  const sent = await parts.carrier.sendDigits({
    callId,
    // A repeated command has the same id, so the keys sound once.
    digitsId: context.commandId,
    toLeg,
    digits: payload.digits,
  });
  return sent.ok ? ok({}) : sent;
}
