/** The disconnection guard, as others use it. */
export {
  DISCONNECTION_BLOCKS,
  type DisconnectionBlock,
  type DisconnectionCase,
  type DisconnectionClaim,
  type DisconnectionNotice,
} from './disconnection-case';
export { disconnectionStatus, type DisconnectionStatus } from './status';
