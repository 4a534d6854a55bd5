import type { Fact, FactKind, FactPayloads } from '../platform/journal/facts';
import type { CallFactsColumns } from './columns';

type Row = CallFactsColumns;
type Change<K extends FactKind> = (row: Row, payload: FactPayloads[K], at: number) => Partial<Row>;

function newRow(payload: FactPayloads['call.received'], at: number): Row {
  return {
    call_id: payload.callId,
    direction: payload.direction,
    creditor_id: payload.creditorId,
    queue_id: payload.queueId,
    language: payload.language,
    customer_id: payload.customerId,
    case_id: null,
    agent_id: payload.agentId,
    first_agent_id: payload.agentId,
    arrived_at: at,
    entered_queue_at: null,
    answered_at: null,
    ended_at: null,
    state: 'arriving',
    hold_ms: 0n,
    offers: 0,
    missed_offers: 0,
    wrap_up_opened_at: null,
    wrap_up_closed_at: null,
    reason: null,
    outcome: null,
    is_resolved: null,
    is_follow_up_agreed: false,
    actions: [],
    insight_kinds: [],
  };
}

/** What each fact changes in the row of its call; facts not named here do not concern it. */
const CHANGES: { readonly [K in FactKind]?: Change<K> } = {
  'call.queued': (_row, payload) => ({
    state: 'queued',
    queue_id: payload.queueId,
    entered_queue_at: payload.enteredQueueAt,
  }),
  'call.offered': (row) => ({ state: 'offered', offers: row.offers + 1 }),
  'offer.ended': (row, payload) => (payload.how === 'missed' ? { missed_offers: row.missed_offers + 1 } : {}),
  'call.connecting': (_row, payload) => ({ state: 'connecting', agent_id: payload.agentId }),
  'call.answered': (row, payload) => ({
    state: 'talking',
    agent_id: payload.agentId,
    first_agent_id: row.first_agent_id ?? payload.agentId,
    // A call that comes back to an agent after a lost leg was answered the first time.
    answered_at: row.answered_at ?? payload.answeredAt,
  }),
  'call.held': () => ({ state: 'held' }),
  'call.unheld': (row, payload) => ({ state: 'talking', hold_ms: row.hold_ms + BigInt(payload.heldMs) }),
  'call.ended': (_row, payload) => ({ state: payload.state, ended_at: payload.endedAt }),
  'call.case_chosen': (_row, payload) => ({ case_id: payload.caseId }),
  'identity.verified': (_row, payload) => ({ customer_id: payload.customerId }),
  'call.insights_shown': (_row, payload) => ({ insight_kinds: [...payload.kinds] }),
  'call.action_done': (row, payload) => ({ actions: [...row.actions, payload.action] }),
  'wrap_up.opened': (_row, _payload, at) => ({ wrap_up_opened_at: at }),
  'wrap_up.closed': (row, payload, at) => ({
    reason: payload.reason,
    outcome: payload.outcome,
    is_resolved: payload.isResolved,
    is_follow_up_agreed: payload.isFollowUpAgreed,
    // A late outcome is a revision: the time the agent spent ended with the first closing.
    wrap_up_closed_at: row.wrap_up_closed_at ?? at,
  }),
};

/** The row of a fact's call after the fact; the same row when it does not concern it, null when there is no call. */
export function applyFact(row: Row | null, fact: Fact): Row | null {
  if (fact.kind === 'call.received') return newRow(fact.payload, fact.happenedAt);
  // Each change stands under its own fact's kind, which ties the payload's type to it.
  const change = CHANGES[fact.kind] as Change<FactKind> | undefined;
  if (row === null || change === undefined) return row;
  return { ...row, ...change(row, fact.payload, fact.happenedAt) };
}
