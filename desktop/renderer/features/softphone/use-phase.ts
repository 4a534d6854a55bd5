import { callPhase, type CallPhase } from '../../app/call-phase';
import { useAppSelector } from '../../app/hooks';

/** Where the agent is in a call's life. */
export function usePhase(): CallPhase {
  return useAppSelector((state) => callPhase(state.workstation));
}

/** True while someone is on the line with the agent. */
export function isOnTheLine(phase: CallPhase): boolean {
  return phase === 'talking' || phase === 'held';
}
