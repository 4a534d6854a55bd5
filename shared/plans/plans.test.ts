import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Id } from '../ids/ids';
import { LANGUAGES } from '../lang/languages';
import type { Mandate } from '../ledger/case-file';
import { minor, sumMinor, ZERO } from '../money/money';
import { isBankDay } from '../time/bank-days';
import { addDays, isoDate } from '../time/dates';
import { buildPlan, planDates, type PlannedInstalment } from './build-plan';
import { checkPlan, type PlanContext } from './check-plan';
import { planCostText, planFee } from './plan-fee';
import { openPrincipal } from './principal';
import { planLookDay, planStatus } from './plan-status';
import { proposePlans, PROPOSALS_MAX, type PlanQuestion } from './propose-plans';
import { CLEARED_ROWS } from './testing/cleared-rows';

const kr = (whole: number) => minor(Math.round(whole * 100));
const TODAY = isoDate('2026-11-20');

const MANDATE: Mandate = {
  id: 'man_test' as Id<'mandate'>,
  version: 1,
  validFrom: isoDate('2026-01-01'),
  plan: {
    instalmentsMax: 12,
    monthsMax: 24,
    daysToFirstMax: 31,
    firstMinMinor: minor(0),
    instalmentMinMinor: kr(200),
    firstShareMinBp: 0,
    principalMaxMinor: kr(30_000),
    feeMode: 'statutory',
    approval: null,
  },
  postpone: { daysMax: 14, countMax: 1 },
  waive: { perCaseMaxMinor: kr(300), feeShareOfClaimBp: 5_000 },
  hold: { bankDaysMax: 5 },
  mayPauseDisconnection: true,
  mayOrderRelease: true,
};

function mandate(plan: Partial<Mandate['plan']>): Mandate {
  return { ...MANDATE, plan: { ...MANDATE.plan, ...plan } };
}

const CONTEXT: PlanContext = {
  rows: CLEARED_ROWS,
  mandate: MANDATE,
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

function plan(totalMinor = kr(3_000), count = 3): { instalments: readonly PlannedInstalment[]; feeMinor: typeof ZERO } {
  const firstDate = isoDate('2026-12-01');
  return {
    instalments: buildPlan({ totalMinor, count, firstDate, cadence: 'monthly', country: 'NO' }),
    feeMinor: ZERO,
  };
}

function codeOf(patch: Partial<PlanContext>, draft: Parameters<typeof checkPlan>[0] = plan()): string {
  const result = checkPlan(draft, { ...CONTEXT, ...patch });
  return result.ok ? 'ok' : result.error.code;
}

describe('building a plan', () => {
  test('splits into whole kroner alike, and the last takes the rest', () => {
    const built = plan(minor(100_050), 3).instalments;
    expect(built.map((one) => one.amountMinor)).toEqual([kr(333), kr(333), kr(334.5)]);
  });

  test("pays the customer's own sum each time, and the last takes the rest", () => {
    const request = { count: 3, firstDate: TODAY, cadence: 'monthly', country: 'NO', eachMinor: kr(1_000) } as const;
    const built = buildPlan({ ...request, totalMinor: kr(2_500.5) });
    expect(built.map((one) => one.amountMinor)).toEqual([kr(1_000), kr(1_000), kr(500.5)]);
    expect(buildPlan({ ...request, totalMinor: kr(2_000) })).toEqual([]);
  });

  test('moves a date off a weekend or holiday forward, and keeps the day of the month', () => {
    const dates = planDates({ count: 4, firstDate: isoDate('2027-01-31'), cadence: 'monthly', country: 'NO' });
    // 31 January 2027 is a Sunday, 28 February too, 31 March a Wednesday, 30 April a Friday.
    expect(dates).toEqual(['2027-02-01', '2027-03-01', '2027-03-31', '2027-04-30']);
    const easter = planDates({ count: 1, firstDate: isoDate('2027-03-25'), cadence: 'weekly', country: 'NO' });
    expect(easter).toEqual(['2027-03-30']);
  });

  test('lets the first instalment be larger when the creditor wants a share first', () => {
    const built = buildPlan({
      totalMinor: minor(100_050),
      count: 4,
      firstDate: TODAY,
      cadence: 'weekly',
      country: 'SE',
      firstMinMinor: kr(400.2),
    });
    expect(built.map((one) => one.amountMinor)).toEqual([kr(401), kr(199), kr(199), kr(201.5)]);
  });

  test('is empty when the sum is too small for so many parts', () => {
    expect(plan(minor(250), 3).instalments).toEqual([]);
  });

  test('100 000 plans: exact sum, rising dates on bank days, alike but for the last', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: 10_000n, max: 10n ** 9n }),
        fc.integer({ min: 1, max: 6 }),
        fc.integer({ min: 0, max: 3_000 }),
        fc.constantFrom('weekly', 'monthly'),
        fc.constantFrom('NO', 'SE', 'FI'),
        (total, count, days, cadence, country) => {
          const totalMinor = minor(total);
          const firstDate = addDays(isoDate('2024-01-01'), days);
          const built = buildPlan({ totalMinor, count, firstDate, cadence, country });
          if (built.length !== count) throw new Error('one instalment per count');
          if (sumMinor(built.map((one) => one.amountMinor)) !== totalMinor) throw new Error('sum is not exact');
          built.forEach((one, index) => {
            const before = built[index - 1];
            if (!isBankDay(one.dueDate, country)) throw new Error(`${one.dueDate} is no bank day`);
            if (before !== undefined && one.dueDate <= before.dueDate) throw new Error('dates do not rise');
            const isAlike = index === built.length - 1 || one.amountMinor === built[0]?.amountMinor;
            if (!isAlike || one.amountMinor < total / BigInt(count) - 100n) throw new Error('not alike');
            if (one.amountMinor > total / BigInt(count) + BigInt(count) * 100n) throw new Error('too much at the end');
          });
        },
      ),
      { numRuns: 100_000 },
    );
  }, 120_000);
});

