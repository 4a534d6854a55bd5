/** The interpreter of call scripts: pure, so that server, screen and tests walk a dialogue in exactly the same way. */
import { assert, assertNever } from '../assert';
import type { Id } from '../ids/ids';
import type { Language } from '../lang/languages';
import { ok, refuse, type Result } from '../result';
import { referralValues } from './authorities';
import { decideBranch } from './conditions';
import type { Facts } from './facts';
import { nextRunState, type Answer, type Move, type RunEvent, type RunLogEntry, type ScriptRun } from './run';
import { END, type ActStep, type AskStep, type CallScript, type RestingStep, type Step } from './schema';
import { grantsOfAct, grantsOfCondition, type FactValue } from './variables';
import { unknownVariables, wordsOf } from './words';

export interface RunContext {
  readonly script: CallScript;
  /** The facts, given the answers so far: an answer may change what is true of the next step (deriveFacts). */
  readonly factsFor: (answers: Readonly<Record<string, Answer>>) => Facts;
  /** When the move happens, epoch ms. */
  readonly at: number;
}

/** More branches than this in a row is a loop; the validator proves that no call script comes near. */
const BRANCHES_IN_A_ROW_MAX = 50;

/** The step with this id, or null. */
export function findStep(script: CallScript, stepId: string): Step | null {
  return script.steps.find((step) => step.id === stepId) ?? null;
}

/** Where the run rests; null when it is over. */
export function currentStep(script: CallScript, run: ScriptRun): RestingStep | null {
  const step = run.stepId === null ? null : findStep(script, run.stepId);
  return step === null || step.kind === 'branch' ? null : step;
}

/**
 * Begins a run at the first step that can be shown, in the customer's language.
 * Refuses SCRIPT_STEP_INVALID when the words of that step need a fact that is not known.
 */
export function startRun(
  context: RunContext,
  start: { readonly runId: Id<'scriptRun'>; readonly language: Language },
): Result<ScriptRun> {
  const { script, at } = context;
  const first = script.steps[0];
  assert(first !== undefined, `${script.slug} v${script.version} has a first step`);
  const run: ScriptRun = {
    id: start.runId,
    slug: script.slug,
    version: script.version,
    language: start.language,
    state: 'running',
    stepId: first.id,
    startedAt: at,
    endedAt: null,
    answers: {},
    values: {},
    log: [],
  };
  return goTo(context, run, first.id);
}

/**
 * One move of the agent on the step the run rests on. The run given is never changed.
 * Refuses SCRIPT_RUN_FINISHED when the run is over; SCRIPT_STEP_INVALID when `stepId` is not where the run rests, the
 * move does not fit the step, or the next words need a fact that is not known.
 */
export function advance(
  context: RunContext,
  run: ScriptRun,
  step: { readonly stepId: string; readonly move: Move },
): Result<ScriptRun> {
  const current = currentStep(context.script, run);
  if (current === null || nextRunState(run.state, eventOf(step.move)) === null) {
    return refuse('SCRIPT_RUN_FINISHED', { state: run.state });
  }
  if (current.id !== step.stepId) {
    return refuse('SCRIPT_STEP_INVALID', { stepId: step.stepId, currentStepId: current.id });
  }
  return applyMove(context, run, { current, move: step.move });
}

function eventOf(move: Move): RunEvent {
  switch (move.kind) {
    case 'said':
    case 'answered':
    case 'acted':
      return 'stepped';
    case 'jumped':
    case 'language_changed':
    case 'left':
      return move.kind;
    default:
      return assertNever(move);
  }
}

function applyMove(
  context: RunContext,
  run: ScriptRun,
  { current, move }: { readonly current: RestingStep; readonly move: Move },
): Result<ScriptRun> {
  const { at } = context;
  switch (move.kind) {
    case 'said':
      if (current.kind !== 'say') return misfit(current, move.kind);
      return goTo(context, logged(run, { kind: 'said', at, stepId: current.id }), current.next);
    case 'answered':
      if (current.kind !== 'ask') return misfit(current, move.kind);
      return answer(context, run, { step: current, given: move.answer });
    case 'acted':
      if (current.kind !== 'act') return misfit(current, move.kind);
      return actDone(context, run, { step: current, result: move.result });
    case 'jumped':
      return jump(context, run, { from: current, toStepId: move.toStepId });
    case 'language_changed':
      return changeLanguage(context, run, { current, language: move.language });
    case 'left':
      return ok(ended(logged(run, { kind: 'left', at, stepId: current.id }), 'left', at));
    default:
      return assertNever(move);
  }
}

/** The same step in other words: recorded, and shown anew. */
function changeLanguage(
  context: RunContext,
  run: ScriptRun,
  { current, language }: { readonly current: RestingStep; readonly language: Language },
): Result<ScriptRun> {
  if (language === run.language) return ok(run);
  const entry = { kind: 'language_changed', at: context.at, stepId: current.id, language } as const;
  return rest(context, logged({ ...run, language }, entry), current);
}

function misfit(step: RestingStep, move: string): Result<ScriptRun> {
  return refuse('SCRIPT_STEP_INVALID', { stepId: step.id, stepKind: step.kind, move });
}

