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
export { GATE_EVIDENCE, GATES, gateSchema, OWN_GATES, type Gate, type GateEvidence, type GateName } from './gate';
export { disconnectionStatus, type DisconnectionStatus } from './status';
