/** Which account, case and claims a call is about. */
import { newestFirst, openClaims } from '../insights/account-facts';
import type { NearCut } from '../insights/disconnection-near';
import type { Undelivered } from '../insights/invoice-never-received';
import type { PaidPrevious } from '../insights/paid-previous-invoice';
import type { PlanStanding } from '../insights/plan-state';
import type { PriceBreakdown } from '../insights/price-parts';
import type { CaseFile, Claim, CollectionCase, CustomerAccount, Dispute, Payment } from '../ledger/case-file';
import type { Postponement, PostponementFrame } from '../case-holds/postponement';
import type { PlanProposal } from '../plans/propose-plans';
import type { IsoDate } from '../time/dates';

export interface FactsSource {
  /** null until the identity gate is open: then nothing private is known, and nothing private can be said. */
  readonly caseFile: CaseFile | null;
  /** The customer account the call is about; when null, the one with something open, else the first. */
  readonly accountId: string | null;
  readonly caseId: string | null;
  readonly today: IsoDate;
  readonly agentName: string;
  readonly agencyName: string;
}

export interface Selection {
  readonly caseFile: CaseFile;
  readonly account: CustomerAccount;
  /** The account narrowed to the case asked for; the account itself when none was. */
  readonly scoped: CustomerAccount;
  readonly collectionCase: CollectionCase | null;
  /** Newest first. */
  readonly openClaims: readonly Claim[];
  readonly openMinor: bigint;
}

export interface WaivableFee {
  readonly claim: Claim;
  readonly feeMinor: bigint;
}

/** What stands open in fees, against what was bought: fees still owed and the rest of the open claims. */
export interface OpenFees {
  readonly feesMinor: bigint;
  readonly principalMinor: bigint;
}

/** What is possible with a new due date, and what the customer's wish comes to. */
export interface PostponementFinding {
  readonly frame: PostponementFrame;
  readonly draft: Postponement | null;
}

/** Everything a call script can speak of, found once; conditions and values both read it. */
export interface Findings {
  readonly selection: Selection;
  readonly dispute: Dispute | null;
  readonly standing: PlanStanding | null;
  readonly draft: PlanProposal | null;
  readonly notice: CustomerAccount['paymentNotices'][number] | null;
  readonly paidPrevious: PaidPrevious | null;
  readonly unmatched: Payment | null;
  readonly nearCut: NearCut | null;
  readonly undelivered: Undelivered | null;
  readonly waivableFee: WaivableFee | null;
  readonly priceParts: PriceBreakdown | null;
  readonly openFees: OpenFees | null;
  readonly postponement: PostponementFinding | null;
  /** The last day of the freeze that stands; null when the case does not rest. */
  readonly restsUntil: IsoDate | null;
}

/** The account and claims in question; null while nobody is verified or the customer has no account. */
export function select({ caseFile, accountId, caseId }: FactsSource): Selection | null {
  if (caseFile === null) return null;
  const account = chooseAccount(caseFile, accountId);
  if (account === null) return null;
  const collectionCase = account.cases.find(({ id }) => id === caseId) ?? null;
  const scoped = collectionCase === null ? account : narrow(account, collectionCase);
  const open = newestFirst(openClaims(scoped));
  const openMinor = open.reduce((total, claim) => total + claim.balanceMinor, 0n);
  return { caseFile, account, scoped, collectionCase, openClaims: open, openMinor };
}

function chooseAccount(caseFile: CaseFile, accountId: string | null): CustomerAccount | null {
  const { accounts } = caseFile;
  if (accountId !== null) return accounts.find(({ id }) => id === accountId) ?? null;
  return accounts.find((account) => openClaims(account).length > 0) ?? accounts[0] ?? null;
}

function narrow(account: CustomerAccount, collectionCase: CollectionCase): CustomerAccount {
  const claims = account.claims.filter(({ caseId }) => caseId === collectionCase.id);
  return { ...account, claims, cases: [collectionCase] };
}
