import { WEIGHTY_ACTIONS, wrapUpMismatches, type WrapUpMismatch } from '../../../../shared/calls/mismatch';
import type { CallAction, Outcome } from '../../../../shared/calls/vocabulary';

export type MismatchWords =
  | { readonly kind: 'outcome_without_action' | 'opened_but_not_verified'; readonly outcome: Outcome }
  | { readonly kind: 'action_not_in_outcome'; readonly outcome: Outcome; readonly action: CallAction }
  | { readonly kind: 'acted_unverified' | 'resolved_but_open' | 'unexplained' };

interface WrittenAndDone {
  readonly outcome: Outcome | null;
  readonly isResolved: boolean | null;
  readonly actions: readonly CallAction[];
  /** The server's own verdict; the words only explain it. */
  readonly isFlagged: boolean;
}

/** Why the server says that outcome and actions differ, in the order a reviewer reads; empty when it does not say so. */
export function explainMismatch({ outcome, isResolved, actions, isFlagged }: WrittenAndDone): readonly MismatchWords[] {
  if (!isFlagged) return [];
  if (outcome === null) return [{ kind: 'unexplained' }];
  const found = wrapUpMismatches({ outcome, isResolved: isResolved ?? false, actions });
  return found.length > 0 ? found.map((kind) => wordsOf(kind, outcome, actions)) : [{ kind: 'unexplained' }];
}

function wordsOf(kind: WrapUpMismatch, outcome: Outcome, actions: readonly CallAction[]): MismatchWords {
  switch (kind) {
    case 'action_not_in_outcome': {
      const action = actions.find((done) => WEIGHTY_ACTIONS.includes(done));
      return action === undefined ? { kind: 'unexplained' } : { kind, outcome, action };
    }
    case 'outcome_without_action':
    case 'opened_but_not_verified':
      return { kind, outcome };
    case 'acted_unverified':
    case 'resolved_but_open':
      return { kind };
  }
}
