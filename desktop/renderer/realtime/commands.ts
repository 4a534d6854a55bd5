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

/**
 * How long a command waits for a connection before it is given up as TIMEOUT. `ask`: not at all, an old answer is worth
 * nothing. `at_once`: a customer is about to read out a card number, and whether it is still recorded must be known before.
 * `now`: done later than this it would surprise. `write`: a note or an outcome written while the connection was away is kept.
 */
export const KEEP_MS = { ask: 0, at_once: 2_000, now: 10_000, write: 15 * 60_000 } as const;

/** Every command has its row: a new one does not compile until somebody has thought of the server being away. */
const KEEP = {
  'agent:snapshot': 'ask',
  'agent:heartbeat': 'ask',
  'agent:request-state': 'now',
  'offer:accept': 'now',
  'offer:reject': 'now',
  'call:connect-media': 'now',
  'call:hang-up': 'now',
  'call:hold': 'now',
  'call:unhold': 'now',
  'call:mute': 'now',
  'call:send-digits': 'ask',
  'call:pause-recording': 'at_once',
  'call:resume-recording': 'at_once',
  'call:dial': 'now',
  'call:choose-case': 'write',
  'customer:search': 'ask',
  'identity:verify': 'now',
  'pop:refresh': 'ask',
  'authority:record': 'write',
  'authority:revoke': 'write',
  'board:subscribe': 'ask',
  'board:unsubscribe': 'ask',
  'call-script:act-done': 'write',
  'call-script:answer': 'write',
  'call-script:jump': 'write',
  'call-script:language': 'write',
  'call-script:leave': 'write',
  'call-script:start': 'write',
  'case:freeze': 'write',
  'case:postpone': 'write',
  'collection:suspend': 'write',
  'customer:flag': 'write',
  'disconnection:report': 'write',
  'dispute:open': 'write',
  'fee:waive': 'write',
  'invoice:resend': 'write',
  'note:add': 'write',
  'payment-notice:record': 'write',
  'payment:explained': 'write',
  'plan:ask-approval': 'write',
  'plan:cancel': 'write',
  'plan:create': 'write',
  'referral:give': 'write',
  'release:order': 'write',
  'wrap-up:close': 'write',
  'wrap-up:draft': 'write',
  'wrap-up:extend': 'now',
} as const satisfies Record<CommandName, keyof typeof KEEP_MS>;

/** How long a command waits for a connection, in ms; 0 = it does not wait. */
export function keepMsOf(name: CommandName): number {
  return KEEP_MS[KEEP[name]];
}
