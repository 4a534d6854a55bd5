import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Id } from '../ids/ids';
import { LANGUAGES } from '../lang/languages';
import type { Mandate } from '../ledger/case-file';
import type { PlanLimits } from '../ledger/mandate';
import { minor, sumMinor } from '../money/money';
import { isoDate } from '../time/dates';
import { checkPlan, type PlanContext } from './check-plan';
import { breachesOf, firstMinimum } from './limits';
import { planFee } from './plan-fee';
import { planInterest, planInterestText } from './plan-interest';
import { planStatus } from './plan-status';
import { proposeBeyond, proposePlans, type PlanQuestion } from './propose-plans';
import { CLEARED_ROWS } from './testing/cleared-rows';

const kr = (whole: number) => minor(Math.round(whole * 100));
const TODAY = isoDate('2026-11-20');

const LIMITS: PlanLimits = {
  instalmentsMax: 4,
  monthsMax: 6,
  daysToFirstMax: 30,
  firstMinMinor: kr(300),
  firstShareMinBp: 1_000,
  instalmentMinMinor: kr(200),
  principalMaxMinor: kr(20_000),
};
const WIDER: PlanLimits = {
  instalmentsMax: 12,
  monthsMax: 12,
  daysToFirstMax: 45,
  firstMinMinor: kr(0),
  firstShareMinBp: 0,
  instalmentMinMinor: kr(100),
  principalMaxMinor: kr(40_000),
};

function mandate(own: Partial<PlanLimits> = {}, beyond: Partial<PlanLimits> | null = {}): Mandate {
  return {
    id: 'man_test' as Id<'mandate'>,
    version: 3,
    validFrom: isoDate('2026-01-01'),
    plan: {
      ...LIMITS,
      ...own,
      feeMode: 'none',
      approval: beyond === null ? null : { role: 'lead', limits: { ...WIDER, ...beyond } },
    },
    postpone: { daysMax: 14, countMax: 1 },
    waive: { perCaseMaxMinor: kr(300), feeShareOfClaimBp: 5_000 },
    hold: { bankDaysMax: 5 },
    mayPauseDisconnection: true,
    mayOrderRelease: true,
  };
}

const CONTEXT: PlanContext = {
  rows: CLEARED_ROWS,
  mandate: mandate(),
  country: 'NO',
  customerKind: 'consumer',
  today: TODAY,
  claimsOpenMinor: kr(3_000),
  principalMinor: kr(3_000),
  isFirstPlan: true,
  paidPlansBefore: 0,
  isLegalPhase: false,
  hasActivePlan: false,
  isCostTold: true,
};
const question = (patch: Partial<PlanQuestion> = {}): PlanQuestion => ({ ...CONTEXT, wishes: {}, ...patch });
const offersOf = (patch: Partial<PlanQuestion>) => {
  const offers = proposePlans(question(patch));
  if (!offers.ok) throw new Error(offers.error.code);
  return offers.value;
};
const amountsOf = (plan: { instalments: readonly { amountMinor: bigint }[] }) =>
  plan.instalments.map(({ amountMinor }) => amountMinor);

describe('the least that is paid first', () => {
  test('is the amount or the share, whichever is higher, and a lower balance is paid whole', () => {
    expect(firstMinimum(kr(2_000), LIMITS)).toBe(kr(300));
    expect(firstMinimum(kr(10_000), LIMITS)).toBe(kr(1_000));
    expect(firstMinimum(kr(120), LIMITS)).toBe(kr(120));
    expect(firstMinimum(minor(300_001), { ...LIMITS, firstMinMinor: kr(0), firstShareMinBp: 1 })).toBe(31n);
  });
});

