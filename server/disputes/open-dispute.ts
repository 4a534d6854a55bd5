import { disputeAnswerDue, isMaterial } from '../../shared/disputes/index';
import type { Id } from '../../shared/ids/ids';
import type { CommandPayload } from '../../shared/protocol/commands';
import { ok, refuse, type Result } from '../../shared/result';
import { localDate } from '../../shared/time/zones';
import { admitAction, type CallPorts } from '../customers/index';
import type { AccountHead, Ledger } from '../ledger/index';
import type { Login } from '../platform/auth/login';
import type { Tx } from '../platform/unit-of-work';
import { watchAnswer } from './overdue';
import { hasOpenDispute, insertDispute, readDisputableLines, type DisputableLine } from './store';

export interface DisputesDeps extends CallPorts {
  readonly ledger: Ledger;
}

type Ask = CommandPayload<'dispute:open'>;

/**
 * Opens a dispute in a call: from this commit on the cases of its claims are held and nothing of theirs may be cut; the creditor
 * is told. Refused with NOT_FOUND for a case that is not the account's, DISPUTE_LINE_UNKNOWN when a line is not the account's, DISPUTE_OPEN_ALREADY when a claim is disputed.
 * Without a rule for the answer the dispute still opens, only its date is not known.
 */
export async function openDispute(
  tx: Tx,
  ask: { readonly login: Login; readonly payload: Ask },
  deps: DisputesDeps,
): Promise<Result<{ disputeId: Id<'dispute'> }>> {
  const { login, payload } = ask;
  const { callId } = payload;
  const account = await deps.ledger.readAccountHead(tx.sql, payload.customerAccountId);
  const admitted = await admitAction(tx, deps.callGate, { login, callId, owner: account });
  if (!admitted.ok) return admitted;
  if (account === null) return refuse('NOT_FOUND');
  if (!(await isCaseOf(tx, payload.caseId, { account, ledger: deps.ledger }))) return refuse('NOT_FOUND');
  await deps.ledger.lockAccounts(tx.sql, [account.id]);
  const claimIds = [...new Set(payload.lines.map(({ claimId }) => claimId))];
  const lines = chosenLines(await readDisputableLines(tx.sql, account.id, claimIds), payload.lines);
  if (!lines.ok) return lines;
  if (await hasOpenDispute(tx.sql, claimIds)) return refuse('DISPUTE_OPEN_ALREADY');
  const { customerId } = account;
  const query = { ...account, date: localDate(tx.nowMs, account.country), rows: deps.ruleRows() };
  const due = disputeAnswerDue(query);
  const disputeId = tx.makeId('dispute');
  await insertDispute(
    tx.sql,
    {
      id: disputeId,
      accountId: account.id,
      caseId: payload.caseId,
      callId,
      scriptRunId: payload.scriptRunId,
      reason: payload.reason,
      isMaterial: isMaterial(payload.reason, query),
      statement: payload.statement,
      openedBy: login.id,
      answerDueDate: due.ok ? due.value : null,
      lines: lines.value,
    },
    tx.nowMs,
  );
  await watchAnswer(tx, { disputeId, dueDate: due.ok ? due.value : null, country: account.country });
  await holdCases(tx, { disputeId, lines: lines.value, login, callId }, deps);
  tx.record('dispute.opened', disputeId, {
    disputeId,
    customerId,
    customerAccountId: account.id,
    creditorId: account.creditorId,
    caseId: payload.caseId,
    callId,
  });
  tx.record('ledger.changed', customerId, {
    customerId,
    customerAccountId: account.id,
    changedIds: [disputeId, ...claimIds],
  });
  await tx.audit({
    loginAccountId: login.id,
    action: 'dispute.open',
    subjectKind: 'customer',
    subjectId: customerId,
    detail: { disputeId, callId },
  });
  await deps.recordCallAction(tx, callId, 'dispute_opened', disputeId);
  return ok({ disputeId });
}

/** A dispute may be about no case; what it names must be the account's own, for others read its number. */
async function isCaseOf(
  tx: Tx,
  caseId: string | null,
  { account, ledger }: { readonly account: AccountHead; readonly ledger: Ledger },
): Promise<boolean> {
  if (caseId === null) return true;
  const owner = await ledger.readAccountOfCase(tx.sql, caseId);
  return owner?.id === account.id;
}

/** The lines chosen, each once; a claim chosen whole swallows its lines. Nothing owed cannot be disputed. */
function chosenLines(known: readonly DisputableLine[], asked: Ask['lines']): Result<readonly DisputableLine[]> {
  const whole = new Set<string>(asked.filter(({ lineNo }) => lineNo === 0).map(({ claimId }) => claimId));
  const wanted = asked.filter(({ claimId, lineNo }) => lineNo === 0 || !whole.has(claimId));
  const unique = [...new Map(wanted.map((line) => [`${line.claimId} ${line.lineNo}`, line])).values()];
  const lines = unique.flatMap(({ claimId, lineNo }) =>
    known.filter((line) => line.claimId === claimId && line.lineNo === lineNo && line.amountMinor > 0n),
  );
  return lines.length === unique.length && lines.length > 0 ? ok(lines) : refuse('DISPUTE_LINE_UNKNOWN');
}

async function holdCases(
  tx: Tx,
  about: {
    readonly disputeId: string;
    readonly lines: readonly DisputableLine[];
    readonly login: Login;
    readonly callId: string;
  },
  deps: DisputesDeps,
): Promise<void> {
  for (const caseId of new Set(about.lines.flatMap((line) => line.caseId ?? []))) {
    const hold = {
      caseId,
      kind: 'dispute',
      untilDate: null,
      placedBy: about.login.id,
      callId: about.callId,
      note: about.disputeId,
    } as const;
    // One after the other: they are rows of one transaction.
    // oxlint-disable-next-line no-await-in-loop
    await deps.ledger.placeHold(tx, hold, 'renew');
  }
}
