/**
 * A call script: a guided dialogue as versioned data. Steps say, ask, branch or act; there is no code and no markup in it.
 * What the customer hears (`text`) is spoken in the customer's language, titles and hints are read in the agent's.
 */
import * as z from 'zod';
import { reasonSchema } from '../calls/vocabulary';
import { REPORT_KINDS } from '../disconnection/process';
import { callScriptSlugSchema } from '../insights/insight';
import { countrySchema, localTextSchema } from '../lang/languages';
import { freezeReasonSchema } from '../ledger/case-care';
import { creditorRoleSchema, customerFlagSchema, holdKindSchema, utilitySchema } from '../ledger/vocabulary';

/** An edge to this id finishes the run. */
export const END = 'end';

const stepIdSchema = z.string().regex(/^[a-z][a-z0-9_]{0,39}$/, 'must be lower case letters, digits and _');
const edgeSchema = stepIdSchema;
const variableNameSchema = z.string().regex(/^[a-z][a-z0-9_]{0,39}$/, 'must be lower case letters, digits and _');

/** Conditions that need nothing but the facts. Each is decided in conditions.ts; a new one does not compile until it is. */
export const PLAIN_CONDITIONS = [
  'identity_verified',
  'is_consumer',
  'has_open_claim',
  'has_open_dispute',
  'dispute_answer_date_known',
  'has_active_plan',
  'plan_broken',
  'first_plan',
  'plan_within_mandate_possible',
  'plan_draft_ready',
  'plan_above_wish',
  'plan_has_fee',
  'payment_on_the_way',
  'paid_previous_invoice',
  'unmatched_payment',
  'hold_possible',
  'disconnection_near',
  'may_pause_disconnection',
  'may_order_release',
  'release_under_way',
  'release_due',
  'service_cut',
  'cut_blocked',
  'has_electric_heating',
  'delivery_failed',
  'has_fees',
  'fees_out_of_proportion',
  'has_waivable_fee',
  'may_postpone',
  'postpone_ready',
  'postpone_has_fee',
  'case_frozen',
  'limitation_passed',
  'is_minor',
  'price_parts_known',
  'needs_special_care',
] as const;
export const plainConditionNameSchema = z.enum(PLAIN_CONDITIONS);
export type PlainConditionName = z.infer<typeof plainConditionNameSchema>;

export const conditionSchema = z.discriminatedUnion('is', [
  z.object({ is: plainConditionNameSchema }).strict(),
  z.object({ is: z.literal('utility_is'), any: z.array(utilitySchema).min(1) }).strict(),
  z.object({ is: z.literal('creditor_role_is'), any: z.array(creditorRoleSchema).min(1) }).strict(),
  z.object({ is: z.literal('country_is'), any: z.array(countrySchema).min(1) }).strict(),
  /** A choice made earlier in the run; a yes_no answer counts as 'yes' or 'no'. */
  z.object({ is: z.literal('answer_is'), variable: variableNameSchema, any: z.array(z.string()).min(1) }).strict(),
]);
export type Condition = z.infer<typeof conditionSchema>;

/** What a question to an authority or company is about; the table in authorities.ts says who answers it in each country. */
export const REFERRAL_TOPICS = [
  'price_and_contract',
  'meter_outage_grid_fee',
  'state_support',
  'consumption_records',
  'energy_complaint',
  'telecom_complaint',
  'dispute_board',
  'collection_complaint',
  'consumer_advice',
  'debt_advice',
  'income_support',
  'identity_theft',
] as const;
export const referralTopicSchema = z.enum(REFERRAL_TOPICS);
export type ReferralTopic = z.infer<typeof referralTopicSchema>;

/** Closed set of deeds; the client carries them out as the feature's own command with the id of the run. */
export const ACTS = [
  'verify_identity',
  'verify_authority',
  'create_plan',
  'open_dispute',
  'place_hold',
  'waive_fee',
  'resend_invoice',
  'give_referral',
  'explain_payment',
  'postpone',
  'freeze',
  'set_flag',
  'report_cut',
  'record_authority',
  'show_statement',
  'order_release',
  'add_note',
] as const;
export type ActName = (typeof ACTS)[number];

export const actSchema = z.discriminatedUnion('do', [
  z.object({ do: z.literal('place_hold'), hold: holdKindSchema }).strict(),
  z.object({ do: z.literal('give_referral'), topic: referralTopicSchema }).strict(),
  /** The whole case rests while something is cleared up that is not a dispute. */
  z.object({ do: z.literal('freeze'), reason: freezeReasonSchema }).strict(),
  z.object({ do: z.literal('set_flag'), flag: customerFlagSchema }).strict(),
  /** What slows or stops a cut, told by the customer. */
  z.object({ do: z.literal('report_cut'), report: z.enum(REPORT_KINDS) }).strict(),
  z.object({ do: z.enum(ACTS).exclude(['place_hold', 'give_referral', 'freeze', 'set_flag', 'report_cut']) }).strict(),
]);
export type Act = z.infer<typeof actSchema>;

