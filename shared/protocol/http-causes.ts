/** Routes of the cause tree: why customers had to call again, per creditor, and the calls behind each cause. */
import * as z from 'zod';
import { reasonSchema } from '../calls/vocabulary';
import { CAUSES } from '../fcr/cause-tree';
import { idSchema } from '../ids/ids';
import { callLineSchema } from './call-line';
import { instantSchema } from './views';

export const causeSchema = z.enum(CAUSES);

const PAGE_MAX = 200;
const count = z.number().int().nonnegative();

export const causeTreeSchema = z.object({
  /** First contacts from here on are counted. */
  since: instantSchema,
  windowDays: count,
  creditors: z.array(
    z.object({
      creditorId: idSchema('creditor'),
      name: z.string(),
      firstContacts: count,
      repeats: count,
      causes: z.array(
        z.object({
          cause: causeSchema,
          repeats: count,
          firstContacts: count,
          shareBp: count,
          reasons: z.array(z.object({ reason: reasonSchema.nullable(), repeats: count })),
        }),
      ),
    }),
  ),
});

export const CAUSE_ROUTES = {
  causeTree: { method: 'get', path: '/api/board/causes', response: causeTreeSchema },
  causeCalls: {
    method: 'get',
    path: '/api/board/causes/:cause/calls',
    params: z.object({ cause: causeSchema }).strict(),
    query: z
      .object({
        creditorId: idSchema('creditor'),
        offset: z.coerce.number().int().min(0).max(100_000).default(0),
        limit: z.coerce.number().int().min(1).max(PAGE_MAX).default(50),
      })
      .strict(),
    response: z.object({ total: count, calls: z.array(callLineSchema) }),
  },
} as const;
