import type { Creditor, Creditors } from '../creditors/index';
import type { Customers } from '../customers/index';
import type { Disconnection } from '../disconnection/index';
import type { Disputes } from '../disputes/index';
import type { Ledger } from '../ledger/index';
import type { PaymentsUnderway } from '../payments-underway/index';
import type { Plans } from '../plans/index';

/** What this room stands on. */
export interface CreditorApiDeps {
  readonly customers: Customers;
  readonly creditors: Creditors;
  readonly ledger: Ledger;
  readonly plans: Plans;
  readonly disputes: Disputes;
  readonly disconnection: Disconnection;
  readonly paymentsUnderway: PaymentsUnderway;
}

/** For whom an item is taken, and with what. */
export interface TakeContext extends CreditorApiDeps {
  readonly creditor: Creditor;
  /** The key it came with: who did it, in the audit log. */
  readonly keyId: string;
}