/** Each option has a number key. */
const OPTIONS_MAX = 9;

export const answerSpecSchema = z.discriminatedUnion('kind', [
  z
    .object({
      kind: z.literal('choice'),
      options: z
        .array(
          z
            .object({
              value: variableNameSchema,
              label: localTextSchema,
              next: edgeSchema,
              /** The call script that this answer calls for; offered first when the run is over. */
              leadsTo: callScriptSlugSchema.optional(),
            })
            .strict(),
        )
        .min(2)
        .max(OPTIONS_MAX),
      /** What most customers answer: Enter gives it. */
      usual: variableNameSchema.optional(),
    })
    .strict(),
  z
    .object({
      kind: z.literal('yes_no'),
      yes: edgeSchema,
      no: edgeSchema,
      /** Enter gives it. Never given where the answer agrees to something. */
      usual: z.enum(['yes', 'no']).optional(),
    })
    .strict(),
  z
    .object({
      kind: z.literal('date'),
      next: edgeSchema,
      /** The day that stands in the field at first: so many days from today, moved to a bank day. */
      usualInDays: z.number().int().min(0).max(60).optional(),
    })
    .strict(),
  z.object({ kind: z.literal('amount'), next: edgeSchema }).strict(),
  z.object({ kind: z.literal('text'), next: edgeSchema }).strict(),
]);
export type AnswerSpec = z.infer<typeof answerSpecSchema>;

const stepBase = {
  id: stepIdSchema,
  /** Short, for the progress list; in the agent's language. */
  title: localTextSchema,
  /** Advice to the agent, not spoken; in the agent's language. */
  hint: localTextSchema.optional(),
};

export const sayStepSchema = z
  .object({
    kind: z.literal('say'),
    ...stepBase,
    text: localTextSchema,
    next: edgeSchema,
    /** The call script that comes next when this was the last thing said. */
    leadsTo: callScriptSlugSchema.optional(),
  })
  .strict();
export const askStepSchema = z
  .object({
    kind: z.literal('ask'),
    ...stepBase,
    text: localTextSchema,
    variable: variableNameSchema,
    answer: answerSpecSchema,
  })
  .strict();
export const branchStepSchema = z
  .object({
    kind: z.literal('branch'),
    ...stepBase,
    /** The first case whose conditions all hold decides; `else` makes the branch total. */
    cases: z.array(z.object({ when: z.array(conditionSchema).min(1), next: edgeSchema }).strict()).min(1),
    else: edgeSchema,
  })
  .strict();
export const actStepSchema = z
  .object({
    kind: z.literal('act'),
    ...stepBase,
    text: localTextSchema,
    act: actSchema,
    onDone: edgeSchema,
    onRefused: edgeSchema,
  })
  .strict();

export const stepSchema = z.discriminatedUnion('kind', [sayStepSchema, askStepSchema, branchStepSchema, actStepSchema]);
export type Step = z.infer<typeof stepSchema>;
export type SayStep = z.infer<typeof sayStepSchema>;
export type AskStep = z.infer<typeof askStepSchema>;
export type BranchStep = z.infer<typeof branchStepSchema>;
export type ActStep = z.infer<typeof actStepSchema>;
/** A step the run can rest on; branches decide themselves. */
export type RestingStep = SayStep | AskStep | ActStep;

/** Where a variable comes from: the ledger and the call, an answer in this run, or the result of an act. */
export const VARIABLE_SOURCES = ['fact', 'answer', 'act'] as const;

export const callScriptSchema = z
  .object({
    slug: callScriptSlugSchema,
    version: z.number().int().positive(),
    title: localTextSchema,
    /** Reasons for calling that this dialogue serves. */
    reasons: z.array(reasonSchema),
    variables: z.array(z.object({ name: variableNameSchema, source: z.enum(VARIABLE_SOURCES) }).strict()),
    /** The first one is where a run starts. */
    steps: z.array(stepSchema).min(2),
  })
  .strict();
export type CallScript = z.infer<typeof callScriptSchema>;

/** Every edge out of a step, in reading order; may name {@link END}. */
export function edgesOf(step: Step): string[] {
  switch (step.kind) {
    case 'say':
      return [step.next];
    case 'ask':
      return answerEdges(step.answer);
    case 'branch':
      return [...step.cases.map((branchCase) => branchCase.next), step.else];
    case 'act':
      return [step.onDone, step.onRefused];
  }
}

function answerEdges(answer: AnswerSpec): string[] {
  switch (answer.kind) {
    case 'choice':
      return answer.options.map((option) => option.next);
    case 'yes_no':
      return [answer.yes, answer.no];
    case 'date':
    case 'amount':
    case 'text':
      return [answer.next];
  }
}
