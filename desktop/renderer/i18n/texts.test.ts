import { describe, expect, test } from 'vitest';
import { LANGUAGES } from '../../../shared/lang/languages';
import { AGENT_STATES, UNAVAILABLE_REASONS } from '../../../shared/agents/vocabulary';
import { CALL_ACTIONS, CALL_STATES, OUTCOMES, REASONS } from '../../../shared/calls/vocabulary';
import { ERROR_CODES } from '../../../shared/protocol/errors';
import { HOTKEY_IDS } from '../app/hotkeys/hotkey-table';
import { firstLanguage } from './i18n';
import { RESOURCES } from './resources';

/** Every text with its full key. */
function flatten(node: unknown, path = ''): Map<string, string> {
  const texts = new Map<string, string>();
  for (const [key, value] of Object.entries(node as Record<string, unknown>)) {
    const full = path === '' ? key : `${path}.${key}`;
    if (typeof value === 'string') texts.set(full, value);
    else for (const [inner, text] of flatten(value, full)) texts.set(inner, text);
  }
  return texts;
}

/** The blanks of a text, sorted. */
function blanks(text: string): string[] {
  return [...text.matchAll(/\{\{\s*([\w.]+)/gu)].map((match) => match[1] ?? '').toSorted();
}

const texts = Object.fromEntries(LANGUAGES.map((language) => [language, flatten(RESOURCES[language])])) as Record<
  (typeof LANGUAGES)[number],
  Map<string, string>
>;

describe.each(LANGUAGES.filter((language) => language !== 'en'))('the texts in %s', (language) => {
  test('have exactly the keys of the English ones', () => {
    expect([...texts[language].keys()].toSorted()).toEqual([...texts.en.keys()].toSorted());
  });

  test('have the same blanks as the English ones, so that no value is lost', () => {
    for (const [key, text] of texts[language])
      expect({ key, blanks: blanks(text) }).toEqual({ key, blanks: blanks(texts.en.get(key)!) });
  });

  test('are never empty', () => {
    for (const [key, text] of texts[language]) expect(text.trim(), key).not.toBe('');
  });
});

/** What the glossary means by creditor and dispute has one word in each language; these are the others people reach for. */
const OTHER_WORDS: Readonly<Record<(typeof LANGUAGES)[number], RegExp>> = {
  nb: /oppdragsgiv|fordringshav|bestrid/iu,
  sv: /uppdragsgiv|fordringsäg|invändning/iu,
  fi: /toimeksiantaj|\bkiista/iu,
  en: /\bclients?\b|\bobjections?\b/iu,
};

describe.each(LANGUAGES)('in %s', (language) => {
  test('the creditor and the dispute are called by one word everywhere', () => {
    const strays = [...texts[language]].filter(([, text]) => OTHER_WORDS[language].test(text)).map(([key]) => key);
    expect(strays).toEqual([]);
  });

  test('every refusal says what to do next, in more than one sentence', () => {
    for (const code of ERROR_CODES) {
      const text = texts[language].get(`errors.${code}`) ?? '';
      expect(text.length, code).toBeGreaterThan(25);
      expect(text.match(/[.;:]/gu)?.length ?? 0, `${code}: ${text}`).toBeGreaterThanOrEqual(2);
    }
  });

  test('every word of the vocabulary has a name', () => {
    const wanted = [
      ...REASONS.map((key) => `reason.${key}`),
      ...OUTCOMES.map((key) => `outcome.${key}`),
      ...CALL_ACTIONS.map((key) => `action.${key}`),
      ...CALL_STATES.map((key) => `callState.${key}`),
      ...AGENT_STATES.map((key) => `agentState.${key}`),
      ...UNAVAILABLE_REASONS.map((key) => `unavailableReason.${key}`),
    ];
    for (const key of wanted) expect(texts[language].has(`vocabulary.${key}`), key).toBe(true);
    for (const id of HOTKEY_IDS) expect(texts[language].has(`hotkeys.name.${id}`), id).toBe(true);
  });
});

test('the page begins in the first language of the browser that it speaks, else in English', () => {
  expect(firstLanguage(['de-DE', 'nn-NO'])).toBe('nb');
  expect(firstLanguage(['no'])).toBe('nb');
  expect(firstLanguage(['sv-FI', 'fi'])).toBe('sv');
  expect(firstLanguage(['de'])).toBe('en');
});
