import { describe, expect, test } from 'vitest';
import { REASONS } from '../calls/vocabulary';
import { COUNTRIES, LANGUAGES, type Language } from '../lang/languages';
import type { Facts } from './facts';
import { callScriptLibrary, findCallScript } from './library';
import type { Answer, ScriptRun } from './run';
import { PLAIN_CONDITIONS, type CallScript, type RestingStep } from './schema';
import { sampleId, SAMPLE_TODAY } from './testing/sample-case-file';
import { ACT_VARIABLES, FACT_VARIABLES, type FactValue } from './variables';
import { referralValues } from './authorities';
import { unknownVariables, wordsOf } from './words';

/** What can be said in one breath and listened to: longer texts are cut into two steps. */
const SPOKEN_CHARS_MAX = 330;
/** One line of the progress list. */
const TITLE_CHARS_MAX = 44;
const LABEL_CHARS_MAX = 46;
const HINT_CHARS_MAX = 200;

/** A long but possible value of every variable, by what its name says it is. */
function someValue(name: string): FactValue {
  if (/(_date|_until|^rests_until)$/u.test(name)) return { kind: 'date', date: SAMPLE_TODAY };
  if (name.endsWith('_count')) return { kind: 'count', count: 12 };
  if (/amount|total|fee|sum|price|principal/u.test(name))
    return { kind: 'money', amountMinor: '12345678', currency: 'NOK' };
  return { kind: 'text', text: 'Nordvidde Nett' };
}

const everything: Facts = {
  today: SAMPLE_TODAY,
  // Object.fromEntries forgets its keys; these are exactly the names of the record.
  conditions: Object.fromEntries(PLAIN_CONDITIONS.map((name) => [name, true])) as Facts['conditions'],
  utility: 'power',
  creditorRole: 'grid',
  country: 'NO',
  values: Object.fromEntries(FACT_VARIABLES.map((name) => [name, someValue(name)])),
};

const answerOf = (step: RestingStep): readonly [string, Answer] | null => {
  if (step.kind !== 'ask') return null;
  const { kind } = step.answer;
  if (kind === 'date') return [step.variable, { kind, date: SAMPLE_TODAY }];
  if (kind === 'amount') return [step.variable, { kind, amountMinor: '50000', currency: 'NOK' }];
  return kind === 'text' ? [step.variable, { kind, text: 'Slik er det.' }] : null;
};

function runThrough(script: CallScript, language: Language, country: 'NO' | 'SE' | 'FI'): ScriptRun {
  const resting = script.steps.filter((step): step is RestingStep => step.kind !== 'branch');
  const acts = Object.fromEntries(ACT_VARIABLES.map((name) => [name, someValue(name)]));
  return {
    id: sampleId('scriptRun', 1),
    slug: script.slug,
    version: script.version,
    language,
    state: 'running',
    stepId: null,
    startedAt: 0,
    endedAt: null,
    answers: Object.fromEntries(resting.flatMap((step) => [answerOf(step)]).filter((one) => one !== null)),
    values: { ...acts, ...referralValues(country, 'debt_advice') },
    log: [],
  };
}

const named = callScriptLibrary.map((script) => [`${script.slug} v${script.version}`, script] as const);

describe.each(named)('%s', (_name, script) => {
  test.each(LANGUAGES)('says every step whole and short enough in %s, in each country', (language) => {
    for (const country of COUNTRIES) {
      const run = runThrough(script, language, country);
      for (const step of script.steps) {
        if (step.kind === 'branch') continue;
        expect(unknownVariables(step, run, everything), step.id).toEqual([]);
        const words = wordsOf(step, run, everything);
        expect(words, step.id).not.toMatch(/[{}]|\b(?:undefined|null)\b/u);
        const isReferral = step.text.nb.includes('{authority_');
        if (!isReferral) expect(words.length, `${step.id}: ${words}`).toBeLessThanOrEqual(SPOKEN_CHARS_MAX);
      }
    }
  });

  test.each(LANGUAGES)('has titles, answers and hints that fit their lines in %s', (language) => {
    for (const step of script.steps) {
      expect(step.title[language].length, step.title[language]).toBeLessThanOrEqual(TITLE_CHARS_MAX);
      expect((step.hint?.[language] ?? '').length, step.id).toBeLessThanOrEqual(HINT_CHARS_MAX);
      if (step.kind !== 'ask' || step.answer.kind !== 'choice') continue;
      for (const { label } of step.answer.options) {
        expect(label[language].length, label[language]).toBeLessThanOrEqual(LABEL_CHARS_MAX);
      }
    }
  });

  test('differs in its languages: nothing was left as it was copied', () => {
    for (const step of script.steps) {
      if (step.kind === 'branch' || step.text.nb.length < 25) continue;
      const different = new Set(LANGUAGES.map((language) => step.text[language]));
      expect(different.size, step.id).toBe(LANGUAGES.length);
    }
  });
});

describe('the library as a whole', () => {
  test.each(REASONS)('has a script for customers who call about %s', (reason) => {
    const serving = callScriptLibrary.filter(({ reasons }) => reasons.includes(reason));
    expect(serving.length).toBeGreaterThan(0);
  });

  test('leads only to scripts that exist, and every script can be come to from the first question', () => {
    const first = findCallScript('verify-and-open');
    const reached = new Set<string>(['verify-and-open']);
    const waiting = [first];
    for (let script = waiting.pop(); script != null; script = waiting.pop()) {
      for (const slug of pointers(script)) {
        const next = findCallScript(slug);
        expect(next, slug).not.toBeNull();
        if (next !== null && !reached.has(slug)) waiting.push(next);
        reached.add(slug);
      }
    }
    const all = new Set<string>(callScriptLibrary.map(({ slug }) => slug));
    expect([...all].filter((slug) => !reached.has(slug))).toEqual([]);
  });
});

function pointers(script: CallScript) {
  return script.steps.flatMap((step) => {
    if (step.kind === 'say') return step.leadsTo ?? [];
    if (step.kind !== 'ask' || step.answer.kind !== 'choice') return [];
    return step.answer.options.flatMap(({ leadsTo }) => leadsTo ?? []);
  });
}
