/** How long collection rests while money is on its way. */
import type { Mandate } from '../ledger/case-file';
import { ok, refuse, type Result } from '../result';
import { findRule, type RuleQuery } from '../rules/index';
import { addBankDays } from '../time/bank-days';
import type { IsoDate } from '../time/dates';

/**
 * The last day of the hold for a payment the customer says was made on `paidDate`: so many bank days after `query.date`
 * (today); the row's usual number when `bankDays` is left out. Refused with `MANDATE_MISSING` without a mandate,
 * `HOLD_TOO_LONG` above the row or the mandate, `INVALID_PAYLOAD` for a day to come, `RULE_MISSING` without a row.
 */
export function paymentHoldUntil(
  query: RuleQuery,
  hold: { readonly paidDate: IsoDate; readonly bankDays?: number; readonly mandate: Mandate | null },
): Result<IsoDate> {
  if (hold.mandate === null) return refuse('MANDATE_MISSING');
  if (hold.paidDate > query.date) return refuse('INVALID_PAYLOAD', { field: 'paidDate', latest: query.date });
  const rule = findRule('payment_hold', query);
  if (!rule.ok) return rule;
  const max = Math.min(rule.value.params.bankDaysMax, hold.mandate.hold.bankDaysMax);
  const bankDays = hold.bankDays ?? Math.min(rule.value.params.bankDays, max);
  if (!Number.isInteger(bankDays) || bankDays < 1 || bankDays > max)
    return refuse('HOLD_TOO_LONG', { maxBankDays: max });
  return ok(addBankDays(query.date, bankDays, query.country));
}
