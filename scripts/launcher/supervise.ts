import { spawn, type ChildProcess } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { closeLog, logTail, openLog } from './log-file';
import { identify, isAlive, signal, waitForEnd, type ProcessIdentity } from './process-identity';

/** A running thing the launcher looks after, whether it started it or found it running. */
export interface Running {
  readonly identity: ProcessIdentity;
  readonly wasAdopted: boolean;
  /** Settles when the process has ended. */
  readonly ended: Promise<void>;
}

export interface Supervised {
  readonly name: string;
  readonly logFile: string;
  /** Adopts what still lives or starts anew. Resolves when it serves; rejects when it does not come up or is told to stop. */
  bringUp(stopping: AbortSignal): Promise<Running>;
  /** Ends it in its own orderly way. */
  bringDown(running: Running): Promise<void>;
  /** What ends it at once when there is no time left for order; SIGKILL when left out. */
  readonly lastSignal?: NodeJS.Signals;
}

export interface Supervisor {
  /** Resolves when the thing serves for the first time; rejects when it never does. */
  readonly firstReady: Promise<void>;
  stop(): Promise<void>;
  /** No time is left: ends it at once, without waiting. Safe at any time, also while a stop is under way. */
  endAtOnce(): void;
}

const FIRST_BACKOFF_MS = 200;
const BACKOFF_MAX_MS = 5_000;
/** Something that lived this long was well; its next death starts the backoff from the beginning. */
const HEALTHY_AFTER_MS = 30_000;
/** A program that cannot start at all is reported to the person instead of being tried for ever. */
const FIRST_START_ATTEMPTS_MAX = 3;
const ADOPTED_POLL_MS = 500;

/** The wait before start number `failures + 1`: doubling from 0.2 s, never more than 5 s. */
export function backoffMs(failures: number): number {
  return Math.min(FIRST_BACKOFF_MS * 2 ** failures, BACKOFF_MAX_MS);
}

/** Keeps one thing running until it is told to stop: brings it up, waits for its end, waits a little longer each time. */
export function supervise(target: Supervised, say: (line: string) => void): Supervisor {
  const stopping = new AbortController();
  let current: Running | undefined;
  let reportReady: () => void = () => undefined;
  let reportFailure: (error: unknown) => void = () => undefined;
  const firstReady = new Promise<void>((resolve, reject) => {
    reportReady = resolve;
    reportFailure = reject;
  });
  // Whoever waits sees the rejection; nobody waiting any more is not a crash of the launcher.
  firstReady.catch(() => undefined);
  let hasServed = false;

  const liveOnce = async (): Promise<boolean> => {
    const since = Date.now();
    current = await target.bringUp(stopping.signal);
    hasServed = true;
    reportReady();
    say(`${target.name} ${current.wasAdopted ? 'still runs, adopted' : 'is up'} (pid ${current.identity.pid})`);
    await Promise.race([current.ended, aborted(stopping.signal)]);
    return Date.now() - since >= HEALTHY_AFTER_MS;
  };

  const loop = async (): Promise<void> => {
    for (let failures = 0; !stopping.signal.aborted; failures += 1) {
      try {
        const wasHealthy = await liveOnce();
        if (stopping.signal.aborted) return;
        if (wasHealthy) failures = 0;
        say(`${target.name} ended; starting it again in ${backoffMs(failures)} ms`);
      } catch (error) {
        if (stopping.signal.aborted) return;
        if (!hasServed && failures + 1 >= FIRST_START_ATTEMPTS_MAX) return reportFailure(error);
        say(`${target.name} did not come up: ${firstLine(error)}`);
      }
      await sleep(backoffMs(failures), undefined, { signal: stopping.signal }).catch(() => undefined);
    }
  };
  const finished = loop();

  return {
    firstReady,
    stop: async () => {
      stopping.abort();
      // A start that is under way would outlive the stop, so what it has brought up so far is ended first.
      if (current) await target.bringDown(current);
      await finished;
      if (current && isAlive(current.identity)) await target.bringDown(current);
    },
    endAtOnce: () => {
      stopping.abort();
      if (current) signal(current.identity, target.lastSignal ?? 'SIGKILL');
    },
  };
}

function firstLine(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? '';
}

function aborted(abortSignal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (abortSignal.aborted) resolve();
    else abortSignal.addEventListener('abort', () => resolve(), { once: true });
  });
}

/** Watches a process that is not our child by asking the system for it twice a second. */
export async function endOfStranger(identity: ProcessIdentity): Promise<void> {
  while (isAlive(identity)) await sleep(ADOPTED_POLL_MS, undefined, { ref: false });
}

export interface NodeProgram {
  readonly entry: string;
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  readonly logFile: string;
}

function endOfChild(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    child.once('exit', () => resolve());
    child.once('error', () => resolve());
  });
}

/** Starts a Node program as a sibling: its own process group, its own log, no pipe to the launcher it could break on. */
export function startNodeProgram(program: NodeProgram): Running {
  const log = openLog(program.logFile);
  try {
    const child = spawn(process.execPath, ['--enable-source-maps', program.entry], {
      cwd: program.cwd,
      env: program.env,
      detached: true,
      stdio: ['ignore', log, log],
      windowsHide: true,
    });
    const ended = endOfChild(child);
    const identity = child.pid === undefined ? undefined : identify(child.pid);
    if (!identity) throw new Error(`${program.entry} did not start.\n${logTail(program.logFile)}`);
    return { identity, wasAdopted: false, ended };
  } finally {
    closeLog(log);
  }
}

const READY_POLL_MS = 100;
/** A program that has not served anyone yet has little to put in order. */
const STARTING_GRACE_MS = 1_500;

/** Waits until `isReady`. Throws with the end of the log when the process ends first or takes longer than `timeoutMs`. */
export async function waitUntilServing(
  running: Running,
  options: { isReady: () => Promise<boolean>; timeoutMs: number; logFile: string; stopping: AbortSignal },
): Promise<void> {
  const deadline = Date.now() + options.timeoutMs;
  while (!(await options.isReady())) {
    if (options.stopping.aborted) {
      await endPolitely(running.identity, STARTING_GRACE_MS);
      throw new Error('It was stopped while starting.');
    }
    if (!isAlive(running.identity)) throw new Error(`It ended while starting.\n${logTail(options.logFile)}`);
    if (Date.now() > deadline) {
      signal(running.identity, 'SIGKILL');
      throw new Error(`It was not ready within ${options.timeoutMs / 1000} s.\n${logTail(options.logFile)}`);
    }
    await sleep(READY_POLL_MS);
  }
}

/** SIGTERM, then SIGKILL after `graceMs`. */
export async function endPolitely(identity: ProcessIdentity, graceMs: number): Promise<void> {
  signal(identity, 'SIGTERM');
  if (await waitForEnd(identity, graceMs)) return;
  signal(identity, 'SIGKILL');
  await waitForEnd(identity, graceMs);
}
