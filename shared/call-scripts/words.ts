/** Turns a step's text into the exact words to be said, in one language, with every variable written rightly. */
import { assertNever } from '../assert';
import type { Language } from '../lang/languages';
import { fillTemplate, placeholdersOf } from '../lang/template';
import { formatMoney } from '../money/format';
import { minor } from '../money/money';
import { formatDateSpoken } from '../time/format';
import type { IsoDate } from '../time/dates';
import type { Facts } from './facts';
import type { Answer, ScriptRun } from './run';
import type { RestingStep } from './schema';
import { isPublicVariable, type FactValue } from './variables';

/** A value as spoken in a language; `today` decides whether a date needs its year. */
export function formatValue(value: FactValue, language: Language, today: IsoDate): string {
  switch (value.kind) {
    case 'text':
      return value.text;
    case 'local':
      return value.text[language];
    case 'money':
      return formatMoney(minor(BigInt(value.amountMinor)), value.currency, language);
    case 'date':
      return formatDateSpoken(value.date, language, today);
    case 'count':
      return String(value.count);
    default:
      return assertNever(value);
  }
}

/** An answer that can be spoken again; choices and yes/no cannot, one branches on them. */
function spokenAnswer(answer: Answer): FactValue | null {
  switch (answer.kind) {
    case 'date':
    case 'text':
      return answer;
    case 'amount':
      return { kind: 'money', amountMinor: answer.amountMinor, currency: answer.currency };
    case 'choice':
    case 'yes_no':
      return null;
    default:
      return assertNever(answer);
  }
}

function lookUp(name: string, run: ScriptRun, facts: Facts): FactValue | null {
  const answer = Object.hasOwn(run.answers, name) ? run.answers[name] : undefined;
  if (answer !== undefined) return spokenAnswer(answer);
  if (!facts.conditions.identity_verified && !isPublicVariable(name)) return null;
  // What a branch or act made known stays as it was said then; the rest is as known now.
  return run.values[name] ?? Object.entries(facts.values).find(([key]) => key === name)?.[1] ?? null;
}

/** Names of variables in a step's text that have no value now; private ones have none before the gate is open. */
export function unknownVariables(step: RestingStep, run: ScriptRun, facts: Facts): string[] {
  return placeholdersOf(step.text[run.language]).filter((name) => lookUp(name, run, facts) === null);
}

/** The words of a step in the run's language. Throws when {@link unknownVariables} is not empty. */
export function wordsOf(step: RestingStep, run: ScriptRun, facts: Facts): string {
  const values: Record<string, string> = {};
  for (const name of placeholdersOf(step.text[run.language])) {
    const value = lookUp(name, run, facts);
    if (value !== null) values[name] = formatValue(value, run.language, facts.today);
  }
  return fillTemplate(step.text[run.language], values);
}
