import { limitationOf, type Limitation, type LimitationScope } from '../../../shared/balance/limitation';
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
  // A promise to pay begins the time anew in some countries; plans stand above this floor, so only their dates are read.
  const { rows: plans } = await tx.sql.raw<{ rows: PlanRow[] }>(
    `select p.id, p.state, p.made_at as "madeAt", (select jsonb_agg(l.claim_id) from plan_claims l where l.plan_id = p.id) as "claimIds"
     from plans p where p.customer_account_id = ?`,
    [account.id],
  );
  const scope = { caseFile: { customer: { kind: account.customerKind } }, account: { ...ledger, plans }, today, rows };
  return ledger.claims
    .filter(({ balanceMinor }) => balanceMinor > 0n)
    .flatMap((claim) => {
      const limitation = limitationOf(claim, scope);
      return limitation.ok ? [limitation.value] : [];
    });
}
