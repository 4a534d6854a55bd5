/**
 * Every command a workstation sends over its socket: name → payload and result. Both ends' types are derived from this
 * table, so neither can drift. On the wire: `{ commandId, payload }`, answered by `{ ok, data }` or `{ ok, error }`.
 * Roles, scope, audit and rate class are declared beside the handler at the server's edge.
 */
import * as z from 'zod';
import { requestedStateSchema } from '../agents/vocabulary';
import { outcomeSchema, reasonSchema } from '../calls/vocabulary';
import { idSchema } from '../ids/ids';
import { callScriptSlugSchema } from '../insights/insight';
import { languageSchema } from '../lang/languages';
import { disputeReasonSchema } from '../ledger/case-file';
import { deliveryChannelSchema } from '../ledger/vocabulary';
import { minorSchema } from '../money/money';
import { isoDateSchema } from '../time/dates';
import { boardViewSchema } from './board';
import { CARE_COMMANDS, thirdPartySchema } from './commands-care';
import { DISCONNECTION_COMMANDS } from './commands-disconnection';
import { PLAN_COMMANDS } from './commands-plans';
import {
  agentSnapshotSchema,
  agentViewSchema,
  callViewSchema,
  candidateSchema,
  identityFactorSchema,
  popViewSchema,
  scriptRunViewSchema,
  streamPositionSchema,
  wrapUpViewSchema,
} from './views';

/** An SDP never needs more; a larger one is refused before it is parsed. */
export const SDP_LENGTH_MAX = 20_000;
export const NOTE_LENGTH_MAX = 4_000;
const sdpSchema = z.string().min(1).max(SDP_LENGTH_MAX);
const noteSchema = z.string().trim().max(NOTE_LENGTH_MAX);
const none = z.object({}).strict();
const callOnly = z.object({ callId: idSchema('call') }).strict();

/** What ties an action to the conversation it was agreed in. */
const inCall = { callId: idSchema('call'), scriptRunId: idSchema('scriptRun').nullable() };