describe('a plan beyond the mandate', () => {
  const draft = (count: number, total = 3_000, firstDate?: string) => {
    const wishes = { count, ...(firstDate === undefined ? {} : { firstDate: isoDate(firstDate) }) };
    const made = proposePlans(question({ claimsOpenMinor: kr(total), wishes }), 'supervisor');
    const found = made.ok ? made.value.find(({ instalments }) => instalments.length === count) : undefined;
    if (found === undefined) throw new Error('not possible even for a supervisor');
    return found;
  };

  test('is refused to the agent with the limit, and passes by the supervisor within their own', () => {
    const plan = draft(6);
    expect(checkPlan(plan, CONTEXT)).toMatchObject({
      error: { code: 'PLAN_TOO_MANY_INSTALMENTS', details: { max: '4' } },
    });
    expect(checkPlan(plan, CONTEXT, 'supervisor').ok).toBe(true);
  });

  test("is refused to the supervisor too beyond the supervisor's limits, which are never none", () => {
    const narrow = { ...CONTEXT, mandate: mandate({}, { instalmentsMax: 5 }) };
    expect(checkPlan(draft(6), narrow, 'supervisor')).toMatchObject({
      error: { code: 'PLAN_BEYOND_SUPERVISOR', details: { limit: 'instalments', asked: '6', allowed: '5' } },
    });
    const nobody = { ...CONTEXT, mandate: mandate({}, null) };
    expect(checkPlan(draft(6), nobody, 'supervisor')).toMatchObject({ error: { code: 'PLAN_APPROVAL_NOBODY' } });
  });

  test('names every limit it goes beyond', () => {
    const plan = draft(11, 25_000, '2027-01-04');
    const breaches = breachesOf(plan.instalments, LIMITS, { ...CONTEXT, claimsOpenMinor: kr(25_000) });
    expect(breaches.map(({ limit }) => limit)).toEqual([
      'first_date',
      'instalments',
      'months',
      'first_amount',
      'principal',
    ]);
  });

  test('lasts at most so many months from the day it is agreed', () => {
    const long = {
      ...CONTEXT,
      mandate: mandate({ instalmentsMax: 12, monthsMax: 3, firstMinMinor: kr(0), firstShareMinBp: 0 }),
    };
    expect(checkPlan(draft(6), long)).toMatchObject({ error: { code: 'PLAN_TOO_LONG' } });
    const offers = offersOf({ mandate: long.mandate });
    for (const { instalments } of offers) expect((instalments.at(-1)?.dueDate ?? '') <= '2027-02-22').toBe(true);
  });
});

