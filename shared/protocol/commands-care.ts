/** Commands that give a customer time, rest or care: a new due date, a freeze, a flag, somebody to speak for them. */
import * as z from 'zod';
import { idSchema } from '../ids/ids';
import { authorityKindSchema } from '../ledger/authority-on-record';
import { freezeReasonSchema } from '../ledger/case-care';
import { customerFlagSchema } from '../ledger/vocabulary';
import { minorSchema } from '../money/money';
import { isoDateSchema } from '../time/dates';

const inCall = { callId: idSchema('call'), scriptRunId: idSchema('scriptRun').nullable() };

/** As a third party gives it on the phone and as it was recorded: both must agree for the gate to open. */
export const thirdPartySchema = z
  .object({ name: z.string().trim().min(2).max(120), birthDate: isoDateSchema })
  .strict();

export const CARE_COMMANDS = {
  'case:postpone': {
    payload: z
      .object({
        ...inCall,
        customerAccountId: idSchema('customerAccount'),
        caseId: idSchema('case'),
        untilDate: isoDateSchema,
        /** What the customer was told it costs. */
        feeMinor: minorSchema,
        isCostTold: z.boolean(),
      })
      .strict(),
    result: z.object({ postponementId: idSchema('postponement'), untilDate: isoDateSchema, feeMinor: minorSchema }),
  },
  'case:freeze': {
    payload: z
      .object({
        ...inCall,
        customerAccountId: idSchema('customerAccount'),
        caseId: idSchema('case'),
        reason: freezeReasonSchema,
        /** Calendar days; null = as many as the rule allows. */
        days: z.number().int().min(1).max(90).nullable(),
      })
      .strict(),
    result: z.object({ freezeId: idSchema('freeze'), untilDate: isoDateSchema }),
  },
  'customer:flag': {
    payload: z
      .object({ ...inCall, customerId: idSchema('customer'), flag: customerFlagSchema, isSet: z.boolean() })
      .strict(),
    result: z.object({ flags: z.array(customerFlagSchema) }),
  },
  'authority:record': {
    payload: z
      .object({
        callId: idSchema('call').nullable(),
        customerId: idSchema('customer'),
        holder: thirdPartySchema,
        kind: authorityKindSchema,
        /** Where the paper is kept; empty for a spoken one. */
        document: z.string().trim().max(200),
        validTo: isoDateSchema.nullable(),
      })
      .strict(),
    result: z.object({ authorityId: idSchema('authorityOnRecord'), validTo: isoDateSchema }),
  },
  'authority:revoke': {
    payload: z
      .object({
        callId: idSchema('call').nullable(),
        customerId: idSchema('customer'),
        authorityId: idSchema('authorityOnRecord'),
      })
      .strict(),
    result: z.object({}),
  },
} as const;
