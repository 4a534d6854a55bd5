import type { CreditorItem, CreditorItemKind, ItemDone } from '../../../shared/protocol/creditor-items';
import type { Result } from '../../../shared/result';
import type { Tx } from '../../platform/unit-of-work';
import type { TakeContext } from '../parts';
import { takeCustomer } from './take-customer';
import { takeInvoice } from './take-invoice';
import { takeDelivery, takeMandate, takePaymentNotice } from './take-others';
import { takeDisconnectionStep } from './take-disconnection-step';
import { takePayment } from './take-payment';
import { takePaymentReversal } from './take-payment-reversal';
import { takeSupplyPoint } from './take-supply-point';

/** Takes one item in a transaction of its own; a refusal leaves nothing of it. */
export type Take<K extends CreditorItemKind> = (
  tx: Tx,
  item: CreditorItem<K>,
  context: TakeContext,
) => Promise<Result<ItemDone>>;

export const TAKE: { readonly [K in CreditorItemKind]: Take<K> } = {
  customers: takeCustomer,
  'supply-points': takeSupplyPoint,
  invoices: takeInvoice,
  payments: takePayment,
  'payment-reversals': takePaymentReversal,
  'payment-notices': takePaymentNotice,
  mandates: takeMandate,
  deliveries: takeDelivery,
  'disconnection-steps': takeDisconnectionStep,
};
