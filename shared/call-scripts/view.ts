/** What a screen shows of a run, in the form of the wire (protocol/views.ts), and what its answers mean. */
import { assertNever } from '../assert';
import type { CallScriptSlug } from '../insights/insight';
import type { Currency, Language, LocalText } from '../lang/languages';
import { formatMoney } from '../money/format';
import { minor, parseAmount } from '../money/money';
import type { ScriptRunView } from '../protocol/views';
import { refuse, ok, type Result } from '../result';
import { isIsoDate } from '../time/dates';
import { currentStep } from './advance';
import { TEXT_ANSWER_MAX, type Answer, type Move, type RunLogEntry, type ScriptRun } from './run';
import { END, type Act, type AskStep, type CallScript, type RestingStep, type Step } from './schema';

const YES: LocalText = { nb: 'Ja', sv: 'Ja', fi: 'Kyllä', en: 'Yes' };
const NO: LocalText = { nb: 'Nei', sv: 'Nej', fi: 'Ei', en: 'No' };

/** The run as the screen needs it; `callId` is the caller's to add. */
export function runView(script: CallScript, run: ScriptRun): Omit<ScriptRunView, 'callId'> {
  const step = currentStep(script, run);
  return {
    id: run.id,
    slug: run.slug,
    version: run.version,
    language: run.language,
    state: run.state,
    current: step === null ? null : currentView(step, run),
    progress: progressOf(script, run),
    log: run.log.flatMap((entry, index) => logLine(entry, index, run.language)),
    leadsTo: leadsTo(script, run),
  };
}

function currentView(step: RestingStep, run: ScriptRun): ScriptRunView['current'] {
  return {
    stepId: step.id,
    kind: step.kind,
    title: step.title,
    words: lastWords(run, step.id),
    answerKind: step.kind === 'ask' ? step.answer.kind : null,
    options: step.kind === 'ask' ? optionsOf(step) : [],
    usual: step.kind === 'ask' ? usualOf(step) : null,
    usualInDays: step.kind === 'ask' && step.answer.kind === 'date' ? (step.answer.usualInDays ?? null) : null,
    act: step.kind === 'act' ? step.act.do : null,
    actTopic: step.kind === 'act' ? topicOf(step.act) : null,
    hint: step.hint ?? null,
  };
}

/** What an act is about, where its command needs to know. */
function topicOf(act: Act): string | null {
  if (act.do === 'give_referral') return act.topic;
  if (act.do === 'freeze') return act.reason;
  if (act.do === 'set_flag') return act.flag;
  if (act.do === 'report_cut') return act.report;
  return act.do === 'place_hold' ? act.hold : null;
}

function usualOf({ answer }: AskStep): string | null {
  return answer.kind === 'choice' || answer.kind === 'yes_no' ? (answer.usual ?? null) : null;
}

/** Where the conversation went: named by the last answer or sentence that points to another call script. */
export function leadsTo(script: CallScript, run: ScriptRun): CallScriptSlug | null {
  const byId = new Map(script.steps.map((step) => [step.id, step]));
  const pointed = run.log.flatMap((entry) => {
    const step = entry.kind === 'said' || entry.kind === 'answered' ? byId.get(entry.stepId) : undefined;
    return step === undefined ? [] : (pointerOf(step, entry) ?? []);
  });
  return pointed.at(-1) ?? null;
}

function pointerOf(step: Step, entry: RunLogEntry): CallScriptSlug | null {
  if (step.kind === 'say' && entry.kind === 'said') return step.leadsTo ?? null;
  if (step.kind !== 'ask' || step.answer.kind !== 'choice' || entry.kind !== 'answered') return null;
  const value = entry.answer.kind === 'choice' ? entry.answer.value : null;
  return step.answer.options.find((option) => option.value === value)?.leadsTo ?? null;
}

function optionsOf({ answer }: AskStep): { key: string; label: LocalText }[] {
  if (answer.kind === 'choice') return answer.options.map(({ value, label }) => ({ key: value, label }));
  if (answer.kind === 'yes_no') {
    return [
      { key: 'yes', label: YES },
      { key: 'no', label: NO },
    ];
  }
  return [];
}

/** The words that were put on the screen when the run came to this step. */
function lastWords(run: ScriptRun, stepId: string): string {
  const shown = run.log.filter((entry) => entry.kind === 'shown' && entry.stepId === stepId).at(-1);
  return shown?.kind === 'shown' ? shown.words : '';
}

/**
 * Steps for the progress list: those passed, the current one, and the likely way on (first answer, act succeeds, first
 * case). Branches are left out, for nobody rests on them.
 */
