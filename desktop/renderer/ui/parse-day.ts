import { addDays, isIsoDate, toPlainDate, type IsoDate } from '../../../shared/time/dates';

const ISO = /^\d{4}-\d{1,2}-\d{1,2}$/u;
const DAY_MONTH = /^(\d{1,2})[./\s-](\d{1,2})(?:[./\s-](\d{4}|\d{2}))?\.?$/u;
const DAY_ALONE = /^(\d{1,2})\.?$/u;
const DAYS_FROM_NOW = /^\+(\d{1,3})$/u;

const two = (text: string): string => text.padStart(2, '0');

function dateOf(year: number, month: string, day: string): IsoDate | null {
  const text = `${year}-${two(month)}-${two(day)}`;
  return isIsoDate(text) ? text : null;
}

/**
 * A day as agents type it: `15.12`, `15.12.2026`, `2026-12-15`, `15` (the next 15th) or `+14`. Without a year the nearest
 * such day in the asked direction from `today` is meant. Null when it is no day.
 */
export function parseDay(text: string, today: IsoDate, direction: 'ahead' | 'back' = 'ahead'): IsoDate | null {
  const typed = text.trim();
  const fromNow = DAYS_FROM_NOW.exec(typed);
  if (fromNow?.[1] !== undefined) return addDays(today, Number(fromNow[1]));
  if (ISO.test(typed)) {
    const [year = '', month = '', day = ''] = typed.split('-');
    return dateOf(Number(year), month, day);
  }
  const parts = DAY_MONTH.exec(typed);
  if (parts !== null) return dayOfMonth(parts, today, direction);
  const alone = DAY_ALONE.exec(typed)?.[1];
  return alone === undefined ? null : nextSuchDay(alone, today, direction);
}

function dayOfMonth(parts: RegExpExecArray, today: IsoDate, direction: 'ahead' | 'back'): IsoDate | null {
  const [, day = '', month = '', year] = parts;
  if (year !== undefined) return dateOf(year.length === 2 ? 2_000 + Number(year) : Number(year), month, day);
  const thisYear = Number(today.slice(0, 4));
  const near = dateOf(thisYear, month, day);
  if (near === null) return null;
  if (direction === 'ahead') return near >= today ? near : dateOf(thisYear + 1, month, day);
  return near <= today ? near : dateOf(thisYear - 1, month, day);
}

const MONTHS_TO_TRY = 12;

function nextSuchDay(day: string, today: IsoDate, direction: 'ahead' | 'back'): IsoDate | null {
  const start = toPlainDate(today);
  for (let step = 0; step <= MONTHS_TO_TRY; step++) {
    const month = start.add({ months: direction === 'ahead' ? step : -step });
    const found = dateOf(month.year, String(month.month), day);
    if (found !== null && (direction === 'ahead' ? found >= today : found <= today)) return found;
  }
  return null;
}
