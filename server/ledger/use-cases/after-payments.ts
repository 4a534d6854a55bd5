import type { Tx } from '../../platform/unit-of-work';

/** An account on which money was booked or moved. */
export interface PaidAccount {
  readonly accountId: string;
  readonly customerId: string;
  readonly creditorId: string;
  /** The payments, newest last. */
  readonly paymentEntryIds: readonly string[];
}

/**
 * What other features do in the same transaction when money has arrived: plans count it, notices are met, a cut service is
 * released. The ledger calls them without knowing who they are.
 */
export type PaymentListener = (tx: Tx, accounts: readonly PaidAccount[]) => Promise<void>;

/** What other features do in the same transaction when documents, waivers or money may have lowered what accounts owe. */
export type LoweredListener = (tx: Tx, accountIds: readonly string[]) => Promise<void>;

/** Calls one listener after the other: each sees what the one before it has written. */
export async function tellInTurn<T>(
  tx: Tx,
  what: readonly T[],
  listeners: readonly ((tx: Tx, what: readonly T[]) => Promise<void>)[],
): Promise<void> {
  if (what.length === 0) return;
  for (const listener of listeners) {
    // oxlint-disable-next-line no-await-in-loop
    await listener(tx, what);
  }
}
