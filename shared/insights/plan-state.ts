import type { Country, Currency, LocalText } from '../lang/languages';
import type { CustomerAccount, Plan } from '../ledger/case-file';
import { wasAgreed } from '../plans/plan-history';
import { addBankDays } from '../time/bank-days';
import { compareDates, type IsoDate } from '../time/dates';
import { INSIGHT_WEIGHT, type InsightRule } from './insight-rule';
import { localSentence, money, plain, weekdayOf, dayOf } from './words';

type Instalment = Plan['instalments'][number];

/** A payment needs days in the banks; an instalment is late only after them (2–3 bank days is the practice). */
export const INSTALMENT_GRACE_BANK_DAYS = 3;

function unpaid(plan: Plan): Instalment[] {
  return plan.instalments
    .filter((instalment) => instalment.paidMinor < instalment.amountMinor)
    .sort((a, b) => compareDates(a.dueDate, b.dueDate) || a.instalmentNo - b.instalmentNo);
}

function isLate(instalment: Instalment, country: Country, today: IsoDate): boolean {
  return compareDates(addBankDays(instalment.dueDate, INSTALMENT_GRACE_BANK_DAYS, country), today) < 0;
}

export interface PlanStanding {
  readonly plan: Plan;
  /** The first instalment that is not fully paid: the late one when broken, the coming one when running. */
  readonly instalment: Instalment;
  readonly isBroken: boolean;
}

/**
 * How the newest plan stands against the calendar. A plan that is kept, replaced or cancelled, or whose claims are
 * settled in another way, says nothing (null).
 */
export function findPlanStanding(account: CustomerAccount, today: IsoDate): PlanStanding | null {
  // A draft that waits for a supervisor, or was refused, says nothing of the plan that runs.
  const plan = account.plans.filter(wasAgreed).sort((a, b) => b.madeAt - a.madeAt)[0];
  if (plan === undefined || (plan.state !== 'active' && plan.state !== 'broken')) return null;
  const isOwed = account.claims.some((claim) => plan.claimIds.includes(claim.id) && claim.balanceMinor > 0n);
  const instalment = unpaid(plan)[0];
  if (!isOwed || instalment === undefined) return null;
  const isBroken = plan.state === 'broken' || isLate(instalment, account.creditor.country, today);
  return { plan, instalment, isBroken };
}

function rest(instalment: Instalment, currency: Currency) {
  return money(instalment.amountMinor - instalment.paidMinor, currency);
}

/** A plan that is being kept, and what comes next in it. */
export const planRunning: InsightRule = ({ account, today }) => {
  const standing = findPlanStanding(account, today);
  if (standing === null || standing.isBroken) return null;
  const { plan, instalment } = standing;
  return {
    kind: 'plan_running',
    weight: INSIGHT_WEIGHT.plan_running,
    sentence: localSentence(RUNNING, {
      number: plain(String(instalment.instalmentNo)),
      count: plain(String(plan.instalments.length)),
      amount: rest(instalment, plan.currency),
      day: weekdayOf(instalment.dueDate, today),
    }),
    evidence: [plan.id, instalment.id],
    parts: [],
    suggests: null,
  };
};

/** A plan with an instalment that did not come in time. */
export const planBroken: InsightRule = ({ account, today }) => {
  const standing = findPlanStanding(account, today);
  if (standing === null || !standing.isBroken) return null;
  const { plan, instalment } = standing;
  return {
    kind: 'plan_broken',
    weight: INSIGHT_WEIGHT.plan_broken,
    sentence: localSentence(BROKEN, {
      number: plain(String(instalment.instalmentNo)),
      count: plain(String(plan.instalments.length)),
      amount: rest(instalment, plan.currency),
      day: dayOf(instalment.dueDate, today),
    }),
    evidence: [plan.id, instalment.id],
    parts: [],
    suggests: 'payment-plan',
  };
};

const RUNNING: LocalText = {
  nb: 'Betalingsavtalen går som den skal. Neste er avdrag {number} av {count}: {amount}, forfall {day}.',
  sv: 'Avbetalningsplanen följs. Nästa är delbetalning {number} av {count}: {amount}, förfaller {day}.',
  fi: 'Maksusuunnitelma etenee sovitusti. Seuraavana on erä {number}/{count}: {amount}, eräpäivä {day}.',
  en: 'The payment plan is being kept. Next is instalment {number} of {count}: {amount}, due {day}.',
};

const BROKEN: LocalText = {
  nb: 'Betalingsavtalen har stoppet opp. Avdrag {number} av {count} mangler {amount}, forfall var {day}.',
  sv: 'Avbetalningsplanen har stannat av. På delbetalning {number} av {count} saknas {amount}, den förföll {day}.',
  fi: 'Maksusuunnitelma on katkennut. Erästä {number}/{count} puuttuu {amount}, eräpäivä oli {day}.',
  en: 'The payment plan has stopped. Instalment {number} of {count} lacks {amount}; it was due on {day}.',
};
