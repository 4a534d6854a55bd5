import type { Knex } from 'knex';
import type { Fact, FactPayloads } from '../platform/journal/facts';
import type { Projection } from '../platform/journal/projection';

type Changes = Record<string, unknown>;

async function update(sql: Knex.Transaction, callId: string, changes: Changes): Promise<void> {
  await sql('call_facts').where({ call_id: callId }).update(changes);
}

async function received(sql: Knex.Transaction, payload: FactPayloads['call.received'], at: Date): Promise<void> {
  await sql('call_facts').insert({
    call_id: payload.callId,
    direction: payload.direction,
    creditor_id: payload.creditorId,
    queue_id: payload.queueId,
    language: payload.language,
    customer_id: payload.customerId,
    agent_id: payload.agentId,
    first_agent_id: payload.agentId,
    arrived_at: at,
    state: 'arriving',
  });
}

async function answered(sql: Knex.Transaction, payload: FactPayloads['call.answered']): Promise<void> {
  await sql('call_facts')
    .where({ call_id: payload.callId })
    .update({
      state: 'talking',
      agent_id: payload.agentId,
      first_agent_id: sql.raw('coalesce(first_agent_id, ?)', [payload.agentId]),
      // A call that comes back to an agent after a lost leg was answered the first time.
      answered_at: sql.raw('coalesce(answered_at, to_timestamp(? / 1000.0))', [payload.answeredAt]),
    });
}

async function wrapUpClosed(sql: Knex.Transaction, payload: FactPayloads['wrap_up.closed'], at: Date): Promise<void> {
  await update(sql, payload.callId, {
    reason: payload.reason,
    outcome: payload.outcome,
    is_resolved: payload.isResolved,
    is_follow_up_agreed: payload.isFollowUpAgreed,
    // A late outcome is a revision: the time the agent spent ended with the first closing.
    wrap_up_closed_at: sql.raw('coalesce(wrap_up_closed_at, ?)', [at]),
  });
}

type Handlers = {
  [K in Fact['kind']]?: (sql: Knex.Transaction, payload: FactPayloads[K], at: Date) => Promise<void>;
};

/** What each fact does to the row of its call; facts not named here do not concern it. */
const HANDLERS: Handlers = {
  'call.received': received,
  'call.queued': (sql, payload) =>
    update(sql, payload.callId, {
      state: 'queued',
      queue_id: payload.queueId,
      entered_queue_at: new Date(payload.enteredQueueAt),
    }),
  'call.offered': (sql, payload) => update(sql, payload.callId, { state: 'offered', offers: sql.raw('offers + 1') }),
  'offer.ended': (sql, payload) =>
    payload.how === 'missed'
      ? update(sql, payload.callId, { missed_offers: sql.raw('missed_offers + 1') })
      : Promise.resolve(),
  'call.connecting': (sql, payload) => update(sql, payload.callId, { state: 'connecting', agent_id: payload.agentId }),
  'call.answered': answered,
  'call.held': (sql, payload) => update(sql, payload.callId, { state: 'held' }),
  'call.unheld': (sql, payload) =>
    update(sql, payload.callId, { state: 'talking', hold_ms: sql.raw('hold_ms + ?', [payload.heldMs]) }),
  'call.ended': (sql, payload) =>
    update(sql, payload.callId, { state: payload.state, ended_at: new Date(payload.endedAt) }),
  'call.case_chosen': (sql, payload) => update(sql, payload.callId, { case_id: payload.caseId }),
  'identity.verified': (sql, payload) => update(sql, payload.callId, { customer_id: payload.customerId }),
  'call.insights_shown': (sql, payload) => update(sql, payload.callId, { insight_kinds: [...payload.kinds] }),
  'call.action_done': (sql, payload) =>
    update(sql, payload.callId, { actions: sql.raw('array_append(actions, ?)', [payload.action]) }),
  'wrap_up.opened': (sql, payload, at) => update(sql, payload.callId, { wrap_up_opened_at: at }),
  'wrap_up.closed': wrapUpClosed,
};

/** One row per call, a function of the journal alone. */
export const callFactsProjection: Projection = {
  name: 'call-facts',
  tables: ['call_facts'],
  async apply(sql, fact) {
    // Each handler stands under its own fact's kind, which ties the payload's type to it.
    const handler = HANDLERS[fact.kind] as
      ((sql: Knex.Transaction, payload: unknown, at: Date) => Promise<void>) | undefined;
    await handler?.(sql, fact.payload, new Date(fact.happenedAt));
  },
};
