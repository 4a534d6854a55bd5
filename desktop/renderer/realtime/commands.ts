import { COMMANDS, type CommandName, type CommandResultWire } from '../../../shared/protocol/commands';
import { ERROR_CODES, type ErrorCode } from '../../../shared/protocol/errors';
import * as z from 'zod';

/** Why a command was not done, with the values its text needs. */
export interface CommandFailure {
  readonly code: ErrorCode;
  readonly details: Readonly<Record<string, string | number>>;
}

export type CommandAnswer<N extends CommandName> =
  { readonly ok: true; readonly data: CommandResultWire<N> } | { readonly ok: false; readonly error: CommandFailure };

const answerSchema = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), data: z.unknown() }),
  z.object({
    ok: z.literal(false),
    error: z.object({ code: z.string(), details: z.record(z.string(), z.union([z.string(), z.number()])).optional() }),
  }),
]);

/** A refusal the page makes itself, in the same shape as the server's. */
export function failure(
  code: ErrorCode,
  details: CommandFailure['details'] = {},
): { readonly ok: false; readonly error: CommandFailure } {
  return { ok: false, error: { code, details } };
}

/** Checks an answer and keeps its wire form; a code we do not know (a newer server) counts as INTERNAL. */
export function parseAnswer(
  result: z.ZodType,
  message: unknown,
): { ok: true; data: unknown } | { ok: false; error: CommandFailure } {
  const answer = answerSchema.safeParse(message);
  if (!answer.success) return failure('INTERNAL');
  if (answer.data.ok) {
    return result.safeParse(answer.data.data).success
      ? { ok: true, data: answer.data.data }
      : failure('PROTOCOL_VERSION');
  }
  const { code, details } = answer.data.error;
  const known = ERROR_CODES.find((candidate) => candidate === code);
  return failure(known ?? 'INTERNAL', details ?? {});
}

/** {@link parseAnswer} for a command of the workstation. */
export function parseCommandAnswer<N extends CommandName>(name: N, message: unknown): CommandAnswer<N> {
  // The schema of the same name has just checked the data.
  return parseAnswer(COMMANDS[name].result, message) as CommandAnswer<N>;
}

/** Asked anew rather than kept: an old answer to these is worth nothing, so they fail at once when there is no connection. */
const QUESTIONS: ReadonlySet<CommandName> = new Set([
  'agent:snapshot',
  'agent:heartbeat',
  'customer:search',
  'pop:refresh',
  'board:subscribe',
  'board:unsubscribe',
  'call:send-digits',
]);

/** These mean "now": done later than this they would surprise. */
const NOW_ONLY: ReadonlySet<CommandName> = new Set([
  'offer:accept',
  'offer:reject',
  'call:connect-media',
  'call:hang-up',
  'call:hold',
  'call:unhold',
  'call:mute',
  'call:dial',
  'agent:request-state',
  'identity:verify',
  'wrap-up:extend',
]);

/** A customer is about to read out a card number: whether it is still recorded must be known before they begin. */
const AT_ONCE: ReadonlySet<CommandName> = new Set(['call:pause-recording', 'call:resume-recording']);

export const AT_ONCE_KEEP_MS = 2_000;
export const NOW_ONLY_KEEP_MS = 10_000;
/** A note or an outcome written while the connection was away is kept this long. */
export const WRITE_KEEP_MS = 15 * 60_000;

/** How long a command waits for a connection before it is given up as TIMEOUT; 0 = it does not wait. */
export function keepMsOf(name: CommandName): number {
  if (QUESTIONS.has(name)) return 0;
  if (AT_ONCE.has(name)) return AT_ONCE_KEEP_MS;
  return NOW_ONLY.has(name) ? NOW_ONLY_KEEP_MS : WRITE_KEEP_MS;
}
