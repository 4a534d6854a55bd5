/** Where what the agent wrote does not go with what was done; a flag for quality assurance, never a verdict. */
import type { CallAction, Outcome } from './vocabulary';
import { actionsBehind, outcomeOfAction } from './outcome-actions';

export const WRAP_UP_MISMATCHES = [
  /** "Plan agreed", and no plan was made. */
  'outcome_without_action',
  /** A plan was made, and the outcome says something else. */
  'action_not_in_outcome',
  /** Money or service was touched before anybody knew who called. */
  'acted_unverified',
  /** "Not verified" or "wrong person", though the case was opened. */
  'opened_but_not_verified',
  /** "Resolved" while an objection is open, or although nothing was solved. */
  'resolved_but_open',
] as const;
export type WrapUpMismatch = (typeof WRAP_UP_MISMATCHES)[number];

/** Actions that change what a customer owes, pays or receives: each must show in the outcome. */
export const WEIGHTY_ACTIONS: readonly CallAction[] = [
  'dispute_opened',
  'plan_created',
  'hold_placed',
  'postponed',
  'case_frozen',
  'fee_waived',
];
const NEEDS_IDENTITY: readonly CallAction[] = [...WEIGHTY_ACTIONS, 'invoice_resent', 'payment_explained'];
const UNVERIFIED_OUTCOMES: readonly Outcome[] = ['not_verified', 'wrong_person'];
const OPEN_OUTCOMES: readonly Outcome[] = ['dispute_opened', 'not_resolved', ...UNVERIFIED_OUTCOMES];

/** Every mismatch of a wrap-up, in the order of {@link WRAP_UP_MISMATCHES}; none for an honest one. */
export function wrapUpMismatches(wrapUp: {
  readonly outcome: Outcome;
  readonly isResolved: boolean;
  /** In the order they were done. */
  readonly actions: readonly CallAction[];
}): readonly WrapUpMismatch[] {
  const found: Readonly<Record<WrapUpMismatch, boolean>> = {
    outcome_without_action: lacksItsAction(wrapUp.outcome, wrapUp.actions),
    action_not_in_outcome: hidesAnAction(wrapUp.outcome, wrapUp.actions),
    acted_unverified: actedUnverified(wrapUp.actions),
    opened_but_not_verified:
      UNVERIFIED_OUTCOMES.includes(wrapUp.outcome) && wrapUp.actions.includes('identity_verified'),
    resolved_but_open:
      wrapUp.isResolved && (OPEN_OUTCOMES.includes(wrapUp.outcome) || wrapUp.actions.includes('dispute_opened')),
  };
  return WRAP_UP_MISMATCHES.filter((mismatch) => found[mismatch]);
}

function lacksItsAction(outcome: Outcome, actions: readonly CallAction[]): boolean {
  const behind = actionsBehind(outcome);
  return behind.length > 0 && !behind.some((action) => actions.includes(action));
}

/** One call may have several weighty actions but only one outcome: it must be that of one of them. */
function hidesAnAction(outcome: Outcome, actions: readonly CallAction[]): boolean {
  const weighty = actions.filter((action) => WEIGHTY_ACTIONS.includes(action));
  return weighty.length > 0 && !weighty.some((action) => outcomeOfAction(action) === outcome);
}

function actedUnverified(actions: readonly CallAction[]): boolean {
  const firstAct = actions.findIndex((action) => NEEDS_IDENTITY.includes(action));
  const verified = actions.indexOf('identity_verified');
  return firstAct >= 0 && (verified < 0 || verified > firstAct);
}