export function progressOf(script: CallScript, run: ScriptRun): ScriptRunView['progress'] {
  const byId = new Map(script.steps.map((step) => [step.id, step]));
  const passed = new Set(run.log.flatMap((entry) => (entry.kind === 'shown' ? [entry.stepId] : [])));
  const done = [...passed].filter((stepId) => stepId !== run.stepId);
  const ahead = run.stepId === null ? [] : likelyWay(byId, run.stepId, passed);
  const row = (stepId: string, status: 'done' | 'current' | 'ahead') => {
    const step = byId.get(stepId);
    return step === undefined ? [] : [{ stepId, title: step.title, status }];
  };
  return [
    ...done.flatMap((stepId) => row(stepId, 'done')),
    ...(run.stepId === null ? [] : row(run.stepId, 'current')),
    ...ahead.flatMap((stepId) => row(stepId, 'ahead')),
  ];
}

function likelyWay(byId: ReadonlyMap<string, Step>, fromId: string, passed: ReadonlySet<string>): string[] {
  const way: string[] = [];
  const seen = new Set<string>([fromId]);
  let step = byId.get(fromId);
  while (step !== undefined) {
    const next = likelyNext(step);
    if (next === END || seen.has(next)) break;
    seen.add(next);
    step = byId.get(next);
    if (step !== undefined && step.kind !== 'branch' && !passed.has(next)) way.push(next);
  }
  return way;
}

function likelyNext(step: Step): string {
  switch (step.kind) {
    case 'say':
      return step.next;
    case 'act':
      return step.onDone;
    case 'branch':
      return step.cases[0]?.next ?? step.else;
    case 'ask':
      if (step.answer.kind === 'choice') return step.answer.options[0]?.next ?? END;
      return step.answer.kind === 'yes_no' ? step.answer.yes : step.answer.next;
    default:
      return assertNever(step);
  }
}

function logLine(entry: RunLogEntry, index: number, language: Language): ScriptRunView['log'] {
  const base = { stepNo: index + 1, at: entry.at, kind: entry.kind };
  switch (entry.kind) {
    case 'shown':
      return [{ ...base, stepId: entry.stepId, words: entry.words, answer: null }];
    case 'answered':
      return [{ ...base, stepId: entry.stepId, words: '', answer: answerText(entry.answer, language) }];
    case 'acted':
      return [{ ...base, stepId: entry.stepId, words: entry.act.do, answer: entry.result.kind }];
    case 'jumped':
      return [{ ...base, stepId: entry.stepId, words: '', answer: entry.toStepId }];
    case 'language_changed':
      return [{ ...base, stepId: entry.stepId, words: '', answer: entry.language }];
    case 'said':
    case 'left':
      return [{ ...base, stepId: entry.stepId, words: '', answer: null }];
    case 'branched':
    case 'finished':
      return [];
    default:
      return assertNever(entry);
  }
}

/** An answer as one line of text for the log; amounts as written in the run's language. */
export function answerText(answer: Answer, language: Language): string {
  switch (answer.kind) {
    case 'choice':
      return answer.value;
    case 'yes_no':
      return answer.isYes ? 'yes' : 'no';
    case 'date':
      return answer.date;
    case 'amount':
      return formatMoney(minor(BigInt(answer.amountMinor)), answer.currency, language);
    case 'text':
      return answer.text;
    default:
      return assertNever(answer);
  }
}

/**
 * The move that an answer from the wire means on this step: null only on a `say` step ("said, go on"), an option's key,
 * `yes`/`no`, an ISO date, an amount as people write it, or free text. Refuses INVALID_PAYLOAD for anything else.
 */
export function moveOfAnswer(step: RestingStep, text: string | null, currency: Currency): Result<Move> {
  if (step.kind === 'say' && text === null) return ok({ kind: 'said' });
  if (step.kind !== 'ask' || text === null)
    return refuse('SCRIPT_STEP_INVALID', { stepId: step.id, stepKind: step.kind });
  const answer = readAnswer(step, text.trim(), currency);
  if (answer === null) return refuse('INVALID_PAYLOAD', { field: 'answer', expected: step.answer.kind });
  return ok({ kind: 'answered', answer });
}

function readAnswer({ answer: spec }: AskStep, text: string, currency: Currency): Answer | null {
  switch (spec.kind) {
    case 'choice':
      return spec.options.some(({ value }) => value === text) ? { kind: 'choice', value: text } : null;
    case 'yes_no':
      return text === 'yes' || text === 'no' ? { kind: 'yes_no', isYes: text === 'yes' } : null;
    case 'date':
      return isIsoDate(text) ? { kind: 'date', date: text } : null;
    case 'amount':
      return readAmount(text, currency);
    case 'text':
      return readText(text);
    default:
      return assertNever(spec);
  }
}

function readAmount(text: string, currency: Currency): Answer | null {
  const amount = parseAmount(text, currency);
  if (!amount.ok || amount.value <= 0n) return null;
  return { kind: 'amount', amountMinor: amount.value.toString(), currency };
}

function readText(text: string): Answer | null {
  return text.length > 0 && text.length <= TEXT_ANSWER_MAX ? { kind: 'text', text } : null;
}
