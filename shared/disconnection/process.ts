/**
 * What is done about a cut, and the life of an order.
 *
 * ```
 * queued ─► dispatched ─► confirmed
 *   │           └──► recalled      (something arose: the creditor is told to leave it)
 *   └──► cancelled                 (something arose before it left)
 * ```
 */
import { nextState, type TransitionTable } from '../calls/machine';

export const STEP_KINDS = [
  'reminder_sent',
  'alternatives_told',
  'warning_sent',
  'warning_served',
  'social_notice_sent',
  'social_service_accepted',
  'obstacle_reported',
  'danger_reported',
  'obstacles_checked',
  'decided',
  'advised',
  'warning_withdrawn',
  'report_withdrawn',
] as const;
export type StepKind = (typeof STEP_KINDS)[number];

/** Steps a lead, an administrator or the creditor's system writes down as they were done. */
export const RECORDED_STEP_KINDS = [
  'reminder_sent',
  'alternatives_told',
  'warning_sent',
  'warning_served',
  'social_notice_sent',
  'social_service_accepted',
  'obstacles_checked',
  'warning_withdrawn',
] as const satisfies readonly StepKind[];
export type RecordedStepKind = (typeof RECORDED_STEP_KINDS)[number];

/** What a customer tells an agent. */
export const REPORT_KINDS = ['obstacle', 'danger', 'social_service'] as const;
export type ReportKind = (typeof REPORT_KINDS)[number];

/** What we advise the creditor. */
export const ADVICE_KINDS = ['do_not_cut', 'wait', 'may_cut'] as const;
export type AdviceKind = (typeof ADVICE_KINDS)[number];

export const ORDER_STATES = ['queued', 'dispatched', 'cancelled', 'recalled', 'confirmed'] as const;
export type OrderState = (typeof ORDER_STATES)[number];
export const ORDER_EVENTS = ['dispatched', 'called_off', 'confirmed'] as const;
export type OrderEvent = (typeof ORDER_EVENTS)[number];

export const ORDER_TRANSITIONS = {
  queued: { dispatched: 'dispatched', called_off: 'cancelled' },
  dispatched: { called_off: 'recalled', confirmed: 'confirmed' },
  cancelled: {},
  recalled: {},
  confirmed: {},
} satisfies TransitionTable<OrderState, OrderEvent>;

/** Where an order goes; undefined when the event means nothing to it any more. */
export function nextOrderState(state: OrderState, event: OrderEvent): OrderState | undefined {
  const table: TransitionTable<OrderState, OrderEvent> = ORDER_TRANSITIONS;
  return nextState(table, state, event);
}