describe('counter-offers', () => {
  test("the customer's own sum comes first where it is allowed, and the last instalment takes the rest", () => {
    const [first] = offersOf({ wishes: { amountMinor: kr(850) } });
    expect(first).toMatchObject({ eachMinor: kr(850), differsIn: [], why: expect.arrayContaining(['as_wished']) });
    expect(first === undefined ? [] : amountsOf(first)).toEqual([kr(850), kr(850), kr(850), kr(450)]);
  });

  test('a sum the mandate does not allow is met with the nearest it does, and the same wish may be put to a supervisor', () => {
    const wishes = { amountMinor: kr(400) };
    const [first] = offersOf({ wishes });
    expect(first).toMatchObject({ differsIn: ['amount'], why: expect.arrayContaining(['nearest']) });
    expect(first?.instalments).toHaveLength(4);
    const beyond = proposeBeyond(question({ wishes }));
    expect(beyond).toMatchObject({ eachMinor: kr(400), differsIn: [], why: ['as_wished'] });
    expect(beyond?.breaches.map(({ limit }) => limit)).toEqual(['instalments', 'months']);
  });

  test('nothing is put to a supervisor when the wish fits, or when nobody may approve', () => {
    expect(proposeBeyond(question({ wishes: { amountMinor: kr(850) } }))).toBeNull();
    expect(proposeBeyond(question({ mandate: mandate({}, null), wishes: { amountMinor: kr(400) } }))).toBeNull();
    expect(proposeBeyond(question({ mandate: null, wishes: {} }))).toBeNull();
  });

  test('a cheaper plan follows one that costs a fee, and says that it is free', () => {
    const priced = mandate({ instalmentsMax: 12, monthsMax: 24, firstMinMinor: kr(0), firstShareMinBp: 0 });
    const offers = offersOf({
      mandate: { ...priced, plan: { ...priced.plan, feeMode: 'statutory' } },
      wishes: { amountMinor: kr(600) },
    });
    expect(offers[0]).toMatchObject({ feeMinor: kr(1_125), differsIn: [] });
    expect(offers[1]).toMatchObject({ feeMinor: 0n, why: expect.arrayContaining(['cheapest', 'no_fee']) });
  });

  test('whatever is asked: offers hold inside the mandate, what is put to a supervisor inside theirs and not inside ours', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 100, max: 6_000_000 }),
        fc.option(fc.integer({ min: 1, max: 300_000 }), { nil: undefined }),
        fc.record({
          instalmentsMax: fc.integer({ min: 1, max: 10 }),
          monthsMax: fc.integer({ min: 1, max: 12 }),
          daysToFirstMax: fc.integer({ min: 0, max: 45 }),
          firstMinMinor: fc.integer({ min: 0, max: 100_000 }).map((n) => minor(n)),
          firstShareMinBp: fc.integer({ min: 0, max: 5_000 }),
        }),
        fc.constantFrom('NO', 'SE', 'FI'),
        (open, wish, own, country) => {
          const asked = question({
            country,
            claimsOpenMinor: minor(open),
            mandate: mandate(own),
            wishes: wish === undefined ? {} : { amountMinor: minor(wish) },
          });
          const context = { ...asked, isCostTold: true };
          const offers = proposePlans(asked);
          for (const offer of offers.ok ? offers.value : []) {
            expect(checkPlan(offer, context).ok).toBe(true);
            expect(sumMinor(offer.instalments.map(({ amountMinor }) => amountMinor))).toBe(offer.totalMinor);
          }
          const beyond = proposeBeyond(asked);
          if (beyond === null) return;
          expect(checkPlan(beyond, context, 'supervisor').ok).toBe(true);
          expect(checkPlan(beyond, context).ok).toBe(false);
          expect(beyond.breaches.length).toBeGreaterThan(0);
        },
      ),
      { numRuns: 600 },
    );
  });
});

describe('how often a debt may pay for a plan', () => {
  const fee = (patch: Partial<Parameters<typeof planFee>[0]>) => {
    const asked = planFee({
      feeMode: 'statutory',
      country: 'FI',
      customerKind: 'consumer',
      rows: CLEARED_ROWS,
      date: TODAY,
      principalMinor: kr(3_000),
      instalmentCount: 6,
      isFirstPlan: false,
      paidPlansBefore: 0,
      isLegalPhase: false,
      ...patch,
    });
    if (!asked.ok) throw new Error(asked.error.code);
    return asked.value;
  };

  test('Finland: the second paid plan is warned of, the third may cost nothing', () => {
    expect(fee({})).toMatchObject({ feeMinor: kr(50), isRepeated: false });
    expect(fee({ paidPlansBefore: 1 })).toMatchObject({ feeMinor: kr(50), isRepeated: true });
    expect(fee({ paidPlansBefore: 2 })).toMatchObject({ feeMinor: 0n, ruleId: expect.stringContaining('PAID-PLANS') });
  });

  test('Norway: the extra for more than four instalments is not taken in the legal phase', () => {
    expect(fee({ country: 'NO' }).feeMinor).toBe(kr(1_125));
    expect(fee({ country: 'NO', isLegalPhase: true }).feeMinor).toBe(0n);
    expect(fee({ country: 'SE', isLegalPhase: true }).feeMinor).toBe(kr(170));
  });
});

