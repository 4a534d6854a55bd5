import * as z from 'zod';
import { callDirectionSchema, callStateSchema, outcomeSchema, reasonSchema } from '../calls/vocabulary';
import { idSchema } from '../ids/ids';
import { localTextSchema } from '../lang/languages';
import { instantSchema } from './views';

/** One line of a list of calls, for boards (the calls behind a number) and QA. */
export const callLineSchema = z.object({
  callId: idSchema('call'),
  direction: callDirectionSchema,
  state: callStateSchema,
  arrivedAt: instantSchema,
  answeredAt: instantSchema.nullable(),
  endedAt: instantSchema.nullable(),
  waitMs: z.number().int().nullable(),
  talkMs: z.number().int().nullable(),
  creditorName: z.string(),
  queueName: localTextSchema.nullable(),
  agentName: z.string().nullable(),
  customerName: z.string().nullable(),
  reason: reasonSchema.nullable(),
  outcome: outcomeSchema.nullable(),
  isResolved: z.boolean().nullable(),
});
export type CallLine = z.output<typeof callLineSchema>;
