import type { Tx } from '../../platform/unit-of-work';

/** The journal names at most this many changed rows of an account; a screen that shows it reads everything again anyway. */
const CHANGED_IDS_MAX = 50;
/** A large import tells of this many accounts one by one; open case files of the others follow from `import.finished`. */
const ACCOUNTS_TOLD_MAX = 2_000;

/** Gathers which accounts a transaction changed, to tell the journal once per account. */
export class Touched {
  private readonly accounts = new Map<string, { customerId: string; ids: string[]; payments: string[] }>();

  add(
    accountId: string,
    customerId: string,
    changed: { readonly ids: readonly string[]; readonly payments?: readonly string[] },
  ): void {
    const entry = this.accounts.get(accountId) ?? { customerId, ids: [], payments: [] };
    this.accounts.set(accountId, entry);
    entry.ids.push(...changed.ids);
    entry.payments.push(...(changed.payments ?? []));
  }

  accountIds(): readonly string[] {
    return [...this.accounts.keys()];
  }

  /** Accounts on which money was booked. */
  paid(creditorId: string) {
    return [...this.accounts]
      .filter(([, { payments }]) => payments.length > 0)
      .map(([accountId, { customerId, payments }]) => ({
        accountId,
        customerId,
        creditorId,
        paymentEntryIds: payments,
      }));
  }

  /** Records `ledger.changed` per account, up to a bound. */
  tell(tx: Tx): void {
    for (const [accountId, { customerId, ids }] of [...this.accounts].slice(0, ACCOUNTS_TOLD_MAX)) {
      tx.record('ledger.changed', customerId, {
        customerId,
        customerAccountId: accountId,
        changedIds: ids.slice(0, CHANGED_IDS_MAX),
      });
    }
  }
}