export const COMMANDS = {
  'agent:snapshot': { payload: none, result: agentSnapshotSchema },
  'agent:heartbeat': { payload: none, result: z.object({ serverNow: z.number().int() }) },
  'agent:request-state': { payload: z.object({ request: requestedStateSchema }).strict(), result: agentViewSchema },
  'offer:accept': { payload: z.object({ offerId: idSchema('offer') }).strict(), result: callViewSchema },
  'offer:reject': { payload: z.object({ offerId: idSchema('offer') }).strict(), result: agentViewSchema },
  'call:connect-media': {
    payload: z.object({ callId: idSchema('call'), sdpOffer: sdpSchema }).strict(),
    result: z.object({ legId: idSchema('leg'), sdpAnswer: z.string() }),
  },
  'call:hang-up': { payload: callOnly, result: callViewSchema },
  'call:hold': { payload: callOnly, result: callViewSchema },
  'call:unhold': { payload: callOnly, result: callViewSchema },
  'call:mute': {
    payload: z.object({ callId: idSchema('call'), isMuted: z.boolean() }).strict(),
    result: callViewSchema,
  },
  'call:send-digits': {
    payload: z.object({ callId: idSchema('call'), digits: z.string().regex(/^[0-9*#]{1,20}$/) }).strict(),
    result: none,
  },
  'call:pause-recording': { payload: callOnly, result: callViewSchema },
  'call:resume-recording': { payload: callOnly, result: callViewSchema },
  'call:dial': {
    payload: z
      .object({
        toNumber: z.string().max(30),
        creditorId: idSchema('creditor'),
        customerId: idSchema('customer').nullable(),
        caseId: idSchema('case').nullable(),
      })
      .strict(),
    result: callViewSchema,
  },
  'customer:search': {
    payload: z.object({ callId: idSchema('call').nullable(), text: z.string().trim().min(2).max(80) }).strict(),
    result: z.object({ candidates: z.array(candidateSchema) }),
  },
  'identity:verify': {
    payload: z
      .object({
        callId: idSchema('call'),
        customerId: idSchema('customer'),
        factors: z.array(identityFactorSchema).max(6),
        /** The one who speaks is not the customer: the gate stays shut without an authority on record. */
        isThirdParty: z.boolean(),
        /** Who they say they are; compared with the authorities on record. */
        thirdParty: thirdPartySchema.nullish(),
      })
      .strict(),
    result: popViewSchema,
  },
  'pop:refresh': { payload: callOnly, result: popViewSchema },
  'call:choose-case': {
    payload: z.object({ callId: idSchema('call'), caseId: idSchema('case') }).strict(),
    result: callViewSchema,
  },
  'call-script:start': {
    payload: z
      .object({
        callId: idSchema('call'),
        slug: callScriptSlugSchema,
        customerAccountId: idSchema('customerAccount').nullable(),
        caseId: idSchema('case').nullable(),
        language: languageSchema,
      })
      .strict(),
    result: scriptRunViewSchema,
  },
  'call-script:answer': {
    payload: z
      .object({ runId: idSchema('scriptRun'), stepId: z.string().max(80), answer: z.string().max(2_000).nullable() })
      .strict(),
    result: scriptRunViewSchema,
  },
  'call-script:jump': {
    payload: z.object({ runId: idSchema('scriptRun'), stepId: z.string().max(80) }).strict(),
    result: scriptRunViewSchema,
  },
  'call-script:act-done': {
    payload: z
      .object({
        runId: idSchema('scriptRun'),
        stepId: z.string().max(80),
        isSuccess: z.boolean(),
        subjectId: z.string().max(80).nullable(),
      })
      .strict(),
    result: scriptRunViewSchema,
  },
  'call-script:language': {
    payload: z.object({ runId: idSchema('scriptRun'), language: languageSchema }).strict(),
    result: scriptRunViewSchema,
  },
  'call-script:leave': { payload: z.object({ runId: idSchema('scriptRun') }).strict(), result: scriptRunViewSchema },
  ...PLAN_COMMANDS,
  ...DISCONNECTION_COMMANDS,
  ...CARE_COMMANDS,
  'dispute:open': {
    payload: z
      .object({
        ...inCall,
        customerAccountId: idSchema('customerAccount'),
        caseId: idSchema('case').nullable(),
        reason: disputeReasonSchema,
        statement: noteSchema,
        /** lineNo 0 = the whole claim. */
        lines: z
          .array(z.object({ claimId: idSchema('claim'), lineNo: z.number().int().min(0) }).strict())
          .min(1)
          .max(200),
      })
      .strict(),
    result: z.object({ disputeId: idSchema('dispute') }),
  },
  'payment-notice:record': {
    payload: z
      .object({
        ...inCall,
        customerAccountId: idSchema('customerAccount'),
        caseId: idSchema('case').nullable(),
        amountMinor: minorSchema,
        paidDate: isoDateSchema,
        channel: z.string().min(1).max(40),
        bankDays: z.number().int().min(1).max(30),
      })
      .strict(),
    result: z.object({
      paymentNoticeId: idSchema('paymentNotice'),
      holdUntil: isoDateSchema,
      releaseId: idSchema('release').nullable(),
    }),
  },
  'release:order': {
    payload: z
      .object({
        ...inCall,
        customerAccountId: idSchema('customerAccount'),
        caseId: idSchema('case').nullable(),
      })
      .strict(),
    result: z.object({ releaseIds: z.array(idSchema('release')) }),
  },
  'fee:waive': {
    payload: z.object({ ...inCall, claimId: idSchema('claim'), amountMinor: minorSchema, why: noteSchema }).strict(),
    result: z.object({ ledgerEntryId: idSchema('ledgerEntry') }),
  },
  'invoice:resend': {
    payload: z
      .object({
        ...inCall,
        claimId: idSchema('claim'),
        channel: deliveryChannelSchema,
        address: z.string().trim().min(3).max(200),
      })
      .strict(),
    result: none,
  },
  'referral:give': {
    payload: z
      .object({ ...inCall, customerId: idSchema('customer'), authority: z.string().max(80), topic: z.string().max(80) })
      .strict(),
    result: z.object({ referralId: idSchema('referral') }),
  },
  'note:add': {
    payload: z
      .object({
        callId: idSchema('call').nullable(),
        customerId: idSchema('customer'),
        caseId: idSchema('case').nullable(),
        text: noteSchema.min(1),
      })
      .strict(),
    result: z.object({ noteId: idSchema('note') }),
  },
  'payment:explained': { payload: z.object({ ...inCall }).strict(), result: none },
  'wrap-up:extend': { payload: callOnly, result: wrapUpViewSchema },
  /** What is written so far; kept, so that neither the deadline nor a crash takes it. */
  'wrap-up:draft': { payload: z.object({ callId: idSchema('call'), note: noteSchema }).strict(), result: none },
  'wrap-up:close': {
    payload: z
      .object({
        callId: idSchema('call'),
        reason: reasonSchema,
        outcome: outcomeSchema,
        isResolved: z.boolean(),
        isFollowUpAgreed: z.boolean(),
        note: noteSchema,
      })
      .strict(),
    result: agentViewSchema,
  },
  'board:subscribe': { payload: none, result: z.object({ board: boardViewSchema, position: streamPositionSchema }) },
  'board:unsubscribe': { payload: none, result: none },
} as const satisfies Record<string, { payload: z.ZodType; result: z.ZodType }>;

export type CommandName = keyof typeof COMMANDS;
/** What a client sends (wire form). */
export type CommandPayloadWire<N extends CommandName> = z.input<(typeof COMMANDS)[N]['payload']>;
/** What a handler gets. */
export type CommandPayload<N extends CommandName> = z.output<(typeof COMMANDS)[N]['payload']>;
/** What a handler returns. */
export type CommandResult<N extends CommandName> = z.output<(typeof COMMANDS)[N]['result']>;
/** What a client receives (wire form). */
export type CommandResultWire<N extends CommandName> = z.input<(typeof COMMANDS)[N]['result']>;