describe('what a plan costs', () => {
  const ask = (patch: Partial<Parameters<typeof planFee>[0]>) => {
    const fee = planFee({
      feeMode: 'statutory',
      country: 'NO',
      customerKind: 'consumer',
      rows: CLEARED_ROWS,
      date: TODAY,
      principalMinor: kr(3_000),
      instalmentCount: 4,
      isFirstPlan: true,
      paidPlansBefore: 0,
      isLegalPhase: false,
      ...patch,
    });
    return fee.ok ? fee.value.feeMinor : fee.error.code;
  };

  test('nothing while counsel has not cleared paid plans under directive 2023/2225, in all three countries', () => {
    const after = { date: isoDate('2026-11-20'), instalmentCount: 6, rows: undefined };
    for (const country of ['NO', 'SE', 'FI'] as const) expect(ask({ ...after, country })).toBe(ZERO);
    expect(ask({ ...after, country: 'SE', date: isoDate('2026-11-19') })).toBe(kr(170));
  });

  test('Norway: nothing before the payment demand, for the rise is of the agency’s cap (INKF § 2-4)', () => {
    expect(ask({ instalmentCount: 5, isBeforeDemand: true })).toBe(ZERO);
    expect(ask({ instalmentCount: 5, isBeforeDemand: false })).toBe(kr(1_125));
    expect(ask({ country: 'SE', isBeforeDemand: true })).toBe(kr(170));
  });

  test('Finland: never above the ceiling of all costs (10 d §): 90 € bears 60 €, so after 51 € a plan costs 9 € and after 60 nothing', () => {
    const finnish = (feesBefore: number) =>
      ask({ country: 'FI', principalMinor: kr(90), instalmentCount: 6, feesBeforeMinor: kr(feesBefore) });
    expect([finnish(0), finnish(36), finnish(51), finnish(60), finnish(75)]).toEqual([
      kr(20),
      kr(20),
      kr(9),
      ZERO,
      ZERO,
    ]);
  });

  test('10 000 Finnish debts: what was charged and the plan’s fee together never pass the ceiling of the debt', () => {
    const debt = fc.record({ principal: fc.integer({ min: 1, max: 3_000 }), before: fc.integer({ min: 0, max: 300 }) });
    fc.assert(
      fc.property(debt, fc.integer({ min: 1, max: 12 }), ({ principal, before }, instalmentCount) => {
        const fee = ask({ country: 'FI', principalMinor: kr(principal), instalmentCount, feesBeforeMinor: kr(before) });
        const ceiling = principal <= 100 ? 60 : principal <= 1_000 ? 120 : 210;
        return typeof fee === 'bigint' && fee >= 0n && (fee === 0n || fee + kr(before) <= kr(ceiling));
      }),
      { numRuns: 10_000 },
    );
  });

  test('Norway: nothing up to four instalments, 1 125 kr for five or more in 2026, unknown in 2027', () => {
    expect(ask({})).toBe(ZERO);
    expect(ask({ instalmentCount: 5 })).toBe(kr(1_125));
    expect(ask({ instalmentCount: 5, date: isoDate('2027-01-04') })).toBe('RULE_MISSING');
    expect(ask({ instalmentCount: 4, date: isoDate('2027-01-04') })).toBe(ZERO);
    expect(ask({ instalmentCount: 5, date: isoDate('2025-12-31') })).toBe(kr(1_050));
  });

  test('Sweden 170 kr; Finland 20, 30 or 50 € by debt and number, and for businesses no row', () => {
    expect(ask({ country: 'SE' })).toBe(kr(170));
    const finnish = (principal: number, instalmentCount: number) =>
      ask({ country: 'FI', principalMinor: kr(principal), instalmentCount });
    expect(finnish(5_000, 4)).toBe(kr(20));
    expect(finnish(100, 5)).toBe(kr(20));
    expect(finnish(1_000, 5)).toBe(kr(30));
    expect(finnish(1_000.01, 5)).toBe(kr(50));
    expect(ask({ country: 'FI', customerKind: 'business' })).toBe('RULE_MISSING');
  });

  test('nothing when the creditor takes no fee, nor for the first plan where that is free', () => {
    expect(ask({ country: 'SE', feeMode: 'none' })).toBe(ZERO);
    expect(ask({ country: 'FI', feeMode: 'first_free' })).toBe(ZERO);
    expect(ask({ country: 'FI', feeMode: 'first_free', isFirstPlan: false })).toBe(kr(20));
  });

  test('is said in all languages before confirming', () => {
    const text = planCostText({ feeMinor: kr(170), totalMinor: kr(1_170) }, 'SEK');
    expect(text.sv).toBe('Planen kostar 170 kronor i avgift. Sammanlagt betalar du 1170 kronor. Är det okej för dig?');
    const free = planCostText({ feeMinor: ZERO, totalMinor: kr(1_170) }, 'EUR');
    for (const language of LANGUAGES) expect(free[language]).toContain('1170 euro');
  });
});

