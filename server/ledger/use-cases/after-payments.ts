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
