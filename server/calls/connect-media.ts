import { createHash } from 'node:crypto';
import type { CallState } from '../../shared/calls/vocabulary';
import { makeId, type Id } from '../../shared/ids/ids';
import { ok, refuse, type Result } from '../../shared/result';
import type { CommandContext } from '../platform/edge/commands';
import type { Platform } from '../platform/platform';
import type { Carrier } from '../voice';
import { lockCall, saveCall } from './call-store';
import { lockOwnCall } from './own-call';

/** States in which an agent has, or gets back, a voice in the call. */
const WITH_AGENT: readonly CallState[] = ['connecting', 'dialing', 'ringing', 'talking', 'held'];

interface Join {
  readonly callId: Id<'call'>;
  readonly legId: Id<'leg'>;
  readonly sdpOffer: string;
  readonly agentId: Id<'agent'>;
}

/**
 * Brings the agent's audio into the room, at first and after a reload. The leg's id comes from the command's, so a repeated
 * command meets the same leg and gets the same answer. The row names the leg before the carrier is asked: its first event
 * must find it there.
 */
export async function connectMedia(
  platform: Platform,
  carrier: Carrier,
  request: { context: CommandContext; callId: Id<'call'>; sdpOffer: string },
): Promise<Result<{ legId: Id<'leg'>; sdpAnswer: string }>> {
  const { context, callId, sdpOffer } = request;
  const agentId = context.login.id;
  const legId = legIdOf(callId, `${agentId}/${context.commandId}`);
  const join: Join = { callId, legId, sdpOffer, agentId };
  const named = await nameLeg(platform, join);
  if (!named.ok) return named;
  const joined = await carrier.joinAgent(join);
  if (!joined.ok) {
    await takeLegBack(platform, join, named.value);
    return joined;
  }
  return context.commit(async () => ok({ legId, sdpAnswer: joined.value.sdpAnswer }));
}

/** A leg id that is the same for the same command. */
function legIdOf(callId: string, command: string): Id<'leg'> {
  const hash = createHash('sha256').update(`${callId}/${command}`).digest();
  return makeId('leg', 0, hash);
}

/** Writes the leg to the row; returns the one that was there before. */
async function nameLeg(platform: Platform, join: Join): Promise<Result<Id<'leg'> | null>> {
  return platform.unitOfWork.run(async (tx) => {
    const own = await lockOwnCall(tx, join);
    if (!own.ok) return own;
    const call = own.value;
    if (!WITH_AGENT.includes(call.state)) return refuse('CALL_NOT_IN_STATE', { state: call.state });
    if (call.agentLegId === join.legId) return ok(call.agentLegId);
    await saveCall(tx.sql, { ...call, agentLegId: join.legId, isAgentMuted: false });
    return ok(call.agentLegId);
  });
}

/** The carrier refused the new leg: the earlier one still stands, if there was one. */
async function takeLegBack(platform: Platform, join: Join, before: Id<'leg'> | null): Promise<void> {
  await platform.unitOfWork.run(async (tx) => {
    const call = await lockCall(tx.sql, join.callId);
    if (call === null || call.agentLegId !== join.legId || before === join.legId) return;
    await saveCall(tx.sql, { ...call, agentLegId: before });
  });
}
