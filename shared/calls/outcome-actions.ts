import type { CallAction, Outcome, Reason } from './vocabulary';

/** What an action is worth as an outcome, the weightiest first: an objection outweighs a plan, a plan outweighs a waiver. */
export const OUTCOME_OF_ACTION = [
  { action: 'dispute_opened', outcome: 'dispute_opened', reason: 'dispute', isResolved: false },
  { action: 'plan_created', outcome: 'plan_agreed', reason: 'instalments', isResolved: true },
  { action: 'hold_placed', outcome: 'hold_placed', reason: 'money_on_the_way', isResolved: true },
  { action: 'postponed', outcome: 'hold_placed', reason: 'postponement', isResolved: true },
  { action: 'case_frozen', outcome: 'hold_placed', reason: null, isResolved: true },
  { action: 'fee_waived', outcome: 'fee_waived', reason: 'fees', isResolved: true },
  { action: 'invoice_resent', outcome: 'invoice_resent', reason: 'invoice_not_received', isResolved: true },
  { action: 'payment_explained', outcome: 'payment_explained', reason: 'paid_already', isResolved: true },
  { action: 'referral_given', outcome: 'referred', reason: null, isResolved: true },
] as const satisfies readonly {
  action: CallAction;
  outcome: Outcome;
  reason: Reason | null;
  isResolved: boolean;
}[];

/** The actions that make an outcome true; empty for outcomes that rest on words alone. */
export function actionsBehind(outcome: Outcome): readonly CallAction[] {
  return OUTCOME_OF_ACTION.filter((row) => row.outcome === outcome).map((row) => row.action);
}

/** The outcome an action stands for; null for actions that every call has (identity, note). */
export function outcomeOfAction(action: CallAction): Outcome | null {
  return OUTCOME_OF_ACTION.find((row) => row.action === action)?.outcome ?? null;
}
