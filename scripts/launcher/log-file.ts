import {
  closeSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  statSync,
  truncateSync,
} from 'node:fs';
import { dirname } from 'node:path';

const LOG_BYTES_MAX = 10 * 1024 * 1024;
const TAIL_LINES = 12;

/**
 * Opens a log for appending. Children write to the descriptor themselves and not through the launcher, so that they
 * neither die nor fall silent when the launcher does.
 */
export function openLog(path: string): number {
  mkdirSync(dirname(path), { recursive: true });
  keepLogSmall(path);
  return openSync(path, 'a', 0o640);
}

export function closeLog(descriptor: number): void {
  closeSync(descriptor);
}

/** Moves a log that grew beyond 10 MB to `<path>.1` and empties it in place; writers that append simply go on. */
export function keepLogSmall(path: string): void {
  if (!existsSync(path) || statSync(path).size <= LOG_BYTES_MAX) return;
  copyFileSync(path, `${path}.1`);
  truncateSync(path, 0);
}

/** The last lines of a log, to show beside an error. Empty when there is none. */
export function logTail(path: string): string {
  if (!existsSync(path)) return '';
  return readFileSync(path, 'utf8').trimEnd().split('\n').slice(-TAIL_LINES).join('\n');
}
