import { isTerminalCallState } from './call-machine';
import type { CallState } from './vocabulary';

/**
 * Whether word of a call changes what an agent's desk shows. A call that is over and is not the one on the desk is news for
 * nobody there: a recording stored late must neither put it back nor push the call on the line away.
 */
export function changesDesk(
  deskCallId: string | null,
  call: { readonly id: string; readonly state: CallState },
): boolean {
  return call.id === deskCallId || !isTerminalCallState(call.state);
}
