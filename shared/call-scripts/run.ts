/**
 * One use of a call script, as it is stored: version, the exact words, answers, deeds. Plain JSON throughout.
 *
 *   running ──ended──→ finished
 *      │ ↺ stepped, jumped, language_changed
 *      └────left─────→ left
 */
import * as z from 'zod';
import { idSchema } from '../ids/ids';
import { currencySchema, languageSchema } from '../lang/languages';
import { callScriptSlugSchema } from '../insights/insight';
import { ERROR_CODES } from '../protocol/errors';
import { isoDateSchema } from '../time/dates';
import { actSchema, conditionSchema } from './schema';
import { factValueSchema } from './variables';

export const RUN_STATES = ['running', 'finished', 'left'] as const;
export const runStateSchema = z.enum(RUN_STATES);
export type RunState = z.infer<typeof runStateSchema>;

export const RUN_EVENTS = ['stepped', 'jumped', 'language_changed', 'ended', 'left'] as const;
export type RunEvent = (typeof RUN_EVENTS)[number];

/** null: not possible any more. Finished and left runs never change again. */
export const RUN_TRANSITIONS = {
  running: { stepped: 'running', jumped: 'running', language_changed: 'running', ended: 'finished', left: 'left' },
  finished: { stepped: null, jumped: null, language_changed: null, ended: null, left: null },
  left: { stepped: null, jumped: null, language_changed: null, ended: null, left: null },
} as const satisfies Record<RunState, Record<RunEvent, RunState | null>>;

/** The state after an event, or null when the event is not possible in this state. */
export function nextRunState(state: RunState, event: RunEvent): RunState | null {
  return RUN_TRANSITIONS[state][event];
}

/** A spoken answer longer than this is a letter, not a note. */
export const TEXT_ANSWER_MAX = 2_000;

const amountTextSchema = z.string().regex(/^\d{1,15}$/);

export const answerSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('choice'), value: z.string().max(40) }).strict(),
  z.object({ kind: z.literal('yes_no'), isYes: z.boolean() }).strict(),
  z.object({ kind: z.literal('date'), date: isoDateSchema }).strict(),
  z.object({ kind: z.literal('amount'), amountMinor: amountTextSchema, currency: currencySchema }).strict(),
  z.object({ kind: z.literal('text'), text: z.string().trim().min(1).max(TEXT_ANSWER_MAX) }).strict(),
]);
export type Answer = z.output<typeof answerSchema>;

/** What came of an act. `values` are the variables the act promises (ACT_GRANTS); give_referral fills its own. */
export const actResultSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('done'), values: z.record(z.string(), factValueSchema) }).strict(),
  z.object({ kind: z.literal('refused'), code: z.enum(ERROR_CODES).nullable() }).strict(),
]);
export type ActResult = z.output<typeof actResultSchema>;

/** What the agent does with the step in front of them: the one message a client sends per move. */
export const moveSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('said') }).strict(),
  z.object({ kind: z.literal('answered'), answer: answerSchema }).strict(),
  z.object({ kind: z.literal('acted'), result: actResultSchema }).strict(),
  z.object({ kind: z.literal('jumped'), toStepId: z.string().max(40) }).strict(),
  z.object({ kind: z.literal('language_changed'), language: languageSchema }).strict(),
  z.object({ kind: z.literal('left') }).strict(),
]);
export type Move = z.output<typeof moveSchema>;

const logBase = { at: z.number().int().nonnegative() };

export const runLogEntrySchema = z.discriminatedUnion('kind', [
  /** `words` are exactly what stood on the screen to be said. */
  z.object({ kind: z.literal('shown'), ...logBase, stepId: z.string(), language: languageSchema, words: z.string() }),
  z.object({ kind: z.literal('said'), ...logBase, stepId: z.string() }),
  z.object({
    kind: z.literal('answered'),
    ...logBase,
    stepId: z.string(),
    variable: z.string(),
    answer: answerSchema,
  }),
  z.object({ kind: z.literal('acted'), ...logBase, stepId: z.string(), act: actSchema, result: actResultSchema }),
  /** `because` is empty when no case held and `else` was taken. */
  z.object({ kind: z.literal('branched'), ...logBase, stepId: z.string(), because: z.array(conditionSchema) }),
  z.object({ kind: z.literal('jumped'), ...logBase, stepId: z.string(), toStepId: z.string() }),
  z.object({ kind: z.literal('language_changed'), ...logBase, stepId: z.string(), language: languageSchema }),
  z.object({ kind: z.literal('finished'), ...logBase }),
  z.object({ kind: z.literal('left'), ...logBase, stepId: z.string() }),
]);
export type RunLogEntry = z.output<typeof runLogEntrySchema>;

export const scriptRunSchema = z.object({
  id: idSchema('scriptRun'),
  slug: callScriptSlugSchema,
  version: z.number().int().positive(),
  language: languageSchema,
  state: runStateSchema,
  /** Where the run rests; null when it is over. */
  stepId: z.string().nullable(),
  startedAt: z.number().int().nonnegative(),
  endedAt: z.number().int().nonnegative().nullable(),
  answers: z.record(z.string(), answerSchema),
  /** Values that branches and acts made known, as they were then. */
  values: z.record(z.string(), factValueSchema),
  log: z.array(runLogEntrySchema),
});
export type ScriptRun = z.output<typeof scriptRunSchema>;
