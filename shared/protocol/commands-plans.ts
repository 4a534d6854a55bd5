/** Commands about payment plans: agree, ask a supervisor, end. Spread into COMMANDS. */
import * as z from 'zod';
import { idSchema } from '../ids/ids';
import { INSTALMENTS_LIMIT } from '../ledger/mandate';
import { minorSchema } from '../money/money';
import { isoDateSchema } from '../time/dates';

const CLAIMS_IN_PLAN_MAX = 50;
const WHY_LENGTH_MAX = 1_000;

const planDraftSchema = z
  .object({
    customerAccountId: idSchema('customerAccount'),
    caseId: idSchema('case').nullable(),
    claimIds: z.array(idSchema('claim')).min(1).max(CLAIMS_IN_PLAN_MAX),
    instalments: z
      .array(z.object({ dueDate: isoDateSchema, amountMinor: minorSchema }).strict())
      .min(1)
      .max(INSTALMENTS_LIMIT),
    feeMinor: minorSchema,
  })
  .strict();

const inCall = { callId: idSchema('call'), scriptRunId: idSchema('scriptRun').nullable() };
const planMade = z.object({ planId: idSchema('plan') });
const plan = {
  ...inCall,
  draft: planDraftSchema,
  isCostTold: z.boolean(),
  /** The running plan that this one takes the place of. */
  replacesPlanId: idSchema('plan').nullable().default(null),
};

export const PLAN_COMMANDS = {
  'plan:create': { payload: z.object(plan).strict(), result: planMade },
  /** The same draft to a supervisor, because it goes beyond the mandate; binds nobody until they say yes. */
  'plan:ask-approval': {
    payload: z.object({ ...plan, why: z.string().trim().min(1).max(WHY_LENGTH_MAX) }).strict(),
    result: z.object({ planId: idSchema('plan'), dueAt: z.number().int() }),
  },
  /** Ends a running plan, or withdraws a question that waits. */
  'plan:cancel': {
    payload: z
      .object({ ...inCall, planId: idSchema('plan'), why: z.string().trim().min(1).max(WHY_LENGTH_MAX) })
      .strict(),
    result: planMade,
  },
} as const;
