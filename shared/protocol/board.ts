import * as z from 'zod';
import { agentStateSchema, unavailableReasonSchema } from '../agents/vocabulary';
import { reasonSchema } from '../calls/vocabulary';
import { idSchema } from '../ids/ids';
import { localTextSchema } from '../lang/languages';
import { instantSchema } from './views';

/** A share with what it was made of; basis points are null when the denominator is 0. */
export const shareSchema = z.object({
  numerator: z.number().int(),
  denominator: z.number().int(),
  bp: z.number().int().nullable(),
});
export type Share = z.output<typeof shareSchema>;

/** Every number on a board by name; the name opens its definition (`shared/kpi`) and its calls. */
export const BOARD_METRICS = [
  'waiting',
  'longest_wait',
  'answered_in_target',
  'answered_in_target_30min',
  'average_speed_of_answer',
  'offered',
  'answered',
  'abandoned',
  'abandon_rate',
  'average_handle_time',
  'fcr_measured',
  'fcr_declared',
  'fcr_provisional',
  'plans_made',
  'disputes_opened',
  'releases_in_time',
] as const;
export const boardMetricSchema = z.enum(BOARD_METRICS);
export type BoardMetric = z.infer<typeof boardMetricSchema>;

export const fcrRowSchema = z.object({
  key: z.string(),
  label: localTextSchema.nullable(),
  measured: shareSchema,
  declared: shareSchema,
  provisional: z.number().int(),
});

export const boardViewSchema = z.object({
  at: instantSchema,
  /** Days of the current day's local start, epoch ms. */
  since: instantSchema,
  waiting: z.number().int(),
  longestWaitSince: instantSchema.nullable(),
  answeredInTarget: shareSchema,
  answeredInTarget30Min: shareSchema,
  averageSpeedOfAnswerMs: z.number().int().nullable(),
  averageHandleTimeMs: z.number().int().nullable(),
  offered: z.number().int(),
  answered: z.number().int(),
  abandoned: z.number().int(),
  shortAbandoned: z.number().int(),
  abandonRate: shareSchema,
  otherEnds: z.number().int(),
  plansMade: z.number().int(),
  disputesOpened: z.number().int(),
  releasesInTime: shareSchema,
  /** The alarm: orders to open a supply that no creditor has confirmed two minutes after their cause; of any day. */
  releasesLate: z.object({ count: z.number().int(), oldestCausedAt: instantSchema.nullable() }),
  fcr: z.object({
    windowDays: z.number().int(),
    measured: shareSchema,
    declared: shareSchema,
    provisional: z.number().int(),
    byReason: z.array(fcrRowSchema.extend({ key: reasonSchema })),
    byCreditor: z.array(fcrRowSchema),
  }),
  queues: z.array(
    z.object({
      queueId: idSchema('queue'),
      name: localTextSchema,
      waiting: z.number().int(),
      longestWaitSince: instantSchema.nullable(),
      answeredInTarget: shareSchema,
      abandoned: z.number().int(),
      agentsAvailable: z.number().int(),
    }),
  ),
  agents: z.array(
    z.object({
      agentId: idSchema('agent'),
      name: z.string(),
      state: agentStateSchema,
      reason: unavailableReasonSchema.nullable(),
      since: instantSchema,
      callsToday: z.number().int(),
    }),
  ),
  agentsByState: z.record(agentStateSchema, z.number().int()),
});
export type BoardView = z.output<typeof boardViewSchema>;
