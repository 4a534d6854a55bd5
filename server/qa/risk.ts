import type { CallAction, Outcome } from '../../shared/calls/vocabulary';
import type { RiskFlag } from '../../shared/protocol/http';
import { wrapUpMismatches } from '../../shared/calls/mismatch';

/** A customer kept on hold longer than this in one call had a reason to hang up (UX rule 16: the timer asks at 90 s). */
export const LONG_HOLD_MS = 90_000;
/** A conversation this long without anybody verified is worth hearing. */
export const UNVERIFIED_TALK_MS = 60_000;

/** What the risk of a call is judged by. */
export interface RiskFacts {
  readonly isAnswered: boolean;
  readonly isWrapUpUnclassified: boolean;
  readonly outcome: Outcome | null;
  readonly isResolved: boolean | null;
  readonly actions: readonly CallAction[];
  readonly talkMs: number;
  readonly holdMs: number;
  readonly wasRepeated: boolean;
  readonly hasBrokenPlan: boolean;
}

/** Why a reviewer should hear this call, most telling first; nothing for an ordinary one. */
export function risksOf(facts: RiskFacts): RiskFlag[] {
  if (!facts.isAnswered) return [];
  const isMismatch =
    facts.outcome !== null &&
    wrapUpMismatches({ outcome: facts.outcome, isResolved: facts.isResolved ?? false, actions: facts.actions }).length >
      0;
  const found: readonly (readonly [RiskFlag, boolean])[] = [
    ['outcome_mismatch', isMismatch],
    ['repeat_contact', facts.wasRepeated],
    ['dispute', facts.actions.includes('dispute_opened')],
    ['plan_broken', facts.hasBrokenPlan],
    ['no_verification', facts.talkMs > UNVERIFIED_TALK_MS && !facts.actions.includes('identity_verified')],
    ['long_hold', facts.holdMs > LONG_HOLD_MS],
    ['unclassified', facts.isWrapUpUnclassified],
  ];
  return found.filter(([, isFound]) => isFound).map(([flag]) => flag);
}
