import pino, { type Logger } from 'pino';

export type { Logger } from 'pino';

/**
 * Keys that never reach a log line, wherever they stand: people are known by their ids only.
 * The log takes ids, codes, counts and durations; names, numbers and words of customers stay in the database.
 */
const NEVER_LOGGED = [
  'password',
  'token',
  'authorization',
  'nationalId',
  'national_id',
  'phone',
  'fromNumber',
  'toNumber',
  'from_number',
  'to_number',
  'name',
  'address',
  'email',
  'note',
  'text',
  'statement',
  'sdpOffer',
  'sdpAnswer',
  'payload',
  'body',
];

/** JSON lines on standard output. */
export function createLogger(level: string, destination?: pino.DestinationStream): Logger {
  const paths = NEVER_LOGGED.flatMap((key) => [key, `*.${key}`, `*.*.${key}`]);
  const options = {
    level,
    base: null,
    redact: { paths, censor: '[kept out]' },
    timestamp: pino.stdTimeFunctions.isoTime,
  };
  return destination === undefined ? pino(options) : pino(options, destination);
}

/** What of an error may be logged: its class, code and stack, never bound values of a statement. */
export function errorFacts(error: unknown): Record<string, string | undefined> {
  if (!(error instanceof Error)) return { error: typeof error };
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  const frames = error.stack
    ?.split('\n')
    .filter((line) => line.trimStart().startsWith('at '))
    .slice(0, 12)
    .join('\n');
  // A database error's message repeats the statement with its values; its code and constraint say enough.
  const isDatabaseError = code !== undefined && /^[0-9A-Z]{5}$/.test(code);
  const constraint = 'constraint' in error && typeof error.constraint === 'string' ? error.constraint : undefined;
  return {
    error: error.name,
    code,
    constraint,
    message: isDatabaseError ? undefined : error.message.slice(0, 300),
    frames,
  };
}
