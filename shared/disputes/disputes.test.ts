import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { COUNTRIES } from '../lang/languages';
import { DISPUTE_REASONS, DISPUTE_STATES } from '../ledger/case-file';
import { HOLD_KINDS } from '../ledger/vocabulary';
import { minor, sumMinor } from '../money/money';
import { addDays, isoDate } from '../time/dates';
import { isBankDay } from '../time/bank-days';
import {
  afterAnswer,
  doesDisputeStand,
  isDisputeUnsettled,
  isMaterial,
  mayBeDone,
  undisputedParts,
  type DisputeOutcome,
} from './index';
import { mayBeSuspended, type SuspensionGround } from './suspension';
import { CASE_DEEDS } from './may-be-done';

const MONDAY = isoDate('2026-11-16');
const at = (country: 'NO' | 'SE' | 'FI', customerKind: 'consumer' | 'business' = 'consumer') => ({
  country,
  customerKind,
  date: MONDAY,
});

describe('what may be done to a case now', () => {
  const nothing = { disputes: [], holds: [] };

  test.each(COUNTRIES)('%s: everything while nothing stands against it, nothing while a dispute waits', (country) => {
    for (const deed of CASE_DEEDS) {
      expect(mayBeDone(deed, nothing, at(country)).ok).toBe(true);
      for (const state of DISPUTE_STATES) {
        const answer = mayBeDone(deed, { ...nothing, disputes: [{ state, isCreditAwaited: false }] }, at(country));
        expect([state, answer.ok]).toEqual([state, !isDisputeUnsettled(state)]);
      }
      const promised = { ...nothing, disputes: [{ state: 'upheld', isCreditAwaited: true }] } as const;
      expect(mayBeDone(deed, promised, at(country))).toMatchObject({
        error: { code: 'CASE_STOPPED', details: { why: 'credit_awaited' } },
      });
    }
  });

  test('a hold counts through its last day and says until when', () => {
    const held = (untilDate: string) => ({
      ...nothing,
      holds: [{ kind: 'postponement', untilDate: isoDate(untilDate) } as const],
    });
    expect(mayBeDone('fee', held('2026-11-16'), at('NO'))).toMatchObject({
      error: { code: 'CASE_STOPPED', details: { why: 'postponement', until: '2026-11-16' } },
    });
    expect(mayBeDone('fee', held('2026-11-15'), at('NO')).ok).toBe(true);
  });

  test('every kind of hold stops fees, letters and a cut; care, disputes, boards and suspensions stop calls too', () => {
    const stops = (deed: (typeof CASE_DEEDS)[number], kind: (typeof HOLD_KINDS)[number]) =>
      !mayBeDone(deed, { ...nothing, holds: [{ kind, untilDate: null }] }, at('FI')).ok;
    for (const kind of HOLD_KINDS) {
      expect([kind, stops('fee', kind), stops('letter', kind), stops('cut', kind)]).toEqual([kind, true, true, true]);
    }
    expect(HOLD_KINDS.filter((kind) => stops('outbound_call', kind)).sort()).toEqual(
      ['dispute', 'freeze', 'suspension', 'vulnerability', 'with_board'].sort(),
    );
    // Finland, 4 c §: only a court is left.
    expect(HOLD_KINDS.filter((kind) => !stops('legal_step', kind))).toEqual(['suspension']);
  });

  test('is refused when somebody objects and no row of law covers the day', () => {
    const before = { ...at('NO'), date: isoDate('1970-01-01') };
    const open = { ...nothing, disputes: [{ state: 'open', isCreditAwaited: false }] } as const;
    expect(mayBeDone('fee', open, before)).toMatchObject({ error: { code: 'RULE_MISSING' } });
  });
});

describe('who may stop all collection', () => {
  const may = (ground: SuspensionGround, country: (typeof COUNTRIES)[number], utility: 'power' | 'tv' = 'power') =>
    mayBeSuspended(ground, { ...at(country), utility });

  test('by demand: a consumer in Finland only', () => {
    expect(COUNTRIES.filter((country) => may('demand', country).ok)).toEqual(['FI']);
    expect(may('demand', 'NO')).toMatchObject({ error: { code: 'RULE_MISSING', details: { domain: 'dispute' } } });
  });

  test.each(COUNTRIES)(
    '%s: by a complaint to a board of energy or telecom, by its row; a business has none',
    (country) => {
      expect(may('board', country)).toEqual({ ok: true, value: { ruleId: `${country}-COMPLAINT-ENERGY` } });
      expect(may('board', country, 'tv')).toEqual({ ok: true, value: { ruleId: `${country}-COMPLAINT-TELECOM` } });
      expect(mayBeSuspended('board', { ...at(country, 'business'), utility: 'power' }).ok).toBe(false);
    },
  );
});

describe('a ground', () => {
  test.each(COUNTRIES)('%s: being short of money or finding it dear is no reason not to owe', (country) => {
    const material = DISPUTE_REASONS.filter((reason) => isMaterial(reason, at(country)));
    expect(material).toContain('wrong_amount');
    expect(material).toContain('limitation');
    expect(material).not.toContain('cannot_pay');
    expect(material).not.toContain('too_expensive');
  });

  test('without a row of law every ground counts', () => {
    expect(isMaterial('cannot_pay', { ...at('NO'), date: isoDate('1970-01-01') })).toBe(true);
  });
});

