const two = (n: number): string => String(n).padStart(2, '0');

/** The wall clock of a moment on this computer: `14:32`, or `14:32:07`. */
export function clockOf(at: number, hasSeconds = false): string {
  const moment = new Date(at);
  const hoursAndMinutes = `${two(moment.getHours())}:${two(moment.getMinutes())}`;
  return hasSeconds ? `${hoursAndMinutes}:${two(moment.getSeconds())}` : hoursAndMinutes;
}

/** The day of a moment on this computer, `yyyy-MM-dd`. */
export function dateOfInstant(at: number): string {
  const moment = new Date(at);
  return `${moment.getFullYear()}-${two(moment.getMonth() + 1)}-${two(moment.getDate())}`;
}

/** A stretch of time as `02:41`, from an hour on `1:02:41`; never negative. */
export function durationText(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1_000));
  const hours = Math.floor(seconds / 3_600);
  const rest = `${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
  return hours > 0 ? `${hours}:${rest}` : rest;
}
