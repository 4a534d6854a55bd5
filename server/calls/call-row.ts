import type { Skill } from '../../shared/agents/vocabulary';
import type { CallLife } from '../../shared/calls/call-machine';
import type { CallDirection, CallState } from '../../shared/calls/vocabulary';
import type { Id } from '../../shared/ids/ids';
import type { Language } from '../../shared/lang/languages';

/** A call as its row says; stamps are epoch ms. What the rules need is {@link CallLife}. */
export interface CallRow extends CallLife {
  readonly id: Id<'call'>;
  readonly creditorId: Id<'creditor'>;
  readonly queueId: Id<'queue'> | null;
  readonly language: Language;
  readonly fromNumber: string;
  readonly toNumber: string;
  readonly topic: string | null;
  readonly priority: number;
  readonly requiredSkills: readonly (Skill & { readonly minLevel?: number })[];
  readonly arrivedAt: number;
  readonly placeSince: number | null;
  readonly offeredAt: number | null;
  readonly heldAt: number | null;
  readonly stickyUntil: number | null;
  readonly customerId: Id<'customer'> | null;
  readonly caseId: Id<'case'> | null;
  readonly candidateIds: readonly Id<'customer'>[];
  readonly returnedFromCallId: Id<'call'> | null;
  readonly customerLegId: Id<'leg'> | null;
  readonly agentLegId: Id<'leg'> | null;
  readonly isAgentMuted: boolean;
  readonly endedBy: string | null;
  readonly endReason: string | null;
  readonly noticePlayedAt: number | null;
  readonly announcedAt: number | null;
  /** Keys since the last #, while the customer waits. */
  readonly digits: string;
  readonly version: number;
}

/** The row as the database driver gives it. */
export interface CallColumns {
  id: string;
  direction: CallDirection;
  state: CallState;
  creditor_id: string;
  queue_id: string | null;
  language: Language;
  from_number: string;
  to_number: string;
  topic: string | null;
  priority: number;
  required_skills: (Skill & { minLevel?: number })[];
  arrived_at: number;
  entered_queue_at: number | null;
  place_since: number | null;
  offered_at: number | null;
  answered_at: number | null;
  ended_at: number | null;
  held_at: number | null;
  hold_ms: bigint;
  talk_ms: bigint;
  state_since: number;
  connect_due_at: number | null;
  agent_id: string | null;
  sticky_agent_id: string | null;
  sticky_until: number | null;
  customer_id: string | null;
  case_id: string | null;
  candidate_customer_ids: string[];
  returned_from_call_id: string | null;
  customer_leg_id: string | null;
  agent_leg_id: string | null;
  is_agent_muted: boolean;
  ended_by: string | null;
  end_reason: string | null;
  notice_played_at: number | null;
  announced_at: number | null;
  digits: string;
  version: number;
}

/** Puts the brands back on: ids in the database were made by makeId. */
export function toCall(row: CallColumns): CallRow {
  return {
    id: row.id as Id<'call'>,
    direction: row.direction,
    state: row.state,
    stateSince: row.state_since,
    enteredQueueAt: row.entered_queue_at,
    agentId: row.agent_id as Id<'agent'> | null,
    stickyAgentId: row.sticky_agent_id as Id<'agent'> | null,
    answeredAt: row.answered_at,
    endedAt: row.ended_at,
    connectDueAt: row.connect_due_at,
    talkMs: Number(row.talk_ms),
    holdMs: Number(row.hold_ms),
    creditorId: row.creditor_id as Id<'creditor'>,
    queueId: row.queue_id as Id<'queue'> | null,
    language: row.language,
    fromNumber: row.from_number,
    toNumber: row.to_number,
    topic: row.topic,
    priority: row.priority,
    requiredSkills: row.required_skills,
    arrivedAt: row.arrived_at,
    placeSince: row.place_since,
    offeredAt: row.offered_at,
    heldAt: row.held_at,
    stickyUntil: row.sticky_until,
    customerId: row.customer_id as Id<'customer'> | null,
    caseId: row.case_id as Id<'case'> | null,
    candidateIds: row.candidate_customer_ids as Id<'customer'>[],
    returnedFromCallId: row.returned_from_call_id as Id<'call'> | null,
    customerLegId: row.customer_leg_id as Id<'leg'> | null,
    agentLegId: row.agent_leg_id as Id<'leg'> | null,
    isAgentMuted: row.is_agent_muted,
    endedBy: row.ended_by,
    endReason: row.end_reason,
    noticePlayedAt: row.notice_played_at,
    announcedAt: row.announced_at,
    digits: row.digits,
    version: row.version,
  };
}

function at(epochMs: number | null): Date | null {
  return epochMs === null ? null : new Date(epochMs);
}

/** What may change in the life of a call, as columns. */
export function toChangingColumns(call: CallRow): Record<string, unknown> {
  return {
    state: call.state,
    state_since: at(call.stateSince),
    entered_queue_at: at(call.enteredQueueAt),
    place_since: at(call.placeSince),
    offered_at: at(call.offeredAt),
    answered_at: at(call.answeredAt),
    ended_at: at(call.endedAt),
    held_at: at(call.heldAt),
    hold_ms: call.holdMs,
    talk_ms: call.talkMs,
    connect_due_at: at(call.connectDueAt),
    agent_id: call.agentId,
    sticky_agent_id: call.stickyAgentId,
    sticky_until: at(call.stickyUntil),
    customer_id: call.customerId,
    case_id: call.caseId,
    candidate_customer_ids: call.candidateIds,
    customer_leg_id: call.customerLegId,
    agent_leg_id: call.agentLegId,
    is_agent_muted: call.isAgentMuted,
    ended_by: call.endedBy,
    end_reason: call.endReason,
    notice_played_at: at(call.noticePlayedAt),
    announced_at: at(call.announcedAt),
    digits: call.digits,
  };
}

/** A whole new row. */
export function toInsertColumns(call: CallRow): Record<string, unknown> {
  return {
    ...toChangingColumns(call),
    id: call.id,
    direction: call.direction,
    creditor_id: call.creditorId,
    queue_id: call.queueId,
    language: call.language,
    from_number: call.fromNumber,
    to_number: call.toNumber,
    topic: call.topic,
    priority: call.priority,
    required_skills: JSON.stringify(call.requiredSkills),
    arrived_at: at(call.arrivedAt),
    returned_from_call_id: call.returnedFromCallId,
    version: call.version,
  };
}
