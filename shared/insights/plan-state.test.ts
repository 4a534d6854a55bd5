import { describe, expect, test } from 'vitest';
import { caseFileWith, noonOf, sampleClaim, samplePlan, type PlanWire } from '../call-scripts/testing/sample-case-file';
import { isoDate } from '../time/dates';
import { planBroken, planRunning } from './plan-state';
import { runRule } from './testing/expect-insight';

const april = sampleClaim(1043);
const withPlan = (change: Partial<PlanWire> = {}) => caseFileWith({ plans: [samplePlan(1, [april.id], change)] });

describe('a payment plan', () => {
  test('that is kept says what comes next', () => {
    const insight = runRule(planRunning, withPlan());
    expect(insight?.sentence.en).toBe(
      'The payment plan is being kept. Next is instalment 1 of 2: NOK\u00A0600.00, due Monday 1 June.',
    );
    expect(runRule(planBroken, withPlan())).toBeNull();
  });

  test('goes on to the next instalment when one is paid, and asks only for what is left of it', () => {
    const [first, second] = samplePlan(1, []).instalments;
    if (first === undefined || second === undefined) throw new Error('the sample plan has two instalments');
    const instalments = [
      { ...first, paidMinor: '60000' },
      { ...second, paidMinor: '15000' },
    ];
    expect(runRule(planRunning, withPlan({ instalments }))?.sentence.en).toContain(
      'instalment 2 of 2: NOK\u00A0450.00',
    );
  });

  test('goes on being told while another one waits for a supervisor, or was refused', () => {
    for (const state of ['awaiting_approval', 'cancelled'] as const) {
      const newer = samplePlan(2, [april.id], { state, madeAt: noonOf('2026-05-02') });
      const caseFile = caseFileWith({ plans: [samplePlan(1, [april.id]), newer] });
      expect(runRule(planRunning, caseFile)?.evidence[0]).toBe(samplePlan(1, []).id);
    }
  });

  test('is late only after three bank days, for a payment needs days in the banks', () => {
    // Due Monday 1 June 2026; the third bank day after is Thursday 4 June.
    expect(runRule(planRunning, withPlan(), isoDate('2026-06-04'))).not.toBeNull();
    expect(runRule(planBroken, withPlan(), isoDate('2026-06-04'))).toBeNull();
    expect(runRule(planRunning, withPlan(), isoDate('2026-06-05'))).toBeNull();
    expect(runRule(planBroken, withPlan(), isoDate('2026-06-05'))?.sentence.nb).toBe(
      'Betalingsavtalen har stoppet opp. Avdrag 1 av 2 mangler 600,00\u00A0kr, forfall var 1. juni.',
    );
  });

  test('that the ledger calls broken is broken, whatever the calendar says', () => {
    expect(runRule(planBroken, withPlan({ state: 'broken' }))?.suggests).toBe('payment-plan');
  });

  test('that was broken says nothing once a new one runs', () => {
    const plans = [
      samplePlan(1, [april.id], { state: 'broken', madeAt: noonOf('2026-01-10') }),
      samplePlan(2, [april.id]),
    ];
    expect(runRule(planBroken, caseFileWith({ plans }))).toBeNull();
    expect(runRule(planRunning, caseFileWith({ plans }))?.evidence[0]).toBe(plans[1]?.id);
  });

  test.each(['proposed', 'awaiting_approval', 'kept', 'replaced', 'cancelled'] as const)(
    'says nothing when it is %s',
    (state) => {
      expect(runRule(planRunning, withPlan({ state }))).toBeNull();
      expect(runRule(planBroken, withPlan({ state }))).toBeNull();
    },
  );

  test('says nothing when its claims are settled in another way', () => {
    const claims = [sampleClaim(1043, { balanceMinor: '0' })];
    const plans = [samplePlan(1, [april.id], { state: 'broken' })];
    expect(runRule(planBroken, caseFileWith({ claims, plans }))).toBeNull();
  });
});
