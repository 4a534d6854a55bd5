/** What the wrap-up is filled with before the agent touches it, from what was really done in the call. */
import { REASONS, type CallAction, type Outcome, type Reason } from '../../../shared/calls/vocabulary';
import type { CallScriptSlug } from '../../../shared/insights/insight';

/** What happened in the call, as the server recorded it. */
export interface CallDone {
  /** In the order they were done. */
  readonly actions: readonly CallAction[];
  /** Call scripts run, in order. */
  readonly callScripts: readonly CallScriptSlug[];
  /** What the customer chose or the queue is for; often the name of a reason. */
  readonly topic: string | null;
}

export interface WrapUpPrefill {
  readonly outcome: Outcome;
  /** Null when nothing tells: the agent chooses. */
  readonly reason: Reason | null;
  readonly isResolved: boolean;
  /** The action the outcome rests on; null when it is only the likeliest. */
  readonly basis: CallAction | null;
}

/** What an action is worth as an outcome, the weightiest first: an objection outweighs a plan, a plan outweighs a waiver. */
const OUTCOME_OF_ACTION = [
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

/** What customers come to a call script with; opening the case says nothing of it. */
const REASON_OF_CALL_SCRIPT: Readonly<Record<CallScriptSlug, Reason | null>> = {
  'verify-and-open': null,
  'payment-plan': 'instalments',
  dispute: 'dispute',
  'energy-or-grid': 'price',
  'money-on-the-way': 'money_on_the_way',
  'invoice-not-received': 'invoice_not_received',
  'service-cut': 'service_cut',
  'disconnection-warning': 'disconnection_warning',
  fees: 'fees',
  postponement: 'postponement',
  'cannot-pay': 'cannot_pay',
  'moved-or-not-mine': 'moved_or_not_mine',
  'third-party': 'third_party',
  statement: 'statement',
  'cheaper-subscription': 'cheaper_subscription',
  minor: 'minor',
};

/**
 * The outcome of the weightiest action. Without any: "not verified" if the case was never opened, else "question
 * answered". The reason comes from the first call script about a matter, then from the action, then from the topic.
 */
export function prefillWrapUp(done: CallDone): WrapUpPrefill {
  const found = OUTCOME_OF_ACTION.find((row) => done.actions.includes(row.action));
  const reason = reasonOfCallScripts(done.callScripts) ?? found?.reason ?? reasonOfTopic(done.topic);
  if (found !== undefined) {
    return { outcome: found.outcome, reason, isResolved: found.isResolved, basis: found.action };
  }
  const isOpened = done.actions.includes('identity_verified');
  return { outcome: isOpened ? 'question_answered' : 'not_verified', reason, isResolved: isOpened, basis: null };
}

/** The actions that make an outcome true; empty for outcomes that rest on words alone. */
export function actionsBehind(outcome: Outcome): readonly CallAction[] {
  return OUTCOME_OF_ACTION.filter((row) => row.outcome === outcome).map((row) => row.action);
}

/** The outcome an action stands for; null for actions that every call has (identity, note). */
export function outcomeOfAction(action: CallAction): Outcome | null {
  return OUTCOME_OF_ACTION.find((row) => row.action === action)?.outcome ?? null;
}

function reasonOfCallScripts(slugs: readonly CallScriptSlug[]): Reason | null {
  for (const slug of slugs) {
    const reason = REASON_OF_CALL_SCRIPT[slug];
    if (reason !== null) return reason;
  }
  return null;
}

function reasonOfTopic(topic: string | null): Reason | null {
  return REASONS.find((reason) => reason === topic) ?? null;
}
