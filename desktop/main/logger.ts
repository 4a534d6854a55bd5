import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';

const LOG_BYTES_MAX = 2 * 1024 * 1024;

export type LogValue = string | number | boolean;

/** Writes one JSON line per fact. Values are counts, codes and versions: no names, no numbers of customers, no tokens. */
export interface Logger {
  note(event: string, values?: Readonly<Record<string, LogValue>>): void;
}

/** A log file of at most 2 MB and one older one. A full disk never stops the workstation. */
export function createLogger(folder: string, now: () => Date): Logger {
  const file = join(folder, 'workstation.log');
  return {
    note: (event, values = {}) => {
      try {
        mkdirSync(folder, { recursive: true });
        if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) > LOG_BYTES_MAX) renameSync(file, `${file}.1`);
        appendFileSync(file, `${JSON.stringify({ at: now().toISOString(), event, ...values })}\n`, { mode: 0o600 });
      } catch {
        // There is nobody left to tell, and a call may be going on.
      }
    },
  };
}
