/**
 * Every event the server sends to a workstation: name → schema. Each arrives in an envelope whose `seq` is contiguous
 * within its stream and epoch; a gap or a new epoch makes the client fetch a snapshot. Events are hints; the snapshot is true.
 */
import * as z from 'zod';
import { callDirectionSchema } from '../calls/vocabulary';
import { idSchema } from '../ids/ids';
import { APPROVAL_DECISIONS } from '../ledger/plan-life';
import { boardViewSchema } from './board';
import {
  agentViewSchema,
  callViewSchema,
  instantSchema,
  legQualitySchema,
  offerViewSchema,
  popViewSchema,
  scriptRunViewSchema,
  stripViewSchema,
  wrapUpViewSchema,
} from './views';

export const EVENTS = {
  'agent:changed': z.object({ agent: agentViewSchema }),
  'offer:rung': z.object({ offer: offerViewSchema }),
  'offer:ended': z.object({
    offerId: idSchema('offer'),
    callId: idSchema('call'),
    how: z.enum(['accepted', 'rejected', 'missed', 'withdrawn']),
  }),
  'call:changed': z.object({ call: callViewSchema }),
  'call:quality': z.object({ callId: idSchema('call'), quality: legQualitySchema }),
  'call:digit': z.object({ callId: idSchema('call'), digit: z.string() }),
  'pop:changed': z.object({ pop: popViewSchema }),
  'script-run:changed': z.object({ run: scriptRunViewSchema }),
  'wrap-up:changed': z.object({ wrapUp: wrapUpViewSchema }),
  'strip:changed': z.object({ strip: stripViewSchema }),
  'review:published': z.object({
    reviewId: idSchema('review'),
    callId: idSchema('call'),
    direction: callDirectionSchema,
    scoreBp: z.number().int(),
  }),
  'board:changed': z.object({ board: boardViewSchema }),
  /** On the board's stream: a plan began or ceased to wait for a supervisor; which, the list says to whom it may. */
  'plan-approvals:changed': z.object({}),
  /** To the agent who asked: a supervisor has answered, or nobody did in time. */
  'plan:decided': z.object({
    planId: idSchema('plan'),
    callId: idSchema('call').nullable(),
    caseNo: z.string().nullable(),
    decision: z.enum(APPROVAL_DECISIONS),
    decidedByName: z.string().nullable(),
    note: z.string(),
  }),
  /** This window no longer holds the agent's workstation: another took over, or the login ended. */
  'login:ended': z.object({ why: z.enum(['taken_over', 'logged_out', 'expired']) }),
} as const satisfies Record<string, z.ZodType>;

export type EventName = keyof typeof EVENTS;
export type EventData<N extends EventName> = z.output<(typeof EVENTS)[N]>;
export type EventDataWire<N extends EventName> = z.input<(typeof EVENTS)[N]>;

/** `agent`: one agent's; `board`: what leads follow; `floor`: whole figures for every workstation, each replacing the last. */
export const STREAM_KINDS = ['agent', 'board', 'floor'] as const;
export const eventEnvelopeSchema = z.object({
  stream: z.enum(STREAM_KINDS),
  /** Changes when the server that numbered the stream is another one: fetch a snapshot. */
  epoch: z.string(),
  seq: z.number().int().positive(),
  at: instantSchema,
  data: z.unknown(),
});
export interface EventEnvelope<N extends EventName> {
  readonly stream: (typeof STREAM_KINDS)[number];
  readonly epoch: string;
  readonly seq: number;
  readonly at: number;
  readonly data: EventDataWire<N>;
}

export type Answer<T> =
  | { readonly ok: true; readonly data: T }
  | {
      readonly ok: false;
      readonly error: { readonly code: string; readonly details?: Readonly<Record<string, string | number>> };
    };
