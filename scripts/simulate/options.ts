import { parseArgs } from 'node:util';
import * as z from 'zod';

const AGENTS_MAX = 500;
const CALLS_PER_HOUR_MAX = 40_000;
const MINUTES_MAX = 480;
const SPEED_MAX = 60;
const KILLS_MAX = 20;
/** More calls than this in one run would be a load test of PostgreSQL, and hours long. */
const CALLS_MAX = 20_000;
const SECONDS_MAX = 3_600;
const MINUTES_PER_HOUR = 60;
const SECONDS_PER_MINUTE = 60;

const whole = (max: number, least = 1) => z.coerce.number().int().min(least).max(max);

const optionsSchema = z
  .object({
    agents: whole(AGENTS_MAX).default(60),
    'calls-per-hour': whole(CALLS_PER_HOUR_MAX).default(400),
    minutes: whole(MINUTES_MAX).default(60),
    speed: whole(SPEED_MAX).default(30),
    seed: whole(Number.MAX_SAFE_INTEGER, 0).default(1),
    kill: whole(KILLS_MAX, 0).default(0),
  })
  .refine((wish) => (wish['calls-per-hour'] * wish.minutes) / MINUTES_PER_HOUR <= CALLS_MAX, {
    error: `at most ${CALLS_MAX} calls in one run; lower --calls-per-hour or --minutes`,
  })
  .refine((wish) => (wish.minutes * SECONDS_PER_MINUTE) / wish.speed <= SECONDS_MAX, {
    error: `at most ${SECONDS_MAX / SECONDS_PER_MINUTE} minutes of real time; raise --speed or lower --minutes`,
  });

/** How much traffic, how fast. Times of people are divided by `speed`; what the system needs is not. */
export interface SimulationOptions {
  readonly agents: number;
  readonly callsPerHour: number;
  readonly minutes: number;
  readonly speed: number;
  readonly seed: number;
  /** How often the server is ended by kill -9 during the run. */
  readonly kills: number;
}

export const USAGE = `npm run simulate -- [--agents 60] [--calls-per-hour 400] [--minutes 60] [--speed 30] [--seed 1] [--kill 0]
  Drives agents and callers over the real sockets against a server, a database and a carrier of its own, all on this
  machine and thrown away afterwards. Exit 0 when every invariant held.`;

/** Reads the command line; throws one readable error that names what is wrong. */
export function readOptions(args: readonly string[]): SimulationOptions {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({
    args: [...args],
    options: { agents: text, 'calls-per-hour': text, minutes: text, speed: text, seed: text, kill: text },
  });
  const parsed = optionsSchema.safeParse(values);
  if (!parsed.success) {
    const lines = parsed.error.issues.map((issue) => `  --${issue.path.join('.')} ${issue.message}`);
    throw new Error(`The options are not right:\n${lines.join('\n')}\n\n${USAGE}`);
  }
  const { 'calls-per-hour': callsPerHour, kill, ...rest } = parsed.data;
  return { ...rest, callsPerHour, kills: kill };
}
