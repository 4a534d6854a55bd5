import { shareOf, minor, minMinor, type Minor } from '../../../shared/money/money';
import type { Mandate } from '../../../shared/ledger/case-file';
import { ok, refuse, type Result } from '../../../shared/result';

export interface WaiverQuestion {
  readonly claimKind: 'invoice' | 'fee';
  readonly invoiceMinor: bigint;
  readonly feesMinor: bigint;
  readonly waivedMinor: bigint;
  readonly waivedInCaseMinor: bigint;
  /** The invoices of the same case together. */
  readonly caseInvoicesMinor: bigint;
  readonly balanceMinor: bigint;
  readonly amountMinor: Minor;
}

/**
 * May this much of a claim's fees be let go? FEE_NOT_WAIVABLE when the claim has not that much fee left that is unpaid;
 * MANDATE_MISSING without a mandate; MANDATE_EXCEEDED beyond what it allows for the case, or beyond its share of the invoice. A fee
 * that stands alone is measured against the invoices of its case, with everything already waived in the case; where the case
 * has no invoice there is nothing to take a share of.
 */
export function decideWaiver(question: WaiverQuestion, mandate: Mandate | null): Result<undefined> {
  const { amountMinor } = question;
  const standing = minMinor(minor(question.feesMinor - question.waivedMinor), minor(question.balanceMinor));
  if (amountMinor <= 0n || amountMinor > standing) {
    return refuse('FEE_NOT_WAIVABLE', { standingMinor: standing.toString() });
  }
  if (mandate === null) return refuse('MANDATE_MISSING');
  const { perCaseMaxMinor, feeShareOfClaimBp } = mandate.waive;
  const leftInCase = perCaseMaxMinor - question.waivedInCaseMinor;
  if (amountMinor > leftInCase) return refuse('MANDATE_EXCEEDED', { maxMinor: leftInCase.toString() });
  const isAlone = question.claimKind === 'fee';
  if (isAlone && question.caseInvoicesMinor === 0n) return ok(undefined);
  const invoicesMinor = isAlone ? question.caseInvoicesMinor : question.invoiceMinor;
  const share = shareOf(minor(invoicesMinor), feeShareOfClaimBp, 'towardZero');
  const leftOfShare = share - (isAlone ? question.waivedInCaseMinor : question.waivedMinor);
  if (amountMinor > leftOfShare) return refuse('MANDATE_EXCEEDED', { maxMinor: leftOfShare.toString() });
  return ok(undefined);
}
