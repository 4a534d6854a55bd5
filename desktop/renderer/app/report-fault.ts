import { desktopBridge } from './bridge';

const PLACES_MAX = 6;
const PLACE_LENGTH_MAX = 600;
const NAME_LENGTH_MAX = 60;
/** A part that fails at every render must not fill the log. */
const REPORTS_MAX = 20;
let reports = 0;

/**
 * What may be said of a fault: its kind and where in our code it was. Its message may hold a name or an amount, so it stays
 * here.
 */
export function faultOf(error: unknown): { readonly name: string; readonly place: string } {
  if (!(error instanceof Error)) return { name: typeof error, place: '' };
  const places = (error.stack ?? '').split('\n').filter((line) => /^\s+at /u.test(line));
  const place = places.slice(0, PLACES_MAX).map((line) => line.trim().replace(/\(?\w+:\/\/[^/]+/u, ''));
  return { name: error.name.slice(0, NAME_LENGTH_MAX), place: place.join(' ').slice(0, PLACE_LENGTH_MAX) };
}

/** Writes a fault of the page to the desktop program's log; a plain browser has its own console. Never throws. */
export function reportFault(error: unknown): void {
  if (reports >= REPORTS_MAX) return;
  reports += 1;
  void desktopBridge()
    ?.reportFault(faultOf(error))
    .catch(() => undefined);
}
