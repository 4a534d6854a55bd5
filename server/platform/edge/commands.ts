import { createHash } from 'node:crypto';
import * as z from 'zod';
import { COMMANDS, type CommandName, type CommandPayload, type CommandResult } from '../../../shared/protocol/commands';
import { refuse, type Refusal, type Result } from '../../../shared/result';
import type { Login } from '../auth/login';
import type { Clock } from '../clock';
import { errorFacts, type Logger } from '../log';
import { isUniqueViolation, type Tx, type UnitOfWork } from '../unit-of-work';
import { hasRole, runOrRefuse, type AuditCount, type EdgeRules } from './edge-row';
import type { RateLimiter } from './rate-limit';
import { isStorable } from './storable';

/** What a command's handler works with. */
export interface CommandContext {
  readonly login: Login;
  readonly commandId: string;
  readonly socketId: string;
  /**
   * For commands with an effect outside the database before their commit: ends here with the earlier answer when the
   * command was carried out before, so that a repeated one has no second effect.
   */
  onlyOnce(): Promise<void>;
  /**
   * Runs the use case in one transaction. The answer is stored with it under the command's id, so a repeated command gets
   * the same answer and has no second effect; a refusal rolls back and stores nothing. Of a command that shows a person
   * (`person_read`) no answer is stored: repeated, it is asked again through its gate and its audit, so its use case must
   * have no second effect by itself.
   */
  commit<T>(work: (tx: Tx) => Promise<Result<T>>): Promise<Result<T>>;
}

export interface CommandRow<N extends CommandName> extends EdgeRules {
  readonly name: N;
  run(context: CommandContext, payload: CommandPayload<N>): Promise<Result<CommandResult<N>>>;
}

const envelopeSchema = z.object({ commandId: z.string().regex(/^[\w-]{8,64}$/), payload: z.unknown() }).strict();

export type WireAnswer = { ok: true; data: unknown } | { ok: false; error: Refusal };

class AnsweredBefore extends Error {
  constructor(readonly answer: unknown) {
    super('answered before');
  }
}

interface AnyCommandRow extends EdgeRules {
  readonly name: CommandName;
  run(context: CommandContext, payload: unknown): Promise<Result<unknown>>;
}

interface Parts {
  readonly unitOfWork: UnitOfWork;
  readonly clock: Clock;
  readonly limiter: RateLimiter;
  readonly log: Logger;
}

/** The one table of socket commands: parse, authorise, run, answer. Handlers never see an unknown. */
export class CommandTable {
  private readonly rows = new Map<string, AnyCommandRow>();

  constructor(private readonly parts: Parts) {}

  add<N extends CommandName>(row: CommandRow<N>): void {
    if (this.rows.has(row.name)) throw new Error(`Command ${row.name} is registered twice`);
    // The schema of the same name parses the payload before `run` sees it, which is what makes this cast true.
    this.rows.set(row.name, row as unknown as AnyCommandRow);
  }

  /** All rows, for the access matrix and the documentation. */
  list(): readonly (EdgeRules & { readonly name: CommandName })[] {
    return [...this.rows.values()];
  }

  /** Answers one message of a socket. Never throws. */
  async answer(name: string, message: unknown, caller: { login: Login; socketId: string }): Promise<WireAnswer> {
    const row = this.rows.get(name);
    if (row === undefined) return refuse('NOT_FOUND');
    const envelope = envelopeSchema.safeParse(message);
    if (!envelope.success) return refuse('INVALID_PAYLOAD', { at: 'envelope' });
    if (!hasRole(row, caller.login)) return refuse('FORBIDDEN');
    if (!this.parts.limiter.take(caller.login.id, row.rate, this.parts.clock.nowMs())) return refuse('RATE_LIMITED');
    const payload = COMMANDS[row.name].payload.safeParse(envelope.data.payload);
    if (!payload.success) return refuse('INVALID_PAYLOAD', { at: payload.error.issues[0]?.path.join('.') ?? '' });
    if (!isStorable(payload.data)) return refuse('INVALID_PAYLOAD', { at: 'text' });
    const command = {
      row,
      commandId: envelope.data.commandId,
      payload: payload.data,
      wirePayload: envelope.data.payload,
    };
    return this.run(command, caller);
  }