describe('after the answer', () => {
  const answer = (outcome: DisputeOutcome, accepted: number | null) =>
    afterAnswer(
      { outcome, disputedMinor: minor(100_000), acceptedMinor: accepted === null ? null : minor(accepted) },
      at('NO'),
    );

  test('right: all is credited, its costs fall, nothing is left to collect', () => {
    expect(answer('upheld', null)).toEqual({
      ok: true,
      value: { creditAwaitedMinor: 100_000n, removesFees: true, resumesOn: null },
    });
  });

  test('partly right: the accepted part is credited, its costs fall, the rest gets two weeks anew', () => {
    expect(answer('partly', 40_000)).toEqual({
      ok: true,
      value: { creditAwaitedMinor: 40_000n, removesFees: true, resumesOn: '2026-11-30' },
    });
  });

  test.each(['rejected', 'withdrawn'] as const)('%s: costs stay, collection goes on after two weeks', (outcome) => {
    expect(answer(outcome, null)).toEqual({
      ok: true,
      value: { creditAwaitedMinor: 0n, removesFees: false, resumesOn: '2026-11-30' },
    });
  });

  test('a part must be a part, and only a part has a sum', () => {
    for (const [outcome, sum] of [
      ['partly', null],
      ['partly', 0],
      ['partly', 100_000],
      ['rejected', 10],
    ] as const) {
      expect(answer(outcome, sum)).toMatchObject({ ok: false, error: { code: 'DISPUTE_ANSWER_SUM' } });
    }
  });

  test('the new deadline is a bank day at least two weeks ahead, in every country on every day', () => {
    const day = fc.integer({ min: 0, max: 1_000 }).map((n) => addDays(isoDate('2025-01-01'), n));
    fc.assert(
      fc.property(fc.constantFrom(...COUNTRIES), day, (country, date) => {
        const after = afterAnswer(
          { outcome: 'rejected', disputedMinor: minor(1), acceptedMinor: null },
          { ...at(country), date },
        );
        const resumesOn = after.ok ? after.value.resumesOn : null;
        expect(resumesOn !== null && resumesOn >= addDays(date, 14) && isBankDay(resumesOn, country)).toBe(true);
      }),
    );
  });
});

describe('the undisputed part', () => {
  const claim = (id: string, balance: number, dueDate = '2026-09-15') => ({
    id,
    invoiceNo: `F-${id}`,
    reference: `00${id}`,
    dueDate: isoDate(dueDate),
    balanceMinor: minor(balance),
  });

  test('is what is left of each claim, with the number to pay it with; settled disputes count for nothing', () => {
    const parts = undisputedParts(
      [claim('a', 100_000), claim('b', 50_000, '2026-08-15'), claim('c', -500)],
      [
        { state: 'open', isCreditAwaited: false, lines: [{ claimId: 'a', amountMinor: minor(30_000) }] },
        { state: 'rejected', isCreditAwaited: false, lines: [{ claimId: 'b', amountMinor: minor(50_000) }] },
      ],
    );
    expect(parts.totalMinor).toBe(120_000n);
    expect(parts.parts.map(({ claimId, reference, amountMinor }) => [claimId, reference, amountMinor])).toEqual([
      ['b', '00b', 50_000n],
      ['a', '00a', 70_000n],
    ]);
  });

  test('does not hold what the creditor gave up and has not credited yet', () => {
    const upheld = (isCreditAwaited: boolean) =>
      undisputedParts(
        [claim('a', 100_000), claim('b', 50_000)],
        [{ state: 'upheld', isCreditAwaited, lines: [{ claimId: 'a', amountMinor: minor(100_000) }] }],
      ).totalMinor;
    expect(upheld(true)).toBe(50_000n);
    expect(upheld(false)).toBe(150_000n);
  });

  test('is never negative and never more than is owed, whatever is disputed', () => {
    const amount = fc.integer({ min: -10_000, max: 200_000 }).map((n) => minor(n));
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.record({ id: fc.constantFrom('a', 'b', 'c'), balance: amount }), {
          selector: ({ id }) => id,
        }),
        fc.array(
          fc.record({
            state: fc.constantFrom(...DISPUTE_STATES),
            isCreditAwaited: fc.boolean(),
            lines: fc.array(
              fc.record({
                claimId: fc.constantFrom('a', 'b', 'c'),
                amountMinor: fc.integer({ min: 1, max: 200_000 }).map((n) => minor(n)),
              }),
            ),
          }),
        ),
        (claims, disputes) => {
          const open = claims.map(({ id, balance }) => ({ ...claim(id, 0), balanceMinor: balance }));
          const { parts, totalMinor } = undisputedParts(open, disputes);
          expect(sumMinor(parts.map(({ amountMinor }) => amountMinor))).toBe(totalMinor);
          for (const part of parts) {
            const owed = open.find(({ id }) => id === part.claimId)?.balanceMinor ?? 0n;
            expect(part.amountMinor > 0n && part.amountMinor <= owed).toBe(true);
          }
          const disputed = disputes
            .filter(doesDisputeStand)
            .flatMap(({ lines }) => lines)
            .reduce((sum, { amountMinor }) => sum + amountMinor, 0n);
          const owed = open.reduce((sum, { balanceMinor }) => sum + (balanceMinor > 0n ? balanceMinor : 0n), 0n);
          expect(totalMinor + disputed >= owed).toBe(true);
        },
      ),
    );
  });
});
