import { describe, expect, test } from 'vitest';
import { RULES } from '../../../../shared/rules/index';
import { paramsToWire } from '../../../../shared/rules/new-rule';
import { ruleSentence } from '../../../../shared/rules/sentences/index';
import { draftFrom, paramLines, readDraft, readParams, type RuleDraft } from './rule-form';
import type { RuleWire } from './rules-api';

function wireOf(id: string): RuleWire {
  const rule = RULES.find((row) => row.id === id);
  if (rule === undefined) throw new Error(`no rule ${id}`);
  return {
    id,
    domain: rule.domain,
    topic: rule.topic ?? null,
    country: rule.country,
    customerKind: rule.customerKind,
    utilities: rule.utilities === null ? null : [...rule.utilities],
    creditorId: null,
    validFrom: rule.validFrom,
    validTo: rule.validTo,
    standsTo: rule.validTo,
    supersededBy: null,
    isStanding: true,
    status: rule.status,
    confidence: rule.confidence,
    sentence: ruleSentence(rule),
    params: { ...paramsToWire(rule) },
    sources: [],
    added: null,
  };
}

const filled = (id: string, patch: Partial<RuleDraft> = {}): RuleDraft => ({
  ...draftFrom(wireOf(id)),
  validFrom: '2027-01-01',
  source: 'https://lovdata.no/forskrift\n\n',
  ...patch,
});
const withText = (draft: RuleDraft, name: string, text: string): RuleDraft => ({
  ...draft,
  lines: draft.lines.map((line) => (line.path.join('.') === name ? { ...line, text } : line)),
});

describe('a new rule from an older one', () => {
  test('every row of the book survives the way into the form and back', () => {
    for (const { id } of RULES) {
      const { params } = wireOf(id);
      expect(readParams(params, paramLines(params)), id).toEqual({ params });
    }
  });

  test('amounts, percent and times of day are written as people write them', () => {
    expect(paramLines(wireOf('NO-SATS-2026').params)).toEqual([
      { path: ['amountMinor'], kind: 'amount', text: '750.00' },
    ]);
    expect(paramLines(wireOf('NO-INT-2026-07').params)).toEqual([
      { path: ['yearlyRateBp'], kind: 'share', text: '12.25' },
    ]);
    expect(paramLines(wireOf('NO-HOURS').params)[0]).toMatchObject({ kind: 'clock', text: '08:00' });
  });

  test('the Norwegian rate of 2027 is read with its day and its source', () => {
    const reading = readDraft(
      withText(filled('NO-SATS-2026', { validTo: '2027-12-31' }), 'amountMinor', '770,50'),
      wireOf('NO-SATS-2026'),
    );
    expect(reading).toMatchObject({
      body: {
        domain: 'base_rate',
        validFrom: '2027-01-01',
        validTo: '2027-12-31',
        params: { amountMinor: '77050' },
        source: ['https://lovdata.no/forskrift'],
      },
    });
  });

  test.each([
    ['an amount in words', withText(filled('NO-SATS-2026'), 'amountMinor', 'ti'), 'params.amountMinor'],
    ['no amount', withText(filled('NO-SATS-2026'), 'amountMinor', ''), 'params.amountMinor'],
    ['no first day', filled('NO-SATS-2026', { validFrom: '' }), 'validFrom'],
    ['a day that is none', filled('NO-SATS-2026', { validFrom: '2027-02-30' }), 'validFrom'],
    ['an end before the start', filled('NO-SATS-2026', { validTo: '2026-12-31' }), 'validTo'],
    ['no source', filled('NO-SATS-2026', { source: ' ' }), 'source'],
  ])('%s is shown at its field', (_what, draft, fault) => {
    expect(readDraft(draft, wireOf('NO-SATS-2026'))).toEqual({ fault });
  });

  test('a code the schema does not know is shown at its field', () => {
    const draft = withText(filled('NO-ALLOCATION'), 'order', 'fee, interest, tips');
    expect(readDraft(draft, wireOf('NO-ALLOCATION'))).toEqual({ fault: 'params.order.2' });
  });
});
