/**
 * What server and media process say to each other, as JSON text frames on one WebSocket on this machine.
 *
 * hello(token, version, what it has handled) → welcome, the missed events, attached(snapshot), then live events.
 * Every event is kept by the media process until it is acknowledged; every command has an id and is answered once, with
 * the first answer again when it is repeated.
 */
import * as z from 'zod';
import { idSchema } from '../../../shared/ids/ids';
import { languageSchema } from '../../../shared/lang/languages';
import type { Result } from '../../../shared/result';
import { DIGITS_PER_COMMAND_MAX, PLAIN_ANNOUNCEMENTS, ROOM_END_REASONS } from '../carrier';
import type { CarrierEvent, FetchedRecording, RoomSnapshot, SdpAnswer } from '../carrier';
import type { Id } from '../../../shared/ids/ids';

/** Raised when either side could misunderstand the other; different versions refuse each other. */
export const CONTROL_PROTOCOL_VERSION = 1;
export const CONTROL_PATH = '/control';
export const FRAME_BYTES_MAX = 1_000_000;

/** Close codes of the control socket, in the range kept for applications. */
export const CLOSE_CODES = {
  badToken: 4401,
  wrongVersion: 4426,
  occupied: 4409,
  replaced: 4410,
  malformed: 4400,
} as const;

const SDP_CHARS_MAX = 50_000;
const ANNOUNCEMENT_ID_CHARS_MAX = 100;
const POSITION_MAX = 100_000;
const callId = idSchema('call');
const legId = idSchema('leg');
const recordingId = idSchema('recording');
const sdpOffer = z.string().min(1).max(SDP_CHARS_MAX);
const onceId = z.string().min(1).max(ANNOUNCEMENT_ID_CHARS_MAX);
const ofCall = z.object({ callId });
const ofLeg = z.object({ callId, legId });
const ofRecording = z.object({ callId, recordingId });

/** Command name → its payload. */
export const COMMANDS = {
  openRoom: z.object({ callId, language: languageSchema, direction: z.enum(['inbound', 'outbound']) }),
  joinCustomer: z.object({ callId, legId, sdpOffer }),
  joinAgent: z.object({ callId, legId, agentId: idSchema('agent'), sdpOffer }),
  restartIce: z.object({ callId, legId, sdpOffer }),
  removeLeg: ofLeg,
  endRoom: z.object({ callId, reason: z.enum(ROOM_END_REASONS) }),
  playAnnouncement: z.object({
    callId,
    announcementId: onceId,
    announcement: z.union([
      z.object({ key: z.enum(PLAIN_ANNOUNCEMENTS) }),
      z.object({ key: z.literal('position'), position: z.int().min(1).max(POSITION_MAX) }),
    ]),
    language: languageSchema.optional(),
  }),
  waitMusic: z.object({ callId, isPlaying: z.boolean() }),
  hold: ofCall,
  unhold: ofCall,
  mute: z.object({ callId, legId, isMuted: z.boolean() }),
  sendDigits: z.object({
    callId,
    digitsId: onceId,
    toLeg: legId,
    digits: z.string().regex(new RegExp(`^[0-9*#A-D]{1,${DIGITS_PER_COMMAND_MAX}}$`)),
  }),
  startRecording: ofRecording,
  pauseRecording: ofRecording,
  resumeRecording: ofRecording,
  stopRecording: ofRecording,
  fetchRecording: z.object({ recordingId }),
  confirmRecordingStored: z.object({ recordingId }),
  discardRecording: z.object({ recordingId }),
  listRooms: z.object({}),
} as const;

export type CommandName = keyof typeof COMMANDS;
export type CommandPayload<N extends CommandName> = z.output<(typeof COMMANDS)[N]>;

interface CommandValues {
  joinCustomer: SdpAnswer;
  joinAgent: SdpAnswer;
  restartIce: SdpAnswer;
  fetchRecording: FetchedRecording;
  listRooms: readonly RoomSnapshot[];
}
/** What a command answers; `null` stands for "done" because JSON has no undefined. */
export type CommandValue<N extends CommandName> = N extends keyof CommandValues ? CommandValues[N] : null;

/** One function per command; the media process fulfils it. */
export type CommandHandlers = {
  readonly [N in CommandName]: (payload: CommandPayload<N>) => Promise<Result<CommandValue<N>>>;
};

const COMMAND_ID_CHARS_MAX = 64;

// Object.keys widens to string[]; the table above is the only source of names.
const COMMAND_NAMES = Object.keys(COMMANDS) as [CommandName, ...CommandName[]];

export const fromServerSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('hello'),
    version: z.int(),
    token: z.string(),
    /** What this server has already handled, and in which epoch; null when it starts from nothing. */
    handled: z.object({ epoch: z.string(), seq: z.int().min(0) }).nullable(),
    /** False for one that was replaced: it comes back only when no other server is attached. */
    isTakeover: z.boolean(),
  }),
  z.object({
    type: z.literal('command'),
    commandId: z.string().min(1).max(COMMAND_ID_CHARS_MAX),
    name: z.enum(COMMAND_NAMES),
    payload: z.unknown(),
  }),
  z.object({ type: z.literal('ack'), seq: z.int().min(0) }),
]);
export type FromServer = z.output<typeof fromServerSchema>;

/** The media process is our own build of the same version, so its frames are typed by their envelope alone. */
export type FromMedia =
  | { readonly type: 'welcome'; readonly version: number; readonly epoch: string }
  | { readonly type: 'event'; readonly event: CarrierEvent }
  | {
      readonly type: 'attached';
      readonly rooms: readonly RoomSnapshot[];
      readonly waitingRecordings: readonly Id<'recording'>[];
    }
  | { readonly type: 'reply'; readonly commandId: string; readonly result: Result<unknown> };
