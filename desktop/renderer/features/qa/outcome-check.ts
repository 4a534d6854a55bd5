import type { CallAction, Outcome } from '../../../../shared/calls/vocabulary';

/** The action that makes an outcome true; outcomes without one rest on words alone. */
const ACTION_BEHIND: Readonly<Partial<Record<Outcome, CallAction>>> = {
  plan_agreed: 'plan_created',
  dispute_opened: 'dispute_opened',
  payment_explained: 'payment_explained',
  hold_placed: 'hold_placed',
  invoice_resent: 'invoice_resent',
  fee_waived: 'fee_waived',
  referred: 'referral_given',
};
/** What changes a customer's debt or service must show in the outcome. */
const WEIGHTY: readonly CallAction[] = ['dispute_opened', 'plan_created', 'hold_placed', 'fee_waived'];
const OPEN_OUTCOMES: readonly Outcome[] = ['dispute_opened', 'not_resolved', 'not_verified', 'wrong_person'];
const UNVERIFIED: readonly Outcome[] = ['not_verified', 'wrong_person'];

export type MismatchWords =
  | { readonly kind: 'outcome_without_action' | 'opened_but_not_verified'; readonly outcome: Outcome }
  | { readonly kind: 'action_not_in_outcome'; readonly outcome: Outcome; readonly action: CallAction }
  | { readonly kind: 'acted_unverified' | 'resolved_but_open' | 'unexplained' };

interface WrittenAndDone {
  readonly outcome: Outcome | null;
  readonly isResolved: boolean | null;
  readonly actions: readonly CallAction[];
  /** The server's own verdict; the words below only explain it. */
  readonly isFlagged: boolean;
}

/** Why the server says that outcome and actions differ, in the order a reviewer reads; empty when it does not say so. */
export function explainMismatch(call: WrittenAndDone): readonly MismatchWords[] {
  if (!call.isFlagged) return [];
  const found = [...aboutOutcome(call), ...aboutIdentity(call), ...aboutResolution(call)];
  return found.length > 0 ? found : [{ kind: 'unexplained' }];
}

function aboutOutcome({ outcome, actions }: WrittenAndDone): readonly MismatchWords[] {
  if (outcome === null) return [];
  const expected = ACTION_BEHIND[outcome];
  const found: MismatchWords[] = [];
  if (expected !== undefined && !actions.includes(expected)) found.push({ kind: 'outcome_without_action', outcome });
  const weighty = actions.filter((action) => WEIGHTY.includes(action));
  const hidden = weighty.find((action) => action !== expected);
  if (hidden !== undefined && !weighty.some((action) => action === expected)) {
    found.push({ kind: 'action_not_in_outcome', outcome, action: hidden });
  }
  return found;
}

function aboutIdentity({ outcome, actions }: WrittenAndDone): readonly MismatchWords[] {
  const isVerified = actions.includes('identity_verified');
  const found: MismatchWords[] = [];
  if (!isVerified && actions.some((action) => WEIGHTY.includes(action))) found.push({ kind: 'acted_unverified' });
  if (isVerified && outcome !== null && UNVERIFIED.includes(outcome)) {
    found.push({ kind: 'opened_but_not_verified', outcome });
  }
  return found;
}

function aboutResolution({ outcome, isResolved, actions }: WrittenAndDone): readonly MismatchWords[] {
  const isOpen = (outcome !== null && OPEN_OUTCOMES.includes(outcome)) || actions.includes('dispute_opened');
  return isResolved === true && isOpen ? [{ kind: 'resolved_but_open' }] : [];
}
