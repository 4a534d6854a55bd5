/** Turning a sum and a wish into dated instalments. */
import { assert } from '../assert';
import type { Country } from '../lang/languages';
import { addMinor, minor, splitEvenly, subtractMinor, type Minor } from '../money/money';
import { bankDayOnOrAfter } from '../time/bank-days';
import { addDays, addMonths, type IsoDate } from '../time/dates';

export const PLAN_CADENCES = ['weekly', 'monthly'] as const;
export type PlanCadence = (typeof PLAN_CADENCES)[number];

/** No plan is longer, whatever a mandate says (the wire allows no more either). */
export const INSTALMENTS_LIMIT = 60;
const DAYS_IN_WEEK = 7;
/** People remember whole kroner and euros; the odd øre go with the first instalment. */
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
  /** The first instalment is at least this; the rest is spread evenly. */
  readonly firstMinMinor?: Minor;
}

/**
 * The instalments of a plan: they sum exactly to the total, differ by at most one whole unit after the first, and fall on
 * bank days in rising order (a date on a free day moves forward). Empty when the total is too small to be split so often.
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

function planAmounts(request: PlanRequest): readonly Minor[] {
  const even = evenAmounts(request.totalMinor, request.count);
  const first = even[0];
  const { firstMinMinor } = request;
  if (first === undefined || firstMinMinor === undefined || first >= firstMinMinor || request.count === 1) return even;
  const rest = subtractMinor(request.totalMinor, firstMinMinor);
  if (rest <= 0n) return [];
  const [second, ...others] = evenAmounts(rest, request.count - 1);
  // The odd øre of the rest belong to the first instalment as well.
  const odd = minor(rest % WHOLE_UNIT_MINOR);
  return second === undefined ? [] : [addMinor(firstMinMinor, odd), subtractMinor(second, odd), ...others];
}

function evenAmounts(totalMinor: Minor, count: number): readonly Minor[] {
  const odd = totalMinor % WHOLE_UNIT_MINOR;
  const whole = splitEvenly(minor(totalMinor / WHOLE_UNIT_MINOR), count);
  return whole.map((units, index) => minor(units * WHOLE_UNIT_MINOR + (index === 0 ? odd : 0n)));
}
