/** What a cut stands on: the unpaid invoices its own reminder and warning were about, and how much of them counts. */
import type { InvoiceLineKind } from '../ledger/vocabulary';
import { minor, sumMinor, ZERO, type Minor } from '../money/money';
import type { DisconnectionParams } from '../rules/index';
import type { IsoDate } from '../time/dates';
import type { DisconnectionCase, DisconnectionClaim } from './disconnection-case';

/** An invoice that the cut stands on, with the part of its balance that counts: paid, it counts no more. */
export interface BasisClaim {
  readonly id: string;
  readonly dueDate: IsoDate;
  /** More than zero. */
  readonly countsMinor: Minor;
}

export interface Basis {
  readonly claims: readonly BasisClaim[];
  /** Paying this stops the cut. */
  readonly sumMinor: Minor;
  /** An invoice would count, but nobody has told how much of it is for the grid. */
  readonly isGridPartUnknown: boolean;
  /** Invoices were warned of and are unpaid, but nothing of them is what this creditor may cut for. */
  readonly isOnlySupply: boolean;
}

/** Lines of an invoice that are the grid's. */
export const GRID_LINE_KINDS: readonly InvoiceLineKind[] = ['grid_energy', 'grid_capacity'];

/** What is overdue today and still owed. */
export function overdueClaims(facts: Pick<DisconnectionCase, 'claims' | 'today'>): readonly DisconnectionClaim[] {
  return facts.claims.filter((claim) => claim.dueDate < facts.today && claim.balanceMinor > 0n);
}

/**
 * The invoices behind the warning: overdue before the customer was reminded where the law asks for a reminder, else before the
 * warning was sent, and among those it named where that is known. A bill that fell due later was never warned of, even when the
 * warning was served after it. Without a warning: what one written today could be about. `params` null = no row of law.
 */
export function basisOf(facts: DisconnectionCase, params: DisconnectionParams | null): Basis {
  const before = warnedBefore(facts, params);
  const named = facts.notice?.claimIds ?? null;
  const warned = overdueClaims(facts).filter(
    ({ id, kind, dueDate }) => kind === 'invoice' && dueDate < before && (named === null || named.includes(id)),
  );
  const hasPart = params?.countsOnlyGridPart === true && facts.creditorRole === 'combined';
  const claims = warned
    .map((claim) => ({
      id: claim.id,
      dueDate: claim.dueDate,
      countsMinor: hasPart ? gridPartOf(claim) : claim.balanceMinor,
    }))
    .filter(({ countsMinor }) => countsMinor > 0n);
  const isNothingLeft = hasPart && warned.length > 0 && claims.length === 0;
  const isGridPartUnknown = isNothingLeft && warned.some(({ gridPart }) => gridPart == null);
  return {
    claims,
    sumMinor: sumMinor(claims.map(({ countsMinor }) => countsMinor)),
    isGridPartUnknown,
    isOnlySupply: isNothingLeft && !isGridPartUnknown,
  };
}

function warnedBefore({ notice, today }: DisconnectionCase, params: DisconnectionParams | null): IsoDate {
  if (notice === null) return today;
  const reminded = params === null || params.daysBetweenReminderAndWarning === null ? null : notice.reminderDate;
  return reminded !== null && reminded < notice.sentDate ? reminded : notice.sentDate;
}

/**
 * What is left of the grid's part of an invoice. Payments are counted on it first, and interest and costs on the rest: in doubt
 * the customer has paid for the grid. Nothing when the parts are not known.
 */
function gridPartOf({ balanceMinor, gridPart }: DisconnectionClaim): Minor {
  if (gridPart == null) return ZERO;
  const { totalMinor, gridMinor } = gridPart;
  const left = balanceMinor - (totalMinor - gridMinor);
  return left <= 0n ? ZERO : minor(left > gridMinor ? gridMinor : left);
}
