/** What the server shows of its entities: the shapes that both commands' results and events carry. */
import * as z from 'zod';
import {
  agentSkillSchema,
  agentStateSchema,
  requestedStateSchema,
  roleSchema,
  unavailableReasonSchema,
} from '../agents/vocabulary';
import {
  callActionSchema,
  callDirectionSchema,
  callStateSchema,
  outcomeSchema,
  reasonSchema,
} from '../calls/vocabulary';
import { idSchema } from '../ids/ids';
import { callScriptSlugSchema, insightSchema } from '../insights/insight';
import { countrySchema, languageSchema, localTextSchema } from '../lang/languages';
import { caseFileSchema } from '../ledger/case-file';
import { creditorRoleSchema, utilitySchema } from '../ledger/vocabulary';
import { isoDateSchema } from '../time/dates';

/** Epoch milliseconds, stamped by the server. */
export const instantSchema = z.number().int().nonnegative();

export const loginViewSchema = z.object({
  id: idSchema('agent'),
  userName: z.string(),
  displayName: z.string(),
  roles: z.array(roleSchema),
  language: languageSchema,
  isDemo: z.boolean(),
});
export type LoginView = z.output<typeof loginViewSchema>;

export const agentViewSchema = z.object({
  id: idSchema('agent'),
  name: z.string(),
  state: agentStateSchema,
  reason: unavailableReasonSchema.nullable(),
  since: instantSchema,
  requestedNext: requestedStateSchema.nullable(),
  skills: z.array(agentSkillSchema),
});
export type AgentView = z.output<typeof agentViewSchema>;

export const callCreditorSchema = z.object({
  id: idSchema('creditor'),
  slug: z.string(),
  name: z.string(),
  country: countrySchema,
  role: creditorRoleSchema,
  utility: utilitySchema,
});

/** Who it may be: only what an agent compares with before the gate opens (model.md §4). */
export const candidateSchema = z.object({
  customerId: idSchema('customer'),
  name: z.string(),
  birthDate: isoDateSchema.nullable(),
  address: z.string(),
  caseNos: z.array(z.string()),
  foundBy: z.enum(['phone', 'case_number', 'search', 'dialled']),
});
export type Candidate = z.output<typeof candidateSchema>;

export const offerViewSchema = z.object({
  offerId: idSchema('offer'),
  callId: idSchema('call'),
  creditor: callCreditorSchema,
  queueName: localTextSchema,
  language: languageSchema,
  topic: z.string().nullable(),
  fromNumber: z.string(),
  offeredAt: instantSchema,
  ringUntil: instantSchema,
  enteredQueueAt: instantSchema,
  isReturningCaller: z.boolean(),
  candidates: z.array(candidateSchema),
});
export type OfferView = z.output<typeof offerViewSchema>;

export const RECORDING_STATES = ['off', 'announced', 'recording', 'paused', 'stored', 'failed'] as const;
export const IDENTITY_FACTORS = ['name', 'birth_date', 'address', 'case_number', 'customer_number', 'e_id'] as const;
export const identityFactorSchema = z.enum(IDENTITY_FACTORS);
export type IdentityFactor = z.infer<typeof identityFactorSchema>;
/** Two factors open the gate (model.md §4). */
export const IDENTITY_FACTORS_MIN = 2;

export const gateViewSchema = z.object({
  customerId: idSchema('customer'),
  factors: z.array(identityFactorSchema),
  openedAt: instantSchema,
  /** Somebody else than the customer speaks, with an authority on record. */
  isThirdParty: z.boolean(),
});

export const legQualitySchema = z.object({
  leg: z.enum(['customer', 'agent']),
  lossBp: z.number().int(),
  jitterMs: z.number(),
  levelDbfs: z.number(),
  at: instantSchema,
});

export const callViewSchema = z.object({
  id: idSchema('call'),
  direction: callDirectionSchema,
  state: callStateSchema,
  creditor: callCreditorSchema,
  queueName: localTextSchema.nullable(),
  language: languageSchema,
  topic: z.string().nullable(),
  fromNumber: z.string(),
  toNumber: z.string(),
  arrivedAt: instantSchema,
  enteredQueueAt: instantSchema.nullable(),
  answeredAt: instantSchema.nullable(),
  heldAt: instantSchema.nullable(),
  endedAt: instantSchema.nullable(),
  endReason: z.string().nullable(),
  isMuted: z.boolean(),
  recording: z.enum(RECORDING_STATES),
  candidates: z.array(candidateSchema),
  gate: gateViewSchema.nullable(),
  caseId: idSchema('case').nullable(),
  actions: z.array(callActionSchema),
  digits: z.string(),
});
export type CallView = z.output<typeof callViewSchema>;

