import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sampleAccount, sampleCaseFile } from '../call-scripts/testing/sample-case-file';
import type { FreezeReason } from '../ledger/case-care';
import type { Mandate } from '../ledger/case-file';
import { isBankDay } from '../time/bank-days';
import { addDays, daysBetween, isoDate, type IsoDate } from '../time/dates';
import { freezeUntil } from './freeze';
import { decidePostponement, nearestPostponement, postponementFrame, type PostponedCase } from './postponement';

const TODAY = isoDate('2026-05-04'); // a Monday
const NORWAY = { country: 'NO', customerKind: 'consumer', utility: 'power', date: TODAY } as const;
const FINLAND = { ...NORWAY, country: 'FI' } as const;

function mandateWith(change: Partial<Mandate['postpone']> = {}, feeMode: Mandate['plan']['feeMode'] = 'none'): Mandate {
  const mandate = sampleCaseFile({ accounts: [sampleAccount()] }).accounts[0]?.mandate;
  if (mandate == null) throw new Error('the sample has a mandate');
  return { ...mandate, plan: { ...mandate.plan, feeMode }, postpone: { daysMax: 30, countMax: 1, ...change } };
}

const caseWith = (change: Partial<PostponedCase> = {}): PostponedCase => ({
  mandate: mandateWith(),
  care: { postponements: [] },
  holds: [],
  limitationDate: null,
  ...change,
});
const given = { untilDate: isoDate('2026-04-20'), agreedAt: 1 };

describe('a new due date', () => {
  test.each([
    ['without a mandate', { mandate: null }, 'MANDATE_MISSING'],
    ['where the creditor lets nobody postpone', { mandate: mandateWith({ daysMax: 0 }) }, 'POSTPONE_NOT_ALLOWED'],
    ['once more than the mandate counts', { care: { postponements: [given] } }, 'POSTPONE_TOO_OFTEN'],
    ['while a plan runs', { holds: ['plan'] }, 'PLAN_ACTIVE_ALREADY'],
    ['while another new due date stands', { holds: ['postponement'] }, 'HOLD_OPEN_ALREADY'],
    ['for a claim that gets too old meanwhile', { limitationDate: isoDate('2026-05-20') }, 'POSTPONE_PAST_LIMITATION'],
  ] as const)('is refused %s', (_when, change, code) => {
    expect(postponementFrame(NORWAY, caseWith(change))).toMatchObject({ ok: false, error: { code } });
  });

  test.each([
    ['today', '2026-05-04', 'POSTPONE_DATE'],
    ['on a Sunday', '2026-05-10', 'POSTPONE_DATE'],
    ['on the seventeenth of May', '2026-05-17', 'POSTPONE_DATE'],
    ['past the mandate', '2026-06-04', 'POSTPONE_TOO_LONG'],
  ])('is refused %s', (_when, date, code) => {
    expect(decidePostponement(NORWAY, caseWith(), isoDate(date))).toMatchObject({ ok: false, error: { code } });
  });

  // FI: 10 a § lets five euros be asked for an extension of at least fourteen days on the debtor's request.
  test.each([
    ['thirteen days cost nothing', '2026-05-15', 'statutory', 0n, null],
    ['fourteen days cost five euros', '2026-05-18', 'statutory', 500n, 'FI-EXTENSION'],
    ['fourteen days are free the first time where the creditor says so', '2026-05-18', 'first_free', 0n, null],
    ['fourteen days are free where the creditor takes no fees', '2026-05-18', 'none', 0n, null],
  ] as const)('in Finland: %s', (_what, date, feeMode, feeMinor, ruleId) => {
    const decided = decidePostponement(FINLAND, caseWith({ mandate: mandateWith({}, feeMode) }), isoDate(date));
    expect(decided).toMatchObject({ ok: true, value: { feeMinor } });
    if (decided.ok && ruleId !== null) expect(decided.value.feeRuleId).toContain('EXT');
  });

  test('costs nothing where no rule allows a fee', () => {
    const about = caseWith({ mandate: mandateWith({}, 'statutory') });
    expect(decidePostponement(NORWAY, about, isoDate('2026-06-02'))).toMatchObject({
      ok: true,
      value: { feeMinor: 0n },
    });
  });

  test('offered for any wish can be agreed: a bank day, after today, inside the mandate', () => {
    const anyWish = fc.integer({ min: -60, max: 200 }).map((days) => addDays(TODAY, days));
    const anyDays = fc.integer({ min: 3, max: 120 });
    fc.assert(
      fc.property(anyWish, anyDays, fc.constantFrom(NORWAY, FINLAND), (wish, daysMax, query) => {
        const about = caseWith({ mandate: mandateWith({ daysMax }) });
        const frame = postponementFrame(query, about);
        if (!frame.ok) throw new Error(frame.error.code);
        const date: IsoDate = nearestPostponement(query, frame.value, wish);
        expect(isBankDay(date, query.country)).toBe(true);
        expect(daysBetween(TODAY, date)).toBeGreaterThan(0);
        expect(daysBetween(TODAY, date)).toBeLessThanOrEqual(daysMax);
        expect(decidePostponement(query, about, date).ok).toBe(true);
      }),
    );
  });
});

const before = (reason: FreezeReason) => [{ reason, untilDate: isoDate('2026-04-01'), placedAt: 1 }];

describe('a freeze', () => {
  test('lasts thirty days at most', () => {
    const wish = { reason: 'moved', care: { freezes: [] }, isLead: false } as const;
    expect(freezeUntil(NORWAY, wish)).toEqual({ ok: true, value: addDays(TODAY, 30) });
    expect(freezeUntil(NORWAY, { ...wish, days: 31 })).toMatchObject({ ok: false, error: { code: 'FREEZE_TOO_LONG' } });
  });

  test('for the same reason a second time is for a lead to decide', () => {
    const wish = { reason: 'moved', care: { freezes: before('moved') }, isLead: false } as const;
    expect(freezeUntil(NORWAY, wish)).toMatchObject({ ok: false, error: { code: 'FREEZE_TOO_OFTEN' } });
    expect(freezeUntil(NORWAY, { ...wish, isLead: true }).ok).toBe(true);
    expect(freezeUntil(NORWAY, { ...wish, reason: 'illness' }).ok).toBe(true);
  });

  test('without a rule for the day is blocked', () => {
    const long = { ...NORWAY, date: isoDate('1990-01-01') };
    expect(freezeUntil(long, { reason: 'moved', care: { freezes: [] }, isLead: true })).toMatchObject({
      ok: false,
      error: { code: 'RULE_MISSING' },
    });
  });
});
