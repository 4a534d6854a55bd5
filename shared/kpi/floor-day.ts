/** The day that figures "today" are counted over. */
import type { Country } from '../lang/languages';
import { instantAt, localDate } from '../time/zones';

/** The agency's home: its clock is the floor's, on every screen, wherever the one who looks at it sits. */
export const FLOOR_COUNTRY: Country = 'NO';

/** Nobody calls at this hour, so no call and no shift is cut in two where the day changes. */
const DAY_BEGINS_MINUTE = 4 * 60;
const MINUTE_MS = 60_000;

/** When the floor's day began that `nowMs` falls in: the last four o'clock in the morning there; both epoch ms. */
export function startOfFloorDay(nowMs: number, country: Country): number {
  return instantAt(localDate(nowMs - DAY_BEGINS_MINUTE * MINUTE_MS, country), DAY_BEGINS_MINUTE, country);
}
