import type { Knex } from 'knex';
import {
  limitationOf,
  type Limitation,
  type LimitationScope,
  type LimitedContact,
} from '../../../shared/balance/limitation';
import type { RuleQuery } from '../../../shared/rules/index';
import { localDate } from '../../../shared/time/zones';
import type { Tx } from '../../platform/unit-of-work';
import type { AccountHead } from '../store/accounts';
import { readAccounts } from '../store/read-accounts';

type PlanRow = LimitationScope['account']['plans'][number];

/**
 * The limitation of every open claim of an account, as the insight works it out (shared/balance/limitation.ts), so that the server
 * guards the day the agent is shown. A claim for which no rule is known is not in the answer.
 */
export async function readLimitations(
  tx: Tx,
  account: AccountHead,
  rows: RuleQuery['rows'],
): Promise<readonly Limitation[]> {
  const today = localDate(tx.nowMs, account.country);
  const question = { customerId: account.customerId, creditorScope: [account.creditorId], today: () => today };
  // Mandates say nothing about limitation.
  const found = await readAccounts(tx.sql, question, () => Promise.resolve(new Map()));
  const ledger = found.find(({ id }) => id === account.id);
  if (ledger === undefined) return [];
  const around = await readAround(tx.sql, account.id);
  const cases = ledger.cases.map(({ id, stage, stageSince, disconnectionNotice: notice }) => ({
    id,
    stage,
    stageSince,
    disconnection: notice === null ? null : { noticeDate: notice.sentDate },
    care: { postponements: around.postponements.filter(({ caseId }) => caseId === id) },
  }));
  const { creditor, claims, payments } = ledger;
  const caseFile = { customer: { kind: account.customerKind }, contacts: around.promises };
  const scope = { caseFile, account: { creditor, claims, payments, cases, plans: around.plans }, today, rows };
  return ledger.claims
    .filter(({ balanceMinor }) => balanceMinor > 0n)
    .flatMap((claim) => {
      const limitation = limitationOf(claim, scope);
      return limitation.ok ? [limitation.value] : [];
    });
}

interface Around {
  readonly plans: readonly PlanRow[];
  readonly postponements: readonly { readonly caseId: string; readonly agreedAt: number }[];
  readonly promises: readonly LimitedContact[];
}

/**
 * What was promised and asked for: it may begin the time anew. Plans, new due dates and conversations stand above this floor, so only
 * their dates are read.
 */
async function readAround(sql: Knex, accountId: string): Promise<Around> {
  const { rows: plans } = await sql.raw<{ rows: PlanRow[] }>(
    `select p.id, p.state, p.made_at as "madeAt",
       (select coalesce(jsonb_agg(l.claim_id), '[]') from plan_claims l where l.plan_id = p.id) as "claimIds"
     from plans p where p.customer_account_id = ?`,
    [accountId],
  );
  const { rows: postponements } = await sql.raw<{ rows: Around['postponements'][number][] }>(
    `select o.case_id as "caseId", o.agreed_at as "agreedAt" from postponements o join cases k on k.id = o.case_id
     where k.customer_account_id = ?`,
    [accountId],
  );
  const { rows: promises } = await sql.raw<{ rows: LimitedContact[] }>(
    `select x.id as "callId", x.arrived_at as at, x.case_id as "caseId", w.outcome
     from calls x join wrap_ups w on w.call_id = x.id join cases k on k.id = x.case_id
     where k.customer_account_id = ? and w.outcome = 'promise_to_pay'`,
    [accountId],
  );
  return { plans, postponements, promises };
}
