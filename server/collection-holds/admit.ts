import type { Id } from '../../shared/ids/ids';
import { ok, refuse, type Result } from '../../shared/result';
import type { RuleQuery } from '../../shared/rules/index';
import type { IsoDate } from '../../shared/time/dates';
import { localDate } from '../../shared/time/zones';
import type { Creditors } from '../creditors/index';
import { admitAction, type CallPorts } from '../customers/index';
import type { AccountHead, Ledger } from '../ledger/index';
import type { Login } from '../platform/auth/login';
import type { Tx } from '../platform/unit-of-work';
import { readHeldCase, type HeldCase } from './store';

export interface CollectionHoldsDeps extends CallPorts {
  readonly ledger: Ledger;
  readonly creditors: Creditors;
}

/** A case that may be worked on, with what its decision starts from; its account is locked. */
export interface AdmittedCase {
  readonly account: AccountHead;
  readonly held: HeldCase;
  readonly today: IsoDate;
  readonly query: RuleQuery;
}

/**
 * Lets an agent act on a case in their call. Refused with NOT_FOUND for an account or case that is not theirs to see or not
 * the account's, or already closed, and as the identity gate says.
 */
export async function admitCase(
  tx: Tx,
  ask: {
    readonly login: Login;
    readonly callId: Id<'call'>;
    readonly customerAccountId: string;
    readonly caseId: string;
  },
  deps: CollectionHoldsDeps,
): Promise<Result<AdmittedCase>> {
  const { login, callId, caseId } = ask;
  const account = await deps.ledger.readAccountHead(tx.sql, ask.customerAccountId);
  const admitted = await admitAction(tx, deps.callGate, { login, callId, owner: account });
  if (!admitted.ok) return admitted;
  if (account === null) return refuse('NOT_FOUND');
  await deps.ledger.lockAccounts(tx.sql, [account.id]);
  const today = localDate(tx.nowMs, account.country);
  const held = await readHeldCase(tx.sql, { caseId, accountId: account.id, today });
  if (held === null || held.stage === 'closed') return refuse('NOT_FOUND');
  const { country, customerKind, utility, creditorId } = account;
  const query = { country, customerKind, utility, creditorId, date: today, rows: deps.ruleRows() };
  return ok({ account, held, today, query });
}

/** Keeps who did it to whom, for ever. */
export async function auditCase(
  tx: Tx,
  done: {
    readonly login: Login;
    readonly customerId: string;
    readonly action: string;
    readonly detail: Readonly<Record<string, unknown>>;
  },
): Promise<void> {
  const { login, customerId, action, detail } = done;
  await tx.audit({ loginAccountId: login.id, action, subjectKind: 'customer', subjectId: customerId, detail });
}
