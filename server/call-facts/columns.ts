import type { CallAction, CallDirection, CallState, Outcome, Reason } from '../../shared/calls/vocabulary';

/** A row of `call_facts` as the database holds it; times are epoch ms. */
export interface CallFactsColumns {
  readonly call_id: string;
  readonly direction: CallDirection;
  readonly creditor_id: string;
  readonly queue_id: string | null;
  readonly language: string;
  readonly customer_id: string | null;
  readonly case_id: string | null;
  readonly agent_id: string | null;
  readonly first_agent_id: string | null;
  readonly arrived_at: number;
  readonly entered_queue_at: number | null;
  readonly answered_at: number | null;
  readonly ended_at: number | null;
  readonly state: CallState;
  readonly hold_ms: bigint;
  readonly offers: number;
  readonly missed_offers: number;
  readonly wrap_up_opened_at: number | null;
  readonly wrap_up_closed_at: number | null;
  readonly reason: Reason | null;
  readonly outcome: Outcome | null;
  readonly is_resolved: boolean | null;
  readonly is_follow_up_agreed: boolean;
  readonly actions: readonly CallAction[];
  readonly insight_kinds: readonly string[];
}

/** Each column once; the compiler notices one that is missing. */
const COLUMNS: Record<keyof CallFactsColumns, true> = {
  call_id: true,
  direction: true,
  creditor_id: true,
  queue_id: true,
  language: true,
  customer_id: true,
  case_id: true,
  agent_id: true,
  first_agent_id: true,
  arrived_at: true,
  entered_queue_at: true,
  answered_at: true,
  ended_at: true,
  state: true,
  hold_ms: true,
  offers: true,
  missed_offers: true,
  wrap_up_opened_at: true,
  wrap_up_closed_at: true,
  reason: true,
  outcome: true,
  is_resolved: true,
  is_follow_up_agreed: true,
  actions: true,
  insight_kinds: true,
};

export const CALL_FACTS_COLUMNS: readonly string[] = Object.keys(COLUMNS);