describe('interest beside a plan', () => {
  const instalments = [
    { dueDate: isoDate('2026-12-21'), amountMinor: kr(1_000) },
    { dueDate: isoDate('2027-01-20'), amountMinor: kr(2_000) },
  ];
  const about = { principalMinor: kr(3_000), today: TODAY, country: 'NO', customerKind: 'consumer' } as const;

  test('is counted on what is unpaid, as far as the rate is known, and says where that ends', () => {
    const interest = planInterest(instalments, about);
    // 3 000 kr × 31 days and 2 000 kr × 10 days at 12.25 %: 31.21 + 6.71.
    expect(interest).toEqual({ interestMinor: 3_792n, knownTo: '2026-12-31', isComplete: false });
    const text = planInterestText(interest, 'NOK', TODAY);
    expect(text.nb).toContain('38 kroner');
    expect(text.nb).toContain('31. desember');
    for (const language of LANGUAGES) expect(text[language].length).toBeGreaterThan(20);
  });

  test('is whole when every day has a rate, and unknown without one; neither stops a plan', () => {
    expect(planInterest(instalments.slice(0, 1), about)).toMatchObject({ isComplete: true, knownTo: '2026-12-21' });
    const unknown = planInterest(instalments.slice(1), { ...about, today: isoDate('2027-01-04') });
    expect(unknown).toEqual({ interestMinor: 0n, knownTo: null, isComplete: false });
    expect(planInterestText(unknown, 'SEK', TODAY).sv).toMatch(/inte känd/u);
  });
});

describe('what paid an instalment', () => {
  const instalments = [
    { dueDate: isoDate('2026-12-01'), amountMinor: kr(1_000) },
    { dueDate: isoDate('2027-01-04'), amountMinor: kr(1_000) },
    { dueDate: isoDate('2027-02-01'), amountMinor: kr(500) },
  ];
  const on = (today: string, payments: readonly (readonly [string, number])[]) =>
    planStatus(
      instalments,
      payments.map(([date, amount], nr) => ({ date: isoDate(date), amountMinor: kr(amount), entryId: `ent_${nr}` })),
      { today: isoDate(today), country: 'NO' },
    );

  test('a payment too large carries on to the next, and only a full one moves on', () => {
    const status = on('2026-12-10', [
      ['2026-11-25', 400],
      ['2026-11-30', 800],
    ]);
    expect(status.partsPerInstalment[0]?.map(({ entryId, amountMinor }) => [entryId, amountMinor])).toEqual([
      ['ent_0', kr(400)],
      ['ent_1', kr(600)],
    ]);
    expect(status.partsPerInstalment[1]).toEqual([{ entryId: 'ent_1', date: '2026-11-30', amountMinor: kr(200) }]);
    expect(status.paidDates).toEqual(['2026-11-30', null, null]);
    expect(status.next?.dueDate).toBe('2027-01-04');
  });

  test('what is paid beyond the whole plan is told apart', () => {
    expect(on('2026-12-10', [['2026-12-01', 2_600]])).toMatchObject({
      progress: 'kept',
      overpaidMinor: kr(100),
      next: null,
    });
  });

  test('however payments come: parts sum to what was paid, no instalment above its amount, in order', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 0, max: 90 }), fc.integer({ min: 1, max: 90_000 })), { maxLength: 12 }),
        (list) => {
          const day = (n: number) => new Date(Date.UTC(2026, 10, 15 + n)).toISOString().slice(0, 10);
          const status = on(
            '2027-03-01',
            list.map(([n, amount]) => [day(n), amount / 100] as const),
          );
          const laid = sumMinor(status.paidPerInstalment);
          expect(laid + status.overpaidMinor).toBe(status.paidMinor);
          status.paidPerInstalment.forEach((paid, index) => {
            expect(paid <= (instalments[index]?.amountMinor ?? 0n)).toBe(true);
            const before = status.paidPerInstalment[index - 1];
            if (paid > 0n && index > 0) expect(before).toBe(instalments[index - 1]?.amountMinor);
          });
        },
      ),
      { numRuns: 500 },
    );
  });
});
