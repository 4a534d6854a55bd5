/** Turning a sum and a wish into dated instalments. */
import { assert } from '../assert';
import type { Country } from '../lang/languages';
import { INSTALMENTS_LIMIT } from '../ledger/mandate';
import { minor, type Minor } from '../money/money';
import { bankDayOnOrAfter } from '../time/bank-days';
import { addDays, addMonths, type IsoDate } from '../time/dates';

export { INSTALMENTS_LIMIT } from '../ledger/mandate';

export const PLAN_CADENCES = ['weekly', 'monthly'] as const;
export type PlanCadence = (typeof PLAN_CADENCES)[number];

const DAYS_IN_WEEK = 7;
/** People remember whole kroner and euros; what does not divide goes with the last instalment. */
const WHOLE_UNIT_MINOR = 100n;

export interface PlannedInstalment {
  readonly dueDate: IsoDate;
  readonly amountMinor: Minor;
}

export interface PlanRequest {
  /** What is to be paid in all, fee included; positive. */
  readonly totalMinor: Minor;
  /** 1 to {@link INSTALMENTS_LIMIT}. */
  readonly count: number;
  readonly firstDate: IsoDate;
  readonly cadence: PlanCadence;
  readonly country: Country;
  /** The first instalment is at least this (in whole units); the rest is spread evenly. */
  readonly firstMinMinor?: Minor;
  /** What is paid each time, as the customer said it; left out = spread evenly. The last instalment takes the rest. */
  readonly eachMinor?: Minor;
}

/**
 * The instalments of a plan: they sum exactly to the total, are alike but for the last, which takes the rest (and the first,
 * when more is asked of it), and fall on bank days in rising order (a date on a free day moves forward). Empty when the
 * total cannot be split so.
 */
export function buildPlan(request: PlanRequest): readonly PlannedInstalment[] {
  assert(Number.isInteger(request.count) && request.count >= 1, 'a plan has at least one instalment');
  assert(request.count <= INSTALMENTS_LIMIT, `a plan has at most ${INSTALMENTS_LIMIT} instalments`);
  const amounts = planAmounts(request);
  if (amounts.some((amount) => amount <= 0n)) return [];
  const dates = planDates(request);
  return amounts.flatMap((amountMinor, index) => {
    const dueDate = dates[index];
    return dueDate === undefined ? [] : [{ dueDate, amountMinor }];
  });
}

/** The due dates: every week or month from the first date, each moved forward to a bank day of the country. */
export function planDates(
  request: Pick<PlanRequest, 'count' | 'firstDate' | 'cadence' | 'country'>,
): readonly IsoDate[] {
  return Array.from({ length: request.count }, (_, index) => {
    // Counted from the first date each time, so that the 31st comes back after a February.
    const wished =
      request.cadence === 'monthly'
        ? addMonths(request.firstDate, index)
        : addDays(request.firstDate, index * DAYS_IN_WEEK);
    return bankDayOnOrAfter(wished, request.country);
  });
}

function planAmounts({ totalMinor, count, firstMinMinor, eachMinor }: PlanRequest): readonly Minor[] {
  if (count === 1) return [totalMinor];
  const parts = BigInt(count);
  const evenly = eachMinor === undefined;
  const each = evenly ? wholeUnitsDown(totalMinor / parts) : eachMinor;
  const asked = firstMinMinor === undefined ? each : wholeUnitsUp(firstMinMinor);
  const first = asked > each ? asked : each;
  // A larger first instalment makes the following ones smaller when they are spread evenly.
  const following = evenly && first > each ? wholeUnitsDown((totalMinor - first) / (parts - 1n)) : each;
  const last = totalMinor - first - following * (parts - 2n);
  if (first <= 0n || last <= 0n || (count > 2 && following <= 0n)) return [];
  return [minor(first), ...Array.from({ length: count - 2 }, () => minor(following)), minor(last)];
}

const wholeUnitsDown = (amount: bigint): bigint => (amount / WHOLE_UNIT_MINOR) * WHOLE_UNIT_MINOR;
const wholeUnitsUp = (amount: bigint): bigint => wholeUnitsDown(amount + WHOLE_UNIT_MINOR - 1n);
