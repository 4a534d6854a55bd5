/** What the wrap-up is filled with before the agent touches it, from what was really done in the call. */
import { OUTCOME_OF_ACTION } from '../../../shared/calls/outcome-actions';
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
