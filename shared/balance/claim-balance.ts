/** What is owed on one claim on any day, part by part, each line with a sentence that can be read aloud. */
import type { LocalText } from '../lang/languages';
import type { CaseFile, Claim, CustomerAccount, Payment } from '../ledger/case-file';
import { minor, ZERO, type Minor } from '../money/money';
import { addDays, compareDates, laterOf, type IsoDate } from '../time/dates';
import type { AnyRule } from '../rules/rule';
import { accrueInterest, type Accrual, type InterestRun, type PrincipalStep } from './accrue-interest';
import { allocationOrderOn } from './allocation-order';
import { feeKindOf, type FeeKind } from './fee-kind';
import { claimMovements, sumOfPart, type Movement } from './movements';
import { interestSentence, movementSentence, unknownRateSentence } from './balance-sentences';

export interface BalanceLine {
  readonly kind: Movement['kind'] | 'interest_running' | 'rate_unknown';
  /** Day it was booked, or the last day interest is counted to. */
  readonly date: IsoDate;
  /** Signed: positive is owed. Zero for a line that only explains. */
  readonly amountMinor: Minor;
  readonly sentence: LocalText;
  /** Ids of the entries, payments and claims that prove it. */
  readonly evidence: readonly string[];
}

export interface ClaimBalance {
  readonly claim: Claim;
  readonly onDate: IsoDate;
  readonly principalMinor: Minor;
  /** Fees less what was waived and paid of them. */
  readonly feeMinor: Minor;
  /** What was charged, by kind of fee, before waivers and payments. */
  readonly feesByKind: readonly { readonly kind: FeeKind; readonly amountMinor: Minor }[];
  /** Interest the creditor has booked as a line of the claim, less what was paid of it. */
  readonly interestBookedMinor: Minor;
  /** Interest that has run since: owed, and not a line of the ledger yet. None on a claim that is settled or written off. */
  readonly interestRunningMinor: Minor;
  readonly runs: readonly InterestRun[];
  readonly totalMinor: Minor;
  /** First day whose rate nobody knows yet; null when the sum is whole. */
  readonly rateUnknownFrom: IsoDate | null;
  readonly lines: readonly BalanceLine[];
}

/** What of an account bears on what is owed. */
export type BalanceAccount = Pick<CustomerAccount, 'creditor' | 'currency' | 'claimTerms' | 'laidParts'> & {
  readonly claims: readonly Claim[];
  readonly payments: readonly Payment[];
  readonly cases: readonly { readonly id: string }[];
};

export interface BalanceScope {
  readonly caseFile: { readonly customer: Pick<CaseFile['customer'], 'kind'>; readonly asOf: IsoDate };
  readonly account: BalanceAccount;
  readonly onDate: IsoDate;
  /** The rows to look in; the program's own when left out. */
  readonly rules?: readonly AnyRule[] | undefined;
}

/**
 * The principal after each day on which it changed; a change bears on interest from the day after. What was credited was never
 * owed: it lowers the principal from the invoice's first day.
 */
function principalSteps(movements: readonly Movement[]): PrincipalStep[] {
  const steps: PrincipalStep[] = [];
  let principal = 0n;
  const first = movements[0]?.date;
  const inOrder = movements
    .map((one) => (one.kind === 'credit_note' && first !== undefined ? { ...one, date: first } : one))
    .sort((a, b) => compareDates(a.date, b.date));
  for (const { part, date, amountMinor } of inOrder) {
    if (part !== 'principal') continue;
    principal += amountMinor;
    const from = addDays(date, 1);
    if (steps.at(-1)?.from === from) steps.pop();
    steps.push({ from, principalMinor: minor(principal) });
  }
  return steps;
}

const NOTHING_RUNS: Accrual = { interestMinor: ZERO, runs: [], rateUnknownFrom: null };

/**
 * Interest runs from the day after the due date, or after the last interest the creditor booked: that line covers the time
 * before it. Fees that stand alone bear none.
 */
function runningInterest(movements: readonly Movement[], claim: Claim, scope: BalanceScope): Accrual {
  if (claim.kind === 'fee') return NOTHING_RUNS;
  const booked = movements.filter(({ kind }) => kind === 'interest').map(({ date }) => date);
  const terms = scope.account.claimTerms.find(({ claimId }) => claimId === claim.id);
  return accrueInterest({
    country: scope.account.creditor.country,
    customerKind: scope.caseFile.customer.kind,
    agreedRateBp: terms?.agreedRateBp ?? null,
    rules: scope.rules,
    steps: principalSteps(movements),
    firstDay: addDays(booked.reduce(laterOf, claim.dueDate), 1),
    lastDay: scope.onDate,
  });
}

