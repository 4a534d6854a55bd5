/**
 * The facts: everything that happened, by kind. Payloads hold ids, codes, stamps (epoch ms) and amounts (minor units as text),
 * never names or numbers of people, so that the journal can be kept when a person must be forgotten.
 * A new kind is added here, recorded by its feature, and read by projections; a kind once written never changes meaning.
 */
import type { AgentState } from '../../../shared/agents/vocabulary';
import type {
  CallAction,
  CallDirection,
  CallState,
  OfferState,
  Outcome,
  Reason,
} from '../../../shared/calls/vocabulary';

/** Whose plan a fact is about. */
interface PlanFact {
  planId: string;
  customerId: string;
  customerAccountId: string;
  creditorId: string;
  caseId: string | null;
}

export interface FactPayloads {
  'call.received': {
    callId: string;
    direction: CallDirection;
    creditorId: string;
    queueId: string | null;
    language: string;
    /** Set when exactly one customer has the caller's number, or the agent dialled a customer. */
    customerId: string | null;
    returnedFromCallId: string | null;
    agentId: string | null;
  };
  'call.queued': {
    callId: string;
    queueId: string;
    enteredQueueAt: number;
    why: 'new' | 'missed' | 'rejected' | 'agent_lost' | 'carrier_failed';
  };
  'call.offered': { callId: string; offerId: string; agentId: string; ringUntil: number };
  'offer.ended': { callId: string; offerId: string; agentId: string; how: Exclude<OfferState, 'ringing'> };
  'call.connecting': { callId: string; agentId: string };
  /** An outbound call rings at the customer; the agent's audio is there. */
  'call.ringing': { callId: string };
  'call.answered': { callId: string; agentId: string; answeredAt: number };
  'call.held': { callId: string };
  'call.unheld': { callId: string; heldMs: number };
  'call.muted': { callId: string; isMuted: boolean };
  'call.ended': { callId: string; state: CallState; by: string; why: string; endedAt: number; agentId: string | null };
  'call.digit': { callId: string; digit: string };
  'call.case_chosen': { callId: string; caseId: string };
  'call.candidates_found': { callId: string };
  'identity.verified': { callId: string; customerId: string; factors: readonly string[]; agentId: string };
  'identity.refused': { callId: string; customerId: string; why: string; agentId: string };
  /** What the ledger said when the gate opened: kinds of insights, no sentences. */
  'call.insights_shown': { callId: string; kinds: readonly string[] };
  'call.action_done': { callId: string; action: CallAction; subjectId: string | null };
  'agent.changed': { agentId: string; state: AgentState; reason: string | null; since: number };
  'recording.changed': { callId: string; recordingId: string; state: string };
  'wrap_up.opened': { callId: string; agentId: string; wrapUpId: string; dueAt: number };
  'wrap_up.extended': { callId: string; agentId: string; wrapUpId: string; dueAt: number };
  'wrap_up.closed': {
    callId: string;
    agentId: string;
    wrapUpId: string;
    state: 'closed' | 'unclassified';
    reason: Reason | null;
    outcome: Outcome | null;
    isResolved: boolean | null;
    isFollowUpAgreed: boolean;
    revision: number;
  };
  'script_run.changed': {
    callId: string;
    runId: string;
    slug: string;
    version: number;
    state: 'running' | 'finished' | 'left';
  };
  'plan.agreed': {
    planId: string;
    customerId: string;
    customerAccountId: string;
    creditorId: string;
    caseId: string | null;
    callId: string | null;
    totalMinor: string;
    currency: string;
    /** The version that bound the creditor; absent in facts from before it was kept. */
    mandateId?: string;
  };
  /** Every change of state; the kinds below say more about the one they name. */
  'plan.changed': { planId: string; state: string };
  'plan.approval_asked': PlanFact & { askedBy: string; dueAt: number };
  'plan.approval_decided': PlanFact & {
    decision: 'approved' | 'rejected' | 'expired' | 'withdrawn';
    askedBy: string;
    decidedBy: string | null;
  };
  'plan.instalment_paid': PlanFact & { instalmentId: string; instalmentNo: number; paidDate: string };
  'plan.kept': PlanFact;
  'plan.broken': PlanFact & { instalmentNo: number; overdueMinor: string };
  /** It had been paid in time; the bank's file came late. */
  'plan.repaired': PlanFact & { brokenAt: number };
  'plan.replaced': PlanFact & { byPlanId: string };
  'plan.cancelled': PlanFact;
  'mandate.revoked': { creditorId: string; mandateId: string; version: number };
  'dispute.opened': {
    disputeId: string;
    customerId: string;
    customerAccountId: string;
    creditorId: string;
    caseId: string | null;
    callId: string | null;
  };
  /** The creditor's system took it. */
  'dispute.sent': { disputeId: string; creditorId: string };
  'dispute.overdue': { disputeId: string; creditorId: string; dueDate: string };
  'dispute.closed': {
    disputeId: string;
    customerId: string;
    customerAccountId: string;
    creditorId: string;
    caseId: string | null;
    state: string;
    by: 'creditor' | 'lead' | 'agent';
  };
  /** What the creditor promised to credit has come. */
  'dispute.credited': { disputeId: string; creditorId: string };
  'collection.suspended': { caseId: string; customerId: string; creditorId: string; callId: string | null };
  'collection.resumed': { caseId: string; customerId: string; creditorId: string };
  'disconnection.step_recorded': {
    caseId: string;
    customerId: string;
    creditorId: string;
    stepId: string;
    kind: string;
  };
  /** What creditors are told about a cut; `sequence` rises per supply point together with releases. */
  'disconnection.changed': {
    /** The order; the step for an advice. */
    disconnectionId: string;
    supplyPointId: string;
    caseId: string;
    customerId: string;
    creditorId: string;
    state: 'advised' | 'ordered' | 'cancelled' | 'dispatched' | 'recalled' | 'confirmed';
    sequence: number | null;
    /** Why it was called off or called back, as codes of the guard. */
    why: readonly string[];
  };
  'case.postponed': {
    postponementId: string;
    caseId: string;
    customerId: string;
    customerAccountId: string;
    creditorId: string;
    callId: string | null;
    untilDate: string;
    feeMinor: string;
  };
  'case.frozen': {
    freezeId: string;
    caseId: string;
    customerId: string;
    creditorId: string;
    reason: string;
    untilDate: string;
  };
  'customer.flag_changed': { customerId: string; flag: string; isSet: boolean };
  'authority.recorded': { authorityId: string; customerId: string; kind: string };
  'authority.revoked': { authorityId: string; customerId: string };
  'hold.placed': { holdId: string; caseId: string; kind: string; untilDate: string | null };
  'hold.ended': { holdId: string; caseId: string; kind: string };
  'payment_notice.recorded': {
    paymentNoticeId: string;
    customerId: string;
    customerAccountId: string;
    caseId: string | null;
    amountMinor: string;
  };
  'payment_notice.changed': { paymentNoticeId: string; state: string };
  'release.changed': {
    releaseId: string;
    supplyPointId: string;
    customerId: string;
    creditorId: string;
    state: string;
    causedAt: number;
  };
  /** A release is late: not in the creditor's hands after two minutes, or taken but not confirmed in time. */
  'release.alarmed': {
    releaseId: string;
    supplyPointId: string;
    customerId: string;
    creditorId: string;
    alarm: 'not_sent' | 'not_confirmed';
  };
  'mandate.added': { mandateId: string; creditorId: string; version: number };
  'fee.waived': { ledgerEntryId: string; claimId: string; customerId: string; amountMinor: string };
  'invoice.resend_requested': { claimId: string; customerId: string };
  'referral.given': { referralId: string; customerId: string; authority: string };
  'note.added': { noteId: string; customerId: string };
  /** Something in a customer's ledger changed: open case files are read again. */
  'ledger.changed': { customerId: string; customerAccountId: string; changedIds: readonly string[] };
  'import.finished': { importFileId: string; creditorId: string; accepted: number; rejected: number };
  /** A row of law or policy was added; every server reads its rule book again. */
  'rule.added': { ruleId: string; domain: string; country: string };
  'review.published': { reviewId: string; callId: string; agentId: string; scoreBp: number };
}

export type FactKind = keyof FactPayloads;

export type Fact = {
  [K in FactKind]: {
    readonly position: bigint;
    readonly stream: string;
    readonly kind: K;
    readonly payload: FactPayloads[K];
    /** When it happened, epoch ms. */
    readonly happenedAt: number;
  };
}[FactKind];
