/** Routes about what may be decided: versions of mandates, and plans that wait for a supervisor. Spread into HTTP_ROUTES. */
import * as z from 'zod';
import { idSchema } from '../ids/ids';
import { currencySchema } from '../lang/languages';
import { creditorCardSchema, planSchema } from '../ledger/case-file';
import { mandateSchema, mandateTermsSchema, planLimitsSchema } from '../ledger/mandate';
import { minorSchema } from '../money/money';
import { isoDateSchema } from '../time/dates';

const instantSchema = z.number().int().nonnegative();
const WHY_LENGTH_MAX = 1_000;
const whySchema = z.string().trim().min(1).max(WHY_LENGTH_MAX);

const mandateVersionSchema = z.object({
  mandate: mandateSchema,
  /** Last day; null = until further notice. */
  validTo: isoDateSchema.nullable(),
  revokedAt: instantSchema.nullable(),
  revokedWhy: z.string(),
  note: z.string(),
  createdAt: instantSchema,
  /** Null when the creditor's own system, or the first set-up, added it. */
  createdByName: z.string().nullable(),
});
export type MandateVersion = z.output<typeof mandateVersionSchema>;

/** A plan that waits for a yes, with what it takes to decide. */
const waitingPlanSchema = z.object({
  plan: planSchema,
  creditor: creditorCardSchema.pick({ id: true, slug: true, name: true, country: true }),
  currency: currencySchema,
  customerName: z.string(),
  caseNo: z.string().nullable(),
  claimsMinor: minorSchema,
  /** The limits of the one who decides; null when the mandate of today gives nobody any. */
  limits: planLimitsSchema.nullable(),
  /** Why this person may not approve it; null = may. */
  notBy: z.enum(['own', 'role', 'nobody']).nullable(),
});
export type WaitingPlan = z.output<typeof waitingPlanSchema>;

export const PLAN_ROUTES = {
  mandates: {
    method: 'get',
    path: '/api/creditors/:creditorId/mandates',
    params: z.object({ creditorId: idSchema('creditor') }).strict(),
    response: z.object({ versions: z.array(mandateVersionSchema) }),
  },
  addMandate: {
    method: 'post',
    path: '/api/creditors/:creditorId/mandates',
    params: z.object({ creditorId: idSchema('creditor') }).strict(),
    body: z
      .object({
        basedOnVersion: z.number().int().min(0),
        validFrom: isoDateSchema,
        terms: mandateTermsSchema,
        note: whySchema,
      })
      .strict(),
    response: z.object({ mandateId: idSchema('mandate'), version: z.number().int() }),
  },
  revokeMandate: {
    method: 'post',
    path: '/api/mandates/:mandateId/revoke',
    params: z.object({ mandateId: idSchema('mandate') }).strict(),
    body: z.object({ why: whySchema }).strict(),
    response: z.object({}),
  },
  planApprovals: {
    method: 'get',
    path: '/api/plan-approvals',
    response: z.object({ waiting: z.array(waitingPlanSchema) }),
  },
  decidePlan: {
    method: 'post',
    path: '/api/plan-approvals/:planId',
    params: z.object({ planId: idSchema('plan') }).strict(),
    body: z
      .object({ decision: z.enum(['approve', 'reject']), note: z.string().trim().max(WHY_LENGTH_MAX) })
      .strict()
      .refine(({ decision, note }) => decision === 'approve' || note !== '', { path: ['note'] }),
    response: z.object({ planId: idSchema('plan') }),
  },
} as const;
