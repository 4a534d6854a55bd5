import { isTerminalCallState } from '../../shared/calls/call-machine';
import { ok, refuse, type Result } from '../../shared/result';
import type { Tx } from '../platform/unit-of-work';
import type { CallRow } from './call-row';
import { lockCall } from './call-store';

/**
 * The call under its lock when it is this agent's now. Refused with NOT_FOUND when it is not theirs (which tells nothing about
 * other people's calls), with CALL_ENDED when it was and is over.
 */
export async function lockOwnCall(
  tx: Tx,
  own: { readonly callId: string; readonly agentId: string },
): Promise<Result<CallRow>> {
  const call = await lockCall(tx.sql, own.callId);
  if (call === null || call.agentId !== own.agentId) return refuse('NOT_FOUND');
  if (isTerminalCallState(call.state)) return refuse('CALL_ENDED', { state: call.state });
  return ok(call);
}
