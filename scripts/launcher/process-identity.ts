import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import * as z from 'zod';

/**
 * Who a process is. The number alone is not enough: after a crash or a restart of the machine the system may have given
 * it to a stranger, and nobody may adopt or stop a stranger. The start mark is taken from the system and never repeats.
 */
export const processIdentitySchema = z.object({ pid: z.number().int().positive(), startMark: z.string().min(1) });
export type ProcessIdentity = z.infer<typeof processIdentitySchema>;

const QUERY_TIMEOUT_MS = 10_000;

function linuxStartMark(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name in parentheses may hold blanks and parentheses itself, so fields are counted after the last one (proc(5)).
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const state = fields[0];
    const startTicks = fields[19];
    if (startTicks === undefined || state === 'Z' || state === 'X') return undefined;
    const bootId = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    return `${bootId}:${startTicks}`;
  } catch {
    return undefined;
  }
}

function askedStartMark(command: string, args: readonly string[]): string | undefined {
  try {
    const answer = execFileSync(command, [...args], {
      encoding: 'utf8',
      timeout: QUERY_TIMEOUT_MS,
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    return answer.trim() === '' ? undefined : answer.trim();
  } catch {
    return undefined;
  }
}

/** The system's mark of when this process started; undefined when no such process lives (a zombie does not live). */
export function startMarkOf(pid: number): string | undefined {
  if (process.platform === 'linux') return linuxStartMark(pid);
  if (process.platform === 'win32') {
    return askedStartMark('powershell', [
      '-NoProfile',
      '-Command',
      `(Get-Process -Id ${pid}).StartTime.ToFileTimeUtc()`,
    ]);
  }
  return askedStartMark('ps', ['-o', 'lstart=', '-p', String(pid)]);
}

/** The identity of a living process, or undefined. */
export function identify(pid: number): ProcessIdentity | undefined {
  const startMark = startMarkOf(pid);
  return startMark === undefined ? undefined : { pid, startMark };
}

/** Whether exactly this process still lives. */
export function isAlive(identity: ProcessIdentity): boolean {
  return startMarkOf(identity.pid) === identity.startMark;
}

/** Sends a signal to exactly this process; does nothing when it is gone. */
export function signal(identity: ProcessIdentity, name: NodeJS.Signals): void {
  if (!isAlive(identity)) return;
  try {
    process.kill(identity.pid, name);
  } catch {
    // It ended between the question and the signal, which is what was wanted.
  }
}

const POLL_MS = 50;

/** Waits until the process is gone. False when it still lives after `timeoutMs`. */
export async function waitForEnd(identity: ProcessIdentity, timeoutMs: number): Promise<boolean> {
  const deadline = Date.now() + timeoutMs;
  while (isAlive(identity)) {
    if (Date.now() >= deadline) return false;
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
  return true;
}