describe('the principal of a debt', () => {
  const part = (kind: 'invoice' | 'fee', balance: number, costs = 0) => ({
    kind,
    balanceMinor: kr(balance),
    costsMinor: kr(costs),
  });

  test('is what is left of the invoices, without what collecting them has cost', () => {
    expect(openPrincipal([part('invoice', 98), part('fee', 5)])).toBe(kr(98));
    expect(openPrincipal([part('invoice', 103, 5)])).toBe(kr(98));
    expect(openPrincipal([part('invoice', 98, -5), part('invoice', 3, 5), part('invoice', -2)])).toBe(kr(98));
  });

  test.each([
    [98, 5, 20],
    [100, 60, 20],
    [100.01, 0, 30],
    [990, 19, 30],
    [1_000, 210, 30],
    [1_000.01, 0, 50],
  ])('Finland: a debt of %f € with %f € of costs bears a plan fee of %i €', (principal, costs, fee) => {
    const mine = mandate({ feeMode: 'statutory', instalmentMinMinor: minor(100), principalMaxMinor: kr(50_000) });
    const claimsOpenMinor = kr(principal + costs);
    const context: PlanContext = {
      ...CONTEXT,
      country: 'FI',
      mandate: mine,
      isFirstPlan: false,
      claimsOpenMinor,
      principalMinor: openPrincipal([part('invoice', principal), part('fee', costs)]),
    };
    const feeOf = (feeMinor: typeof ZERO) => {
      const total = minor(claimsOpenMinor + feeMinor);
      const { instalments } = { ...plan(total, 6) };
      return checkPlan({ instalments, feeMinor }, context);
    };
    expect(feeOf(kr(fee)).ok).toBe(true);
    expect(feeOf(minor(kr(fee) + 1n))).toMatchObject({
      error: { code: 'MANDATE_EXCEEDED', details: { limit: 'fee' } },
    });
    const offers = proposePlans({ ...context, wishes: { count: 6 } });
    expect(offers.ok && offers.value[0]).toMatchObject({ feeMinor: kr(fee) });
  });
});

