import type { Id } from '../../../shared/ids/ids';
import type { Language } from '../../../shared/lang/languages';
import type { AnyRule } from '../../../shared/rules/rule';
import { ok, refuse, type Result } from '../../../shared/result';
import { buildStatement, type Statement } from '../../../shared/statement/build-statement';
import type { IsoDate } from '../../../shared/time/dates';
import { localDate } from '../../../shared/time/zones';
import type { Ledger } from '../../ledger/index';
import { maySeeCreditor, type Login } from '../../platform/auth/login';
import type { Tx } from '../../platform/unit-of-work';
import type { ScreenPop } from '../../screen-pop/index';

export interface StatementParts {
  readonly ledger: Pick<Ledger, 'readAccountOfCase'>;
  readonly screenPop: Pick<ScreenPop, 'readCaseFile' | 'isOpenWith'>;
  /** The rules that apply on this server. */
  readonly rules: { rows(): readonly AnyRule[] };
}

export interface StatementAsk {
  readonly login: Login;
  readonly caseId: Id<'case'>;
  readonly date: IsoDate | undefined;
  readonly language: Language | undefined;
  /** How it goes out; kept in the audit. */
  readonly as: 'screen' | 'pdf';
}

export interface WrittenStatement {
  readonly statement: Statement;
  /** For the name of a file: letters, digits and hyphens only. */
  readonly fileStem: string;
}

/** Roles that may read a case without having its customer in a call. */
const READERS: readonly Login['roles'][number][] = ['lead', 'qa', 'admin'];

/**
 * Writes the statement of a case on a day and keeps who read it. NOT_FOUND outside the reader's creditors;
 * IDENTITY_NOT_VERIFIED for an agent who has not opened that customer's gate in a call that goes on.
 */
export async function writeStatement(
  tx: Tx,
  ask: StatementAsk,
  parts: StatementParts,
): Promise<Result<WrittenStatement>> {
  const { login, caseId } = ask;
  const owner = await parts.ledger.readAccountOfCase(tx.sql, caseId);
  if (owner === null || !maySeeCreditor(login, owner.creditorId)) return refuse('NOT_FOUND');
  const { customerId } = owner;
  const isReader = login.roles.some((role) => READERS.includes(role));
  if (!isReader && !(await parts.screenPop.isOpenWith(tx.sql, { agentId: login.id, customerId })))
    return refuse('IDENTITY_NOT_VERIFIED');
  const question = { customerId, creditorScope: login.creditorScope, nowMs: tx.nowMs };
  const caseFile = await parts.screenPop.readCaseFile(tx.sql, question);
  const account = caseFile?.accounts.find(({ id }) => id === owner.id);
  const collectionCase = account?.cases.find(({ id }) => id === caseId);
  if (caseFile === null || account === undefined || collectionCase === undefined) return refuse('NOT_FOUND');
  const onDate = ask.date ?? localDate(tx.nowMs, account.creditor.country);
  const language = ask.language ?? caseFile.customer.language;
  const rules = parts.rules.rows();
  const statement = buildStatement({ caseFile, account, collectionCase, onDate, language, rules });
  await tx.audit({
    loginAccountId: login.id,
    action: 'statement.read',
    subjectKind: 'customer',
    subjectId: customerId,
    detail: { caseId, onDate, language, as: ask.as },
  });
  return ok({ statement, fileStem: `${collectionCase.caseNo.replaceAll(/[^A-Za-z0-9]+/gu, '-')}-${onDate}` });
}
