import { describe, expect, test } from 'vitest';
import { LANGUAGES } from '../../lang/languages';
import { minor } from '../../money/money';
import { RULES } from '../../rules/index';
import { isoDate } from '../../time/dates';
import type { DisconnectionCase } from '../disconnection-case';
import {
  CUT_LETTER_PARTS,
  CUT_LETTERS,
  findLetter,
  LETTER_PLACEHOLDERS,
  renderLetter,
  textKindsFor,
  type LetterFacts,
} from './index';

const placeholders = (text: string): string[] =>
  [...text.matchAll(/\{(\w+)\}/gu)].map((match) => match[1] ?? '').sort();

const CASE: DisconnectionCase = {
  country: 'SE',
  customerKind: 'consumer',
  utility: 'power',
  creditorRole: 'supplier',
  today: isoDate('2026-11-24'),
  notice: null,
  claims: [],
  holds: [],
  plans: [],
  disputes: [],
  expectedPayments: 0,
  flags: [],
  isElectricHeating: false,
  isFrostExpected: null,
  decision: null,
  calls: { hasTalked: false, tries: 0 },
};
const FACTS: LetterFacts = {
  case: CASE,
  place: 'Storgatan 1, 111 22 Stockholm',
  city: 'Stockholm',
  meterNo: '735999',
  caseNo: '2026-12',
  customerName: 'Åsa {sum} Öberg',
  creditorName: 'Mälarkraft',
  agencyName: 'Friskmeld Inkasso',
  phone: '+46 8 465 004 01',
  currency: 'SEK',
  sumMinor: minor(123_450),
  earliestDate: isoDate('2026-12-28'),
  claims: [{ invoiceNo: 'F-1', reference: '1234574', amountMinor: minor(123_450) }],
};

describe('the letters of a cut', () => {
  test('every part is used, exists, and names only what is known, the same in all four languages', () => {
    const used = new Set(CUT_LETTERS.flatMap(({ subject, parts }) => [subject, ...parts]));
    expect([...used].sort()).toEqual(Object.keys(CUT_LETTER_PARTS).sort());
    for (const [key, part] of Object.entries(CUT_LETTER_PARTS)) {
      const named = placeholders(part.nb);
      for (const language of LANGUAGES) {
        expect([key, language, part[language].trim()]).not.toEqual([key, language, '']);
        expect([key, language, placeholders(part[language])]).toEqual([key, language, named]);
      }
      expect(named.filter((name) => !LETTER_PLACEHOLDERS.some((known) => known === name))).toEqual([]);
    }
  });

  test('every rule a letter was written for exists and covers its services; every rule with a notice has a warning', () => {
    for (const letter of CUT_LETTERS) {
      const rows = RULES.filter((row) => row.domain === 'disconnection' && letter.ruleIds.includes(row.id));
      expect(rows.map(({ id }) => id).sort()).toEqual([...letter.ruleIds].sort());
      expect(rows.every((row) => row.country === letter.country)).toBe(true);
    }
    for (const row of RULES.filter(({ domain }) => domain === 'disconnection')) {
      for (const utility of row.utilities ?? []) {
        const customerKind = row.customerKind === 'any' ? 'consumer' : row.customerKind;
        expect([row.id, findLetter({ country: row.country, customerKind, utility }, 'warning')?.ruleIds]).toEqual([
          row.id,
          expect.arrayContaining([row.id]),
        ]);
      }
    }
  });

  test('the copy to the municipality exists exactly where the law asks for it, and the demand where it comes first', () => {
    for (const row of RULES) {
      if (row.domain !== 'disconnection') continue;
      const customerKind = row.customerKind === 'any' ? 'consumer' : row.customerKind;
      for (const utility of row.utilities ?? []) {
        const kinds = textKindsFor({ country: row.country, customerKind, utility });
        expect([row.id, kinds.includes('social_copy')]).toEqual([row.id, row.params.needsSocialNotice]);
        expect([row.id, kinds.includes('demand')]).toEqual([row.id, row.params.daysBetweenReminderAndWarning !== null]);
      }
    }
  });

  test('no letter in any language leaves a hole, and what a person is called is never read as one', () => {
    for (const letter of CUT_LETTERS) {
      for (const utility of letter.utilities) {
        const customerKind = letter.customerKind === 'any' ? 'consumer' : letter.customerKind;
        for (const language of LANGUAGES) {
          const facts = { ...FACTS, case: { ...CASE, country: letter.country, customerKind, utility } };
          const rendered = renderLetter(letter.kind, facts, language);
          const text = [rendered?.subject, ...(rendered?.paragraphs ?? [])].join('\n');
          expect(placeholders(text)).toEqual(text.includes('Åsa') ? ['sum'] : []);
          expect(text).toContain('1234574');
          expect(text).not.toMatch(/\b(undefined|null)\b/u);
        }
      }
    }
  });

  test('Swedish: three weeks from service is said without a day until somebody has been served', () => {
    const letter = renderLetter('warning', FACTS, 'sv');
    expect(letter?.textId).toBe('se-energy-warning-consumer');
    expect(letter?.paragraphs.join(' ')).toContain('inom tre veckor från den dag du delgavs');
    expect(letter?.paragraphs.join(' ')).toContain('11 kap. ellagen (1997:857)');
  });

  test('Norwegian: four weeks counted from the day it was sent, the last day named', () => {
    const sent = {
      sentDate: isoDate('2026-11-02'),
      claimIds: null,
      servedDate: null,
      reminderDate: null,
      alternativesDate: null,
      obstacleCheckDate: null,
      socialNoticeDate: null,
      hasSocialServiceAccepted: false,
      isObstacleReported: false,
    };
    const facts = { ...FACTS, case: { ...CASE, country: 'NO', utility: 'grid', notice: sent } as const };
    expect(renderLetter('warning', facts, 'nb')?.paragraphs.join(' ')).toContain('Siste dag er 30.11.2026');
  });
});
