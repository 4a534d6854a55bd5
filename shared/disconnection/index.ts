/** The disconnection guard, as others use it. */
export {
  DISCONNECTION_BLOCKS,
  type CallsBeforeCut,
  type DisconnectionBlock,
  type DisconnectionCase,
  type DisconnectionClaim,
  type DisconnectionDecision,
  type DisconnectionNotice,
} from './disconnection-case';
export { GRID_LINE_KINDS } from './basis';
export { GATE_EVIDENCE, GATES, gateSchema, OWN_GATES, type Gate, type GateEvidence, type GateName } from './gate';
export { isAtTheSameTime } from './notice-gates';
export { disconnectionStatus, type DisconnectionStatus } from './status';