describe('checking a plan against the mandate', () => {
  test('a plan inside everything passes with the fee it may carry', () => {
    expect(checkPlan(plan(), CONTEXT)).toEqual({
      ok: true,
      value: { feeMinor: 0n, ruleId: 'NO-PLAN-FEE', isRepeated: false },
    });
  });

  test.each<[string, Partial<PlanContext>, Parameters<typeof checkPlan>[0] | undefined]>([
    ['MANDATE_MISSING', { mandate: null }, undefined],
    ['PLAN_ACTIVE_ALREADY', { hasActivePlan: true }, undefined],
    ['PLAN_SUM_MISMATCH', { claimsOpenMinor: minor(300_001) }, undefined],
    ['PLAN_SUM_MISMATCH', {}, { instalments: [], feeMinor: ZERO }],
    ['PLAN_FIRST_DATE', { today: isoDate('2026-12-02') }, undefined],
    ['PLAN_FIRST_DATE', { mandate: mandate({ daysToFirstMax: 10 }) }, undefined],
    ['PLAN_TOO_MANY_INSTALMENTS', { mandate: mandate({ instalmentsMax: 2 }) }, undefined],
    ['PLAN_INSTALMENT_TOO_SMALL', { mandate: mandate({ instalmentMinMinor: kr(1_001) }) }, undefined],
    ['PLAN_FIRST_TOO_SMALL', { mandate: mandate({ firstShareMinBp: 3_334 }) }, undefined],
    ['PLAN_FIRST_TOO_SMALL', { mandate: mandate({ firstMinMinor: minor(100_001) }) }, undefined],
    ['PLAN_TOO_LONG', { mandate: mandate({ monthsMax: 2 }) }, undefined],
    ['MANDATE_EXCEEDED', { mandate: mandate({ principalMaxMinor: minor(299_999) }) }, undefined],
    ['MANDATE_EXCEEDED', { claimsOpenMinor: minor(299_999) }, { ...plan(), feeMinor: minor(1) }],
    ['PLAN_COST_NOT_TOLD', { isCostTold: false }, undefined],
    ['RULE_MISSING', { country: 'FI', customerKind: 'business' }, undefined],
  ])('%s', (code, patch, draft) => {
    expect(codeOf(patch, draft)).toBe(code);
  });

  test('dates must be bank days in rising order', () => {
    const [first, second, third] = plan().instalments;
    if (first === undefined || second === undefined || third === undefined) throw new Error('three instalments');
    expect(codeOf({}, { instalments: [first, third, second], feeMinor: ZERO })).toBe('INVALID_PAYLOAD');
    const sunday = { ...second, dueDate: isoDate('2027-01-03') };
    expect(codeOf({}, { instalments: [first, sunday, third], feeMinor: ZERO })).toBe('INVALID_PAYLOAD');
  });

  test('a small debt paid at once is allowed below the minimum instalment', () => {
    expect(codeOf({ claimsOpenMinor: kr(50) }, plan(kr(50), 1))).toBe('ok');
  });

  test('five instalments in Norway carry the fee, and the sum includes it', () => {
    const draft = { ...plan(kr(4_125), 5), feeMinor: kr(1_125) };
    expect(codeOf({}, draft)).toBe('ok');
    expect(codeOf({ isCostTold: false }, draft)).toBe('PLAN_COST_NOT_TOLD');
  });
});