function feesByKind(claim: Claim, movements: readonly Movement[]): ClaimBalance['feesByKind'] {
  const sums = new Map<FeeKind, bigint>();
  for (const { kind, cause, amountMinor } of movements) {
    if (kind !== 'fee') continue;
    const fee = feeKindOf(claim, cause);
    sums.set(fee, (sums.get(fee) ?? 0n) + amountMinor);
  }
  return [...sums].map(([kind, amount]) => ({ kind, amountMinor: minor(amount) }));
}

/** Payments of one deed on several parts are one line: nobody paid twice. */
function bookedLines(movements: readonly Movement[], claim: Claim, scope: BalanceScope): BalanceLine[] {
  const merged = new Map<string, Movement>();
  for (const one of movements) {
    const known = merged.get(one.id);
    merged.set(
      one.id,
      known === undefined ? one : { ...known, amountMinor: minor(known.amountMinor + one.amountMinor) },
    );
  }
  return [...merged.values()].map((one) => ({
    kind: one.kind,
    date: one.date,
    amountMinor: one.amountMinor,
    sentence: movementSentence(one, claim, scope.caseFile.asOf),
    evidence: [one.id, claim.id],
  }));
}

function interestLines(accrual: Accrual, claim: Claim, scope: BalanceScope): BalanceLine[] {
  const today = scope.caseFile.asOf;
  const runs = accrual.runs.map((run): BalanceLine => ({
    kind: 'interest_running',
    date: run.to,
    amountMinor: run.interestMinor,
    sentence: interestSentence(run, claim.currency, today),
    evidence: [claim.id],
  }));
  const { rateUnknownFrom } = accrual;
  if (rateUnknownFrom === null) return runs;
  return [
    ...runs,
    {
      kind: 'rate_unknown',
      date: rateUnknownFrom,
      amountMinor: ZERO,
      sentence: unknownRateSentence(rateUnknownFrom, today),
      evidence: [claim.id],
    },
  ];
}

function movementsOn(claim: Claim, scope: BalanceScope): readonly Movement[] {
  const { onDate, account } = scope;
  const order = allocationOrderOn({
    country: account.creditor.country,
    customerKind: scope.caseFile.customer.kind,
    date: onDate,
    rows: scope.rules,
  });
  return claimMovements(claim, account, { onDate, order });
}

/**
 * The interest that had run by a day and is in no line of the ledger, whether or not the claim was settled meanwhile: what a
 * payment that settles the claim may cover (ADR 0017).
 */
export function unbookedInterest(claim: Claim, scope: BalanceScope): Minor {
  return runningInterest(movementsOn(claim, scope), claim, scope).interestMinor;
}

/** What is settled in the ledger, or given up, is not asked for anew as interest. */
function isOver(movements: readonly Movement[]): boolean {
  const booked = movements.reduce((sum, { amountMinor }) => sum + amountMinor, 0n);
  const isGivenUp = movements.some(({ kind, part }) => kind === 'write_off' && part === 'principal');
  return booked <= 0n || (isGivenUp && sumOfPart(movements, 'principal') <= 0n);
}

/** One claim on one day; days before it was issued have no lines and owe nothing. */
export function claimBalance(claim: Claim, scope: BalanceScope): ClaimBalance {
  const { onDate } = scope;
  const movements = movementsOn(claim, scope);
  const accrual = isOver(movements) ? NOTHING_RUNS : runningInterest(movements, claim, scope);
  const principalMinor = sumOfPart(movements, 'principal');
  const feeMinor = sumOfPart(movements, 'fee');
  const interestBookedMinor = sumOfPart(movements, 'interest');
  return {
    claim,
    onDate,
    principalMinor,
    feeMinor,
    feesByKind: feesByKind(claim, movements),
    interestBookedMinor,
    interestRunningMinor: accrual.interestMinor,
    runs: accrual.runs,
    totalMinor: minor(principalMinor + feeMinor + interestBookedMinor + accrual.interestMinor),
    rateUnknownFrom: accrual.rateUnknownFrom,
    lines: [...bookedLines(movements, claim, scope), ...interestLines(accrual, claim, scope)],
  };
}
