import type { WorkstationState } from './state/workstation';

/** Where the agent is in a call's life, as the call bar, the tray and the keys see it. */
export type CallPhase = 'idle' | 'incoming' | 'connecting' | 'dialing' | 'talking' | 'held' | 'wrap_up';

/** The phase of now. An offer counts only while no other call is on the line. */
export function callPhase(state: Pick<WorkstationState, 'offer' | 'call' | 'wrapUp'>): CallPhase {
  switch (state.call?.state) {
    case 'talking':
      return 'talking';
    case 'held':
      return 'held';
    case 'connecting':
      return 'connecting';
    case 'dialing':
    case 'ringing':
      return 'dialing';
    default:
  }
  if (state.offer !== null) return 'incoming';
  return state.wrapUp === null ? 'idle' : 'wrap_up';
}
