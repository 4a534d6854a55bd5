import { FLOOR_COUNTRY } from '../../../../shared/kpi';
import { localTime } from '../../../../shared/time/zones';

const two = (n: number): string => String(n).padStart(2, '0');

/**
 * The clock on the floor's wall at a moment: `14:32`, or `14:32:07`. A board is read in other countries too, and its day
 * begins where the floor is.
 */
export function floorClock(at: number, hasSeconds = false): string {
  const { hour, minute } = localTime(at, FLOOR_COUNTRY);
  const seconds = hasSeconds ? `:${two(new Date(at).getUTCSeconds())}` : '';
  return `${two(hour)}:${two(minute)}${seconds}`;
}
