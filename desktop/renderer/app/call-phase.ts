import type { CallState } from '../../../shared/calls/vocabulary';
import type { WorkstationState } from './state/workstation';

/** Where the agent is in a call's life, as the call bar, the tray and the keys see it. */
export type CallPhase = 'idle' | 'incoming' | 'connecting' | 'dialing' | 'talking' | 'held' | 'wrap_up';

const PHASE_OF: Readonly<Partial<Record<CallState, CallPhase>>> = {
  talking: 'talking',
  held: 'held',
  connecting: 'connecting',
  dialing: 'dialing',
  ringing: 'dialing',
};

/** The phase of now. An offer counts only while no other call is on the line. */
export function callPhase(state: Pick<WorkstationState, 'offer' | 'call' | 'wrapUp'>): CallPhase {
  const onTheLine = state.call === null ? undefined : PHASE_OF[state.call.state];
  if (onTheLine !== undefined) return onTheLine;
  if (state.offer !== null) return 'incoming';
  return state.wrapUp === null ? 'idle' : 'wrap_up';
}
