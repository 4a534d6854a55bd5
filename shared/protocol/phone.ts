/**
 * The customer's phone page: its own socket namespace (`/phone`), because a caller is nobody we know yet. Same envelope for
 * commands as the workstation's; events carry the full state of the phone each time, so there is nothing to miss.
 */
import * as z from 'zod';
import { idSchema } from '../ids/ids';
import { languageSchema, localTextSchema } from '../lang/languages';
import { SDP_LENGTH_MAX } from './commands';
import { instantSchema } from './views';

const sdpSchema = z.string().min(1).max(SDP_LENGTH_MAX);
const phoneNumberSchema = z.string().trim().min(3).max(30);

export const PHONE_STATES = ['idle', 'dialing', 'queued', 'talking', 'held', 'ringing', 'ended'] as const;
export const phoneViewSchema = z.object({
  state: z.enum(PHONE_STATES),
  callId: idSchema('call').nullable(),
  creditorName: z.string().nullable(),
  /** 1 = next in line; null when not waiting. */
  place: z.number().int().nullable(),
  expectedWaitMs: z.number().int().nullable(),
  isRecorded: z.boolean(),
  since: instantSchema,
  endReason: z.string().nullable(),
});
export type PhoneView = z.output<typeof phoneViewSchema>;

export const PHONE_COMMANDS = {
  /** What may be dialled, and in the demo world who may be played. */
  'phone:options': {
    payload: z.object({}).strict(),
    result: z.object({
      isDemo: z.boolean(),
      creditors: z.array(
        z.object({ name: z.string(), phone: z.string(), language: languageSchema, country: z.string() }),
      ),
      customers: z.array(
        z.object({
          customerId: idSchema('customer'),
          name: z.string(),
          phone: z.string(),
          creditorPhone: z.string(),
          story: localTextSchema,
        }),
      ),
    }),
  },
  /** Makes this page reachable under a number, so that an agent can call it. */
  'phone:register': { payload: z.object({ number: phoneNumberSchema }).strict(), result: phoneViewSchema },
  'phone:dial': {
    payload: z.object({ fromNumber: phoneNumberSchema, toNumber: phoneNumberSchema, sdpOffer: sdpSchema }).strict(),
    result: z.object({ view: phoneViewSchema, callToken: z.string(), sdpAnswer: z.string() }),
  },
  /** After a reload or a lost socket: shows the token of the call it had. With an SDP it also renews the audio. */
  'phone:resume': {
    payload: z.object({ callToken: z.string().max(200), sdpOffer: sdpSchema.nullable() }).strict(),
    result: z.object({ view: phoneViewSchema, sdpAnswer: z.string().nullable() }),
  },
  'phone:answer': {
    payload: z.object({ callId: idSchema('call'), sdpOffer: sdpSchema }).strict(),
    result: z.object({ view: phoneViewSchema, callToken: z.string(), sdpAnswer: z.string() }),
  },
  'phone:reject': { payload: z.object({ callId: idSchema('call') }).strict(), result: phoneViewSchema },
  'phone:hang-up': { payload: z.object({ callToken: z.string().max(200) }).strict(), result: phoneViewSchema },
} as const satisfies Record<string, { payload: z.ZodType; result: z.ZodType }>;

export type PhoneCommandName = keyof typeof PHONE_COMMANDS;
export type PhoneCommandPayload<N extends PhoneCommandName> = z.output<(typeof PHONE_COMMANDS)[N]['payload']>;
export type PhoneCommandPayloadWire<N extends PhoneCommandName> = z.input<(typeof PHONE_COMMANDS)[N]['payload']>;
export type PhoneCommandResult<N extends PhoneCommandName> = z.output<(typeof PHONE_COMMANDS)[N]['result']>;
export type PhoneCommandResultWire<N extends PhoneCommandName> = z.input<(typeof PHONE_COMMANDS)[N]['result']>;

export const PHONE_EVENTS = {
  'phone:changed': z.object({ view: phoneViewSchema }),
} as const;