/** What opens with the gate: the case file and what matters most in it. */
export const popViewSchema = z.object({
  callId: idSchema('call'),
  caseFile: caseFileSchema,
  insights: z.array(insightSchema),
  /** Ids of rows that changed since the pop before this one; the screen marks them and moves nothing. */
  changedIds: z.array(z.string()),
});
export type PopView = z.output<typeof popViewSchema>;
export type PopViewWire = z.input<typeof popViewSchema>;

export const wrapUpViewSchema = z.object({
  id: idSchema('wrapUp'),
  callId: idSchema('call'),
  state: z.enum(['open', 'closed', 'unclassified']),
  openedAt: instantSchema,
  dueAt: instantSchema,
  isExtended: z.boolean(),
  customerName: z.string().nullable(),
  creditorName: z.string(),
  /** As far as it was written. */
  note: z.string().default(''),
  /** Proposed from what was done in the call; null when nothing points to one. */
  prefill: z.object({
    reason: reasonSchema.nullable(),
    outcome: outcomeSchema.nullable(),
    isResolved: z.boolean().nullable(),
  }),
});
export type WrapUpView = z.output<typeof wrapUpViewSchema>;

/** One shown step of a run, with the exact words. */
export const scriptRunStepSchema = z.object({
  stepNo: z.number().int(),
  at: instantSchema,
  kind: z.string(),
  stepId: z.string(),
  words: z.string(),
  answer: z.string().nullable(),
});

export const scriptRunViewSchema = z.object({
  id: idSchema('scriptRun'),
  callId: idSchema('call'),
  slug: callScriptSlugSchema,
  version: z.number().int(),
  language: languageSchema,
  state: z.enum(['running', 'finished', 'left']),
  /** The step to show now, rendered in the customer's language; null when the run is over. */
  current: z
    .object({
      stepId: z.string(),
      kind: z.enum(['say', 'ask', 'act']),
      title: localTextSchema,
      words: z.string(),
      /** For `ask`: how it is answered. */
      answerKind: z.enum(['choice', 'yes_no', 'date', 'amount', 'text']).nullable(),
      options: z.array(z.object({ key: z.string(), label: localTextSchema })),
      /** The option that Enter gives; null where the customer's answer must be chosen. */
      usual: z.string().nullable(),
      /** For a date: so many days from today stand in the field at first. */
      usualInDays: z.number().int().nullable(),
      /** For `act`: which command the client carries out. */
      act: z.string().nullable(),
      /** For a referral: what it is about (REFERRAL_TOPICS); for a hold its kind, a freeze its reason, a flag its name. */
      actTopic: z.string().nullable(),
      /** Advice to the agent in the agent's language, never spoken. */
      hint: localTextSchema.nullable(),
    })
    .nullable(),
  /** All steps of the likely path, for the progress list; the agent may jump to any of them. */
  progress: z.array(
    z.object({ stepId: z.string(), title: localTextSchema, status: z.enum(['done', 'current', 'ahead']) }),
  ),
  log: z.array(scriptRunStepSchema),
  /** The call script that this one led to, offered first when it is over. */
  leadsTo: callScriptSlugSchema.nullable(),
});
export type ScriptRunView = z.output<typeof scriptRunViewSchema>;

/** The strip in the call bar. */
export const stripViewSchema = z.object({
  waiting: z.number().int(),
  longestWaitSince: instantSchema.nullable(),
  /** Basis points, null when there is nothing to divide by. */
  answeredInTargetBp: z.number().int().nullable(),
  fcrBp: z.number().int().nullable(),
});
export type StripView = z.output<typeof stripViewSchema>;

/** Where a stream stands: events with a later `seq` of the same epoch follow on a snapshot. */
export const streamPositionSchema = z.object({ epoch: z.string(), seq: z.number().int().nonnegative() });

export const agentSnapshotSchema = z.object({
  serverNow: instantSchema,
  position: streamPositionSchema,
  agent: agentViewSchema,
  offer: offerViewSchema.nullable(),
  call: callViewSchema.nullable(),
  pop: popViewSchema.nullable(),
  scriptRun: scriptRunViewSchema.nullable(),
  wrapUp: wrapUpViewSchema.nullable(),
  strip: stripViewSchema,
  unseenReviews: z.number().int(),
});
export type AgentSnapshot = z.output<typeof agentSnapshotSchema>;
export type AgentSnapshotWire = z.input<typeof agentSnapshotSchema>;
