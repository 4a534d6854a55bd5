/** Whether we may call a customer now. Inbound calls are always welcome; this is about calls we start. */
import type { Country } from '../lang/languages';
import type { CustomerKind } from '../ledger/vocabulary';
import { ok, refuse, type Result } from '../result';
import { weekdayOf } from '../time/dates';
import { holidayOn, type HolidayKind } from '../time/holidays';
import { localDate, localTime } from '../time/zones';
import { findRule, type RuleQuery } from './find-rule';
import type { DayHours } from './params-shapes';
import type { RuleParams } from './rule';

const SATURDAY = 6;

/**
 * Succeeds with the id of the row when the customer's clock is inside the hours; refused with `CALL_HOURS_CLOSED`, or
 * `RULE_MISSING` when we do not know. The hour of closing itself is closed.
 */
export function mayCallAt(
  nowMs: number,
  customer: {
    readonly country: Country;
    readonly customerKind: CustomerKind;
    readonly creditorId?: RuleQuery['creditorId'];
    readonly rows?: RuleQuery['rows'];
  },
): Result<string> {
  const date = localDate(nowMs, customer.country);
  const rule = findRule('calling_hours', { ...customer, date });
  if (!rule.ok) return rule;
  const { minuteOfDay } = localTime(nowMs, customer.country);
  const open = hoursOn(rule.value.params, {
    weekday: weekdayOf(date),
    holiday: holidayOn(date, customer.country)?.kind ?? null,
  });
  if (open !== null && open.fromMinute <= minuteOfDay && minuteOfDay < open.toMinute) return ok(rule.value.id);
  return refuse('CALL_HOURS_CLOSED', { date, ruleId: rule.value.id });
}

function hoursOn(
  hours: RuleParams['calling_hours'],
  day: { readonly weekday: number; readonly holiday: HolidayKind | null },
): DayHours {
  if (day.holiday === 'public' || day.weekday > SATURDAY) return hours.sundayAndHoliday;
  if (day.holiday === 'closedEve') return hours.closedEve;
  return day.weekday === SATURDAY ? hours.saturday : hours.weekdays;
}
