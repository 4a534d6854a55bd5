/** Disputes, as others use them. */
export { afterAnswer, newDeadline, DISPUTE_OUTCOMES, type AfterAnswer, type DisputeOutcome } from './after-answer';
export { disputeAnswerDue } from './answer-date';
export { isDisputeUnsettled, newDisputeLife, transitionDispute, type DisputeEventType } from './dispute-machine';
export { isMaterial } from './ground';
export { mayBeDone, type CaseDeed, type CaseStops } from './may-be-done';
export { HOLD_OF_GROUND, mayBeSuspended, SUSPENSION_GROUNDS, type SuspensionGround } from './suspension';
export { doesDisputeStand, standingOf } from './stands';
export { undisputedParts, type UndisputedPart } from './undisputed';