describe('proposing plans', () => {
  const question: PlanQuestion = { ...CONTEXT, wishes: {} };
  const propose = (patch: Partial<PlanQuestion>) => {
    const result = proposePlans({ ...question, ...patch });
    if (!result.ok) throw new Error(result.error.code);
    return result.value;
  };

  test('without a wish the gentlest plan that costs nothing comes first', () => {
    const [first] = propose({});
    expect(first).toMatchObject({ feeMinor: 0n, totalMinor: kr(3_000), differsIn: [] });
    expect(first?.instalments).toHaveLength(4);
  });

  test('with an amount the nearest plan inside it comes first', () => {
    const [first, second] = propose({ wishes: { amountMinor: kr(1_000) } });
    expect(first?.instalments.map((one) => one.amountMinor)).toEqual([kr(1_000), kr(1_000), kr(1_000)]);
    expect(second?.differsIn).toEqual([]);
  });

  test('a wish the mandate does not allow is met with the nearest it does, and says where it differs', () => {
    const tooLow = propose({ mandate: mandate({ instalmentsMax: 3 }), wishes: { amountMinor: kr(500) } });
    expect(tooLow[0]).toMatchObject({ differsIn: ['amount'] });
    expect(tooLow[0]?.instalments).toHaveLength(3);
    const tooLate = propose({ wishes: { firstDate: isoDate('2027-03-01') } });
    expect(tooLate[0]).toMatchObject({ differsIn: ['first_date'] });
    expect(tooLate[0]?.instalments[0]?.dueDate).toBe('2026-12-21');
  });

  test('a wished number of instalments is met when it can be', () => {
    expect(propose({ wishes: { count: 6 } })[0]?.instalments).toHaveLength(6);
  });

  test('nothing can be proposed without a mandate, beside a running plan, or above the principal', () => {
    const codes = [{ mandate: null }, { hasActivePlan: true }, { claimsOpenMinor: kr(30_001) }].map((patch) => {
      const result = proposePlans({ ...question, ...patch });
      return result.ok ? 'ok' : result.error.code;
    });
    expect(codes).toEqual(['MANDATE_MISSING', 'PLAN_ACTIVE_ALREADY', 'MANDATE_EXCEEDED']);
  });

  test('whatever is asked, each proposal passes the check it will meet later', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: 1n, max: 4_000_000n }),
        fc.record({
          instalmentsMax: fc.integer({ min: 1, max: 14 }),
          daysToFirstMax: fc.integer({ min: 0, max: 60 }),
          instalmentMinMinor: fc.integer({ min: 0, max: 100_000 }).map((n) => minor(n)),
          firstShareMinBp: fc.integer({ min: 0, max: 10_000 }),
          feeMode: fc.constantFrom('none', 'statutory', 'first_free'),
        }),
        fc.constantFrom('NO', 'SE', 'FI'),
        fc.option(
          fc.integer({ min: 1, max: 500_000 }).map((n) => minor(n)),
          { nil: undefined },
        ),
        (open, limits, country, amountMinor) => {
          const asked: PlanQuestion = {
            ...question,
            country,
            mandate: mandate(limits),
            claimsOpenMinor: minor(open),
            wishes: amountMinor === undefined ? {} : { amountMinor },
          };
          const result = proposePlans(asked);
          if (!result.ok) return;
          expect(result.value.length).toBeLessThanOrEqual(PROPOSALS_MAX);
          for (const proposal of result.value) {
            expect(checkPlan(proposal, { ...asked, isCostTold: true }).ok).toBe(true);
            const isSmallest = proposal.instalments.length === 1;
            for (const one of proposal.instalments) {
              expect(isSmallest || one.amountMinor >= limits.instalmentMinMinor).toBe(true);
            }
          }
        },
      ),
      { numRuns: 500 },
    );
  });
});

