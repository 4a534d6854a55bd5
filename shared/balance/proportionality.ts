/** Is a fee in proportion to the claim it stands on, and to what one more conversation would cost? */
import type { Country } from '../lang/languages';
import type { Claim, CustomerAccount } from '../ledger/case-file';
import type { CustomerKind } from '../ledger/vocabulary';
import { minMinor, minor, shareOf, ZERO, type Minor } from '../money/money';
import { ok, type Result } from '../result';
import { findRule } from '../rules/find-rule';
import type { AnyRule } from '../rules/rule';
import type { IsoDate } from '../time/dates';

const WHOLE_BP = 10_000n;

export interface FeeProportion {
  /** The invoices the fees came of: those of the same case, or the claim alone. */
  readonly principalMinor: Minor;
  /** Fees that stand: charged, less waived. */
  readonly feeMinor: Minor;
  /** Fees in hundredths of a per cent of the principal. */
  readonly shareBp: number;
  readonly isOutOfProportion: boolean;
  /** True when letting the fee go costs less than one more conversation about it. */
  readonly isCheaperToWaive: boolean;
  /** What the mandate lets go now; zero without a mandate. */
  readonly waivableMinor: Minor;
  readonly ruleId: string;
  /** Claims with a fee that stands. */
  readonly feeClaims: readonly Claim[];
}

function sumOf(claims: readonly Claim[], kinds: readonly Claim['entries'][number]['kind'][]): bigint {
  return claims
    .flatMap(({ entries }) => entries)
    .reduce((sum, entry) => (kinds.includes(entry.kind) ? sum + entry.amountMinor : sum), 0n);
}

/** Fees that can still be let go: never more than is unpaid. */
function standingFee(claim: Claim): bigint {
  return minMinor(minor(sumOf([claim], ['fee', 'fee_waiver'])), claim.balanceMinor);
}

/**
 * What the mandate lets go of one claim's fees now, as the server decides it (server/ledger/domain/waiver.ts): no more than is
 * unpaid, than is left for the case, and than its share of the invoice, or of the case's invoices for a fee that stands alone.
 */
export function waivableOn(claim: Claim, account: CustomerAccount): Minor {
  const { mandate } = account;
  const standing = standingFee(claim);
  if (mandate === null || standing <= 0n) return ZERO;
  const ofCase = account.claims.filter(({ caseId }) => caseId === claim.caseId);
  const waivedInCase = -sumOf(ofCase, ['fee_waiver']);
  const isAlone = claim.kind === 'fee';
  const invoices = sumOf(isAlone ? ofCase : [claim], ['invoice']);
  const leftInCase = mandate.waive.perCaseMaxMinor - waivedInCase;
  const share = shareOf(minor(invoices), mandate.waive.feeShareOfClaimBp, 'towardZero');
  const leftOfShare = share - (isAlone ? waivedInCase : -sumOf([claim], ['fee_waiver']));
  const limits = isAlone && invoices === 0n ? [leftInCase, standing] : [leftInCase, leftOfShare, standing];
  const left = limits.reduce((least, one) => (one < least ? one : least));
  return left > 0n ? minor(left) : ZERO;
}

/** Fees on several claims share what is left for the case. */
function waivableTogether(claims: readonly Claim[], account: CustomerAccount): Minor {
  const { mandate } = account;
  if (mandate === null) return ZERO;
  const [first] = claims;
  const ofCase = account.claims.filter(({ caseId }) => caseId === first?.caseId);
  const leftInCase = minor(mandate.waive.perCaseMaxMinor + sumOf(ofCase, ['fee_waiver']));
  const each = claims.reduce((sum, claim) => sum + waivableOn(claim, account), 0n);
  const together = minMinor(leftInCase, minor(each));
  return together > 0n ? together : ZERO;
}

/**
 * The fees of one case (or of claims in no case) beside its invoices. Null when no fee stands; RULE_MISSING when the house has
 * no row for the day: then nothing is offered.
 */
export function feeProportion(
  account: CustomerAccount,
  about: {
    readonly caseId: string | null;
    readonly customerKind: CustomerKind;
    readonly date: IsoDate;
    /** The rows to look in; the program's own when left out. */
    readonly rows?: readonly AnyRule[] | undefined;
  },
): Result<FeeProportion | null> {
  const claims = account.claims.filter(({ caseId }) => caseId === about.caseId);
  const feeClaims = claims.filter((claim) => standingFee(claim) > 0n);
  const feeMinor = minor(feeClaims.reduce((sum, claim) => sum + standingFee(claim), 0n));
  if (feeMinor <= 0n) return ok(null);
  const country: Country = account.creditor.country;
  const rule = findRule('fee_proportion', { ...about, country, creditorId: account.creditor.id });
  if (!rule.ok) return rule;
  const open = claims.filter(({ balanceMinor, kind }) => kind === 'invoice' && balanceMinor > 0n);
  const invoices = open.length > 0 ? open : claims.filter(({ kind }) => kind === 'invoice');
  const principalMinor = minor(sumOf(invoices, ['invoice', 'credit_note']));
  const shareBp = principalMinor <= 0n ? Number(WHOLE_BP) : Number((feeMinor * WHOLE_BP) / principalMinor);
  return ok({
    principalMinor,
    feeMinor,
    shareBp,
    isOutOfProportion: shareBp > rule.value.params.offerWaiverAboveShareBp,
    isCheaperToWaive: feeMinor < rule.value.params.contactCostMinor,
    waivableMinor: waivableTogether(feeClaims, account),
    ruleId: rule.value.id,
    feeClaims,
  });
}