function answer(
  context: RunContext,
  run: ScriptRun,
  { step, given }: { readonly step: AskStep; readonly given: Answer },
): Result<ScriptRun> {
  const next = edgeOfAnswer(step, given);
  if (next === null) return refuse('SCRIPT_STEP_INVALID', { stepId: step.id, answer: given.kind });
  const withAnswer: ScriptRun = { ...run, answers: { ...run.answers, [step.variable]: given } };
  const entry = { kind: 'answered', at: context.at, stepId: step.id, variable: step.variable, answer: given } as const;
  return goTo(context, logged(withAnswer, entry), next);
}

/** The edge an answer takes, or null when it is not an answer to this question. */
function edgeOfAnswer({ answer: spec }: AskStep, given: Answer): string | null {
  switch (spec.kind) {
    case 'choice':
      if (given.kind !== 'choice') return null;
      return spec.options.find((option) => option.value === given.value)?.next ?? null;
    case 'yes_no':
      if (given.kind !== 'yes_no') return null;
      return given.isYes ? spec.yes : spec.no;
    case 'date':
    case 'amount':
    case 'text':
      return given.kind === spec.kind ? spec.next : null;
    default:
      return assertNever(spec);
  }
}

function actDone(
  context: RunContext,
  run: ScriptRun,
  { step, result }: { readonly step: ActStep; readonly result: Extract<Move, { kind: 'acted' }>['result'] },
): Result<ScriptRun> {
  const entry = { kind: 'acted', at: context.at, stepId: step.id, act: step.act, result } as const;
  if (result.kind === 'refused') return goTo(context, logged(run, entry), step.onRefused);
  const values = actValues(context.factsFor(run.answers), step, result.values);
  const missing = grantsOfAct(step.act.do).filter((name) => !Object.hasOwn(values, name));
  if (missing.length > 0) return refuse('SCRIPT_STEP_INVALID', { stepId: step.id, missing: missing.join(', ') });
  return goTo(context, logged({ ...run, values: { ...run.values, ...values } }, entry), step.onDone);
}

/** Only what the act promises is kept; whom a referral goes to is read from our own table. */
function actValues(facts: Facts, step: ActStep, given: Readonly<Record<string, FactValue>>): Record<string, FactValue> {
  const granted = grantsOfAct(step.act.do);
  const known = step.act.do === 'give_referral' ? referralValues(facts.country, step.act.topic) : given;
  return Object.fromEntries(Object.entries(known).filter(([name]) => granted.some((grant) => grant === name)));
}

function jump(
  context: RunContext,
  run: ScriptRun,
  { from, toStepId }: { readonly from: RestingStep; readonly toStepId: string },
): Result<ScriptRun> {
  if (findStep(context.script, toStepId) === null) return refuse('SCRIPT_STEP_INVALID', { stepId: toStepId });
  return goTo(context, logged(run, { kind: 'jumped', at: context.at, stepId: from.id, toStepId }), toStepId);
}

/** Follows an edge through any branches to where the run rests next, or to its end. */
function goTo(context: RunContext, from: ScriptRun, edge: string): Result<ScriptRun> {
  const { script, at } = context;
  const facts = context.factsFor(from.answers);
  let run = from;
  let next = edge;
  for (let passed = 0; passed <= BRANCHES_IN_A_ROW_MAX; passed++) {
    if (next === END) return ok(ended(logged(run, { kind: 'finished', at }), 'finished', at));
    const step = findStep(script, next);
    assert(step !== null, `${script.slug} v${script.version} has the step ${next}`);
    if (step.kind !== 'branch') return rest(context, run, step);
    const choice = decideBranch(step, facts, run.answers);
    const known = choice.because.flatMap((condition) => grantsOfCondition(condition.is));
    const values = Object.entries(facts.values).filter(([name]) => known.some((variable) => variable === name));
    const entry: RunLogEntry = { kind: 'branched', at, stepId: step.id, because: [...choice.because] };
    run = logged({ ...run, values: { ...run.values, ...Object.fromEntries(values) } }, entry);
    next = choice.next;
  }
  throw new Error(`Broken promise: ${script.slug} v${script.version} has no loop of branches at ${edge}`);
}

/** The run rests on a step and its words are shown; refused when they need a fact that is not known. */
function rest({ factsFor, at }: RunContext, run: ScriptRun, step: RestingStep): Result<ScriptRun> {
  const facts = factsFor(run.answers);
  const unknown = unknownVariables(step, run, facts);
  if (unknown.length > 0) {
    return refuse('SCRIPT_STEP_INVALID', { stepId: step.id, unknownVariables: unknown.join(', ') });
  }
  const words = wordsOf(step, run, facts);
  return ok(logged({ ...run, stepId: step.id }, { kind: 'shown', at, stepId: step.id, language: run.language, words }));
}

function ended(run: ScriptRun, event: 'finished' | 'left', at: number): ScriptRun {
  const state = nextRunState(run.state, event === 'finished' ? 'ended' : 'left');
  assert(state !== null, `a ${run.state} run can be ${event}`);
  return { ...run, state, stepId: null, endedAt: at };
}

function logged(run: ScriptRun, entry: RunLogEntry): ScriptRun {
  return { ...run, log: [...run.log, entry] };
}