  private async run(
    command: { row: AnyCommandRow; commandId: string; payload: unknown; wirePayload: unknown },
    caller: { login: Login; socketId: string },
  ): Promise<WireAnswer> {
    const { row, commandId } = command;
    const facts = { command: row.name, commandId, loginAccountId: caller.login.id };
    const count = { rows: 0, isNeeded: row.audit === 'person_write' };
    try {
      const result = await row.run(this.context(command, caller, count), command.payload);
      if (!result.ok) return result;
      if (row.audit === 'person_read' && count.rows === 0) {
        this.parts.log.error(facts, 'an answer with personal data had no audit row and was held back');
        return refuse('INTERNAL');
      }
      return { ok: true, data: z.encode(COMMANDS[row.name].result, result.value as never) };
    } catch (error) {
      if (error instanceof AnsweredBefore) return { ok: true, data: error.answer };
      if (error instanceof CommandIdReused) return refuse('COMMAND_ID_REUSED');
      this.parts.log.error({ ...errorFacts(error), ...facts }, 'a command failed');
      return refuse('INTERNAL');
    }
  }

  private context(
    command: { row: AnyCommandRow; commandId: string; wirePayload: unknown },
    caller: { login: Login; socketId: string },
    count: AuditCount & { readonly isNeeded: boolean },
  ): CommandContext {
    const { row, commandId } = command;
    const bodyHash = createHash('sha256').update(JSON.stringify(command.wirePayload)).digest('hex');
    const key = { login_account_id: caller.login.id, command_id: commandId };
    const { unitOfWork } = this.parts;
    const showsPerson = row.audit === 'person_read';
    /** Ends with the earlier answer; true when there was one that is not kept, because it showed a person. */
    const findEarlier = async (tx: Tx): Promise<boolean> => {
      const earlier = await tx
        .sql('command_receipts')
        .where(key)
        .first<{ name: string; body_hash: string; answer: unknown } | undefined>();
      if (earlier === undefined) return false;
      if (earlier.body_hash !== bodyHash || earlier.name !== row.name) throw new CommandIdReused();
      if (!showsPerson) throw new AnsweredBefore(earlier.answer);
      return true;
    };
    const commitOnce = <T>(work: (tx: Tx) => Promise<Result<T>>): Promise<Result<T>> =>
      runOrRefuse(unitOfWork, count, async (tx) => {
        const isRepeated = await findEarlier(tx);
        const result = await work(tx);
        if (result.ok && !isRepeated) {
          const answer = showsPerson ? null : z.encode(COMMANDS[row.name].result, result.value as never);
          await tx.sql('command_receipts').insert({
            ...key,
            name: row.name,
            body_hash: bodyHash,
            answer: JSON.stringify(answer ?? null),
            created_at: new Date(tx.nowMs),
          });
        }
        return result;
      });
    return {
      login: caller.login,
      socketId: caller.socketId,
      commandId,
      onlyOnce: () => unitOfWork.run(findEarlier).then(() => undefined),
      async commit(work) {
        try {
          return await commitOnce(work);
        } catch (error) {
          // The same command twice at the same moment: the second finds the first one's answer.
          if (isReceiptConflict(error)) return commitOnce(work);
          throw error;
        }
      },
    };
  }
}

class CommandIdReused extends Error {}

function isReceiptConflict(error: unknown): boolean {
  return (
    isUniqueViolation(error) &&
    error instanceof Error &&
    'constraint' in error &&
    error.constraint === 'command_receipts_pkey'
  );
}
