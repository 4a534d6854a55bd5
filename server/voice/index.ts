/** What the rest of the server may use of `voice`. */
export type {
  Announcement,
  CallDirection,
  Carrier,
  CarrierAttached,
  CarrierEvent,
  CarrierEventKind,
  CarrierFact,
  CarrierListener,
  CarrierState,
  FetchedRecording,
  JoinAgent,
  JoinCustomer,
  LegEndReason,
  LegRole,
  LegSnapshot,
  OpenRoom,
  PlainAnnouncement,
  PlayAnnouncement,
  RecordingState,
  RoomEndReason,
  RoomSnapshot,
  SdpAnswer,
  SendDigits,
} from './carrier';
export { EmbeddedCarrier } from './embedded/embedded-carrier';
export type { ControlLinkOptions } from './embedded/control-link';
export {
  DIGITS_PER_COMMAND_MAX,
  LEG_END_REASONS,
  PLAIN_ANNOUNCEMENTS,
  POSITION_SPOKEN_MAX,
  ROOM_END_REASONS,
} from './carrier';