describe('how a plan is going', () => {
  const { instalments } = plan();
  // Due 1 December 2026, 4 January and 1 February 2027, 1 000 kr each.
  const on = (today: string, payments: readonly (readonly [string, number])[]) =>
    planStatus(
      instalments,
      payments.map(([date, amount]) => ({ date: isoDate(date), amountMinor: kr(amount) })),
      { today: isoDate(today), country: 'NO' },
    );

  test('on track before anything is due and after each payment', () => {
    expect(on('2026-11-30', []).progress).toBe('on_track');
    expect(on('2026-12-10', [['2026-12-01', 1_000]])).toMatchObject({
      progress: 'on_track',
      overdueMinor: 0n,
      next: { dueDate: '2027-01-04' },
    });
  });

  test('late within the grace, partly when some came, broken when the grace is over', () => {
    expect(on('2026-12-02', [])).toMatchObject({ progress: 'late', overdueMinor: kr(1_000) });
    expect(on('2026-12-04', [['2026-12-03', 400]])).toMatchObject({ progress: 'partly', overdueMinor: kr(600) });
    expect(on('2026-12-04', []).progress).toBe('late');
    expect(on('2026-12-06', []).progress).toBe('late');
    expect(on('2026-12-07', []).progress).toBe('broken');
  });

  test('a payment booked on the last day of the grace keeps the plan', () => {
    expect(on('2026-12-05', [['2026-12-04', 1_000]]).progress).toBe('on_track');
    expect(on('2026-12-08', [['2026-12-07', 1_000]]).progress).toBe('broken');
  });

  test('kept when all is paid, early payments included', () => {
    expect(on('2026-12-02', [['2026-12-01', 3_000]])).toMatchObject({ progress: 'kept', next: null });
    const status = on('2026-12-02', [['2026-12-01', 1_500]]);
    expect(status.paidPerInstalment).toEqual([kr(1_000), kr(500), 0n]);
    expect(status.progress).toBe('on_track');
  });

  test('what was booked on the last day of the grace is seen a bank day later: over a weekend nothing is broken yet', () => {
    // Due Tuesday 24 November: the grace ends on Friday the 27th, and Friday's money is in Monday's file.
    const due = [{ dueDate: isoDate('2026-11-24'), amountMinor: kr(1_000) }];
    const on = (today: string) => planStatus(due, [], { today: isoDate(today), country: 'NO' });
    expect(on('2026-11-29')).toMatchObject({ progress: 'late', missedSince: null });
    expect(on('2026-11-30')).toMatchObject({ progress: 'broken', missedSince: '2026-11-30' });
    expect(planLookDay(isoDate('2026-11-24'), 'NO')).toBe('2026-11-30');
  });

  test('an instalment whose grace ends in a pause falls due anew when the pause is over, and not while it lasts', () => {
    const due = [{ dueDate: isoDate('2026-11-24'), amountMinor: kr(1_000) }];
    const paidOn = (day: string) => [{ date: isoDate(day), amountMinor: kr(1_000) }];
    const status = (until: string | null, payments: Parameters<typeof planStatus>[1], from = '2026-11-26') =>
      planStatus(due, payments, {
        today: isoDate('2026-12-31'),
        country: 'NO',
        pauses: [{ from: isoDate(from), until: until === null ? null : isoDate(until) }],
      }).progress;
    expect(status(null, [])).toBe('late');
    // Over on Thursday 10 December: three bank days of grace later it is Tuesday.
    expect(status('2026-12-10', paidOn('2026-12-15'))).toBe('kept');
    expect(status('2026-12-10', paidOn('2026-12-16'))).toBe('broken');
    // A dispute that is raised when the plan was broken already repairs nothing.
    expect(status(null, [], '2026-11-30')).toBe('late');
    expect(status(null, [], '2026-12-01')).toBe('broken');
    // Nor does a short one that was over before the grace take time from anybody.
    expect(status('2026-11-16', paidOn('2026-11-27'), '2026-11-10')).toBe('kept');
    expect(status('2026-11-16', paidOn('2026-11-30'), '2026-11-10')).toBe('broken');
  });

  test('money dated later is not yet known', () => {
    expect(on('2026-12-02', [['2026-12-03', 1_000]]).progress).toBe('late');
  });
});
