import { ok, refuse, type Result } from '../../../shared/result';
import type { Tx } from '../../platform/unit-of-work';
import type { TakeContext } from '../parts';

export interface KnownAccount {
  readonly accountId: string;
  readonly customerId: string;
  readonly currency: string;
}

/** The creditor's account with this customer number, locked; CUSTOMER_UNKNOWN when it has none. */
export async function accountOf(tx: Tx, customerNo: string, context: TakeContext): Promise<Result<KnownAccount>> {
  const found = await context.ledger.findAccountsByNo(tx.sql, context.creditor.id, [customerNo]);
  const account = found.get(customerNo);
  if (account === undefined) return refuse('CUSTOMER_UNKNOWN', { customerNo });
  await context.ledger.lockAccounts(tx.sql, [account.accountId]);
  return ok(account);
}

/** Tells open screens that something of a customer changed. */
export function tellChanged(tx: Tx, account: KnownAccount, changedIds: readonly string[]): void {
  const { customerId, accountId: customerAccountId } = account;
  tx.record('ledger.changed', customerId, { customerId, customerAccountId, changedIds });
}
