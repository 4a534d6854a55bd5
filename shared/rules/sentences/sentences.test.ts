import { describe, expect, test } from 'vitest';
import { LANGUAGES } from '../../lang/languages';
import { findRule, RULES } from '../find-rule';
import { isoDate } from '../../time/dates';
import { topicsOf } from '../new-rule';
import { RULE_DOMAINS } from '../rule';
import { ruleSentence } from './index';
import { DOMAIN_NAMES, topicName } from './names';
import { paramName } from './param-names';

const sentenceOf = (id: string) => {
  const rule = RULES.find((row) => row.id === id);
  if (rule === undefined) throw new Error(`no rule ${id}`);
  return ruleSentence(rule);
};

describe('a rule in words', () => {
  test('is a whole sentence in every language, for every row, and never names a code or an unfilled place', () => {
    for (const rule of RULES) {
      const said = ruleSentence(rule);
      for (const language of LANGUAGES) {
        const text = said[language];
        expect(text, `${rule.id} ${language}`).toMatch(/^\S.*[.:]$/u);
        expect(text, `${rule.id} ${language}`).not.toMatch(/undefined|null|NaN|_|\[object|\s{2}|\.\./u);
      }
      expect(new Set(Object.values(said)).size, rule.id).toBe(LANGUAGES.length);
    }
  });

  test.each([
    ['NO-REM-FEE', 'nb', '5 % av inkassosatsen'],
    ['NO-INT-2026-07', 'nb', '12,25 %'],
    ['NO-INT-2026-07', 'en', '12.25%'],
    ['SE-REM-FEE', 'sv', '60,00'],
    ['SE-REM-FEE', 'sv', 'Bara när det har avtalats'],
    ['FI-GAP-DEMAND', 'fi', '14 täyttä päivää'],
    ['FI-GAP-DEMAND', 'en', '14 whole days must pass after the reminder'],
    ['NO-DEADLINE-BO', 'en', 'Good for 6 months'],
    ['SE-LIM-B', 'en', 'after 10 years'],
    ['NO-HOURS', 'en', '08:00–21:00'],
    ['NO-HOURS', 'fi', 'ei soiteta'],
    ['FI-DISPUTE-C', 'sv', 'frivillig indrivning stoppas'],
    ['NO-CUT-C', 'en', '28 days'],
  ] as const)('%s in %s says “%s”', (id, language, part) => {
    expect(sentenceOf(id)[language].replaceAll(/[\u00A0\u202F]/gu, ' ')).toContain(part);
  });

  test('a rule the lookup gave can be said as it is', () => {
    const found = findRule('plan_fee', { country: 'FI', customerKind: 'consumer', date: isoDate('2026-11-21') });
    if (!found.ok) throw new Error('FI-PLAN-FEE-C must apply');
    expect(ruleSentence(found.value).en).toContain('€20');
  });
});

test('every parameter of every row has a name in four languages', () => {
  const keysOf = (value: unknown): readonly string[] => {
    if (Array.isArray(value)) return value.flatMap(keysOf);
    if (value === null || typeof value !== 'object') return [];
    return Object.entries(value).flatMap(([key, inner]) => [key, ...keysOf(inner)]);
  };
  const nameless = new Set(RULES.flatMap((rule) => keysOf(rule.params)).filter((key) => paramName(key) === null));
  expect([...nameless]).toEqual([]);
});

test('every topic and domain has a name', () => {
  for (const domain of RULE_DOMAINS) {
    expect(
      Object.values(DOMAIN_NAMES[domain]).every((name) => name !== ''),
      domain,
    ).toBe(true);
    for (const topic of topicsOf(domain)) expect(topicName(topic).nb, topic).not.toMatch(/_/u);
  }
});
