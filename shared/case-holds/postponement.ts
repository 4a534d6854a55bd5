/** A new due date agreed on the phone: how far the mandate and the law reach, and what it may cost. */
import type { CaseCare } from '../ledger/case-care';
import type { Claim, Mandate } from '../ledger/case-file';
import type { HoldKind } from '../ledger/vocabulary';
import { minor, sumMinor, ZERO, type Minor } from '../money/money';
import { ok, refuse, type Result } from '../result';
import { feeHeadroom, findRule, type AnyRule, type RuleQuery } from '../rules/index';
import { bankDayOnOrAfter, bankDayOnOrBefore, isBankDay } from '../time/bank-days';
import { addDays, daysBetween, type IsoDate } from '../time/dates';

export interface PostponedCase {
  readonly mandate: Mandate | null;
  readonly care: { readonly postponements: readonly CaseCare['postponements'][number][] };
  /** Kinds of the holds that stand on the case. */
  readonly holds: readonly HoldKind[];
  /** A due date past the limitation would ask for what can no longer be asked for. */
  readonly limitationDate: IsoDate | null;
  /** What the case's collection has cost so far, and the invoices it is about; left out = nothing has been charged. */
  readonly costs?: { readonly feesBeforeMinor: Minor; readonly principalMinor: Minor } | undefined;
  /** The rule book to ask; the program's own rows when left out. */
  readonly rows?: readonly AnyRule[] | undefined;
}

/** The costs of a case as {@link PostponedCase} wants them: invoices less credit notes, fees less waivers. */
export function costsOfCase(
  claims: readonly Pick<Claim, 'caseId' | 'entries'>[],
  caseId: string,
): NonNullable<PostponedCase['costs']> {
  const entries = claims.filter((claim) => claim.caseId === caseId).flatMap((claim) => claim.entries);
  const sumOf = (kinds: readonly Claim['entries'][number]['kind'][]) =>
    sumMinor(entries.filter(({ kind }) => kinds.includes(kind)).map(({ amountMinor }) => amountMinor));
  return { feesBeforeMinor: sumOf(['fee', 'fee_waiver']), principalMinor: sumOf(['invoice', 'credit_note']) };
}

export interface PostponementFrame {
  /** The last bank day the mandate reaches. */
  readonly latestDate: IsoDate;
  /** Which one of the case this would be, from 1. */
  readonly ordinal: number;
}

export interface Postponement {
  readonly untilDate: IsoDate;
  /** Zero where the mandate takes none or no rule allows one. */
  readonly feeMinor: Minor;
  readonly feeRuleId: string | null;
}

/**
 * How far a case may be postponed on `query.date` (today). Refused with `MANDATE_MISSING`, `POSTPONE_NOT_ALLOWED` when the
 * mandate has none, `POSTPONE_TOO_OFTEN` when its count is used up, `PLAN_ACTIVE_ALREADY` while a plan holds the case,
 * `HOLD_OPEN_ALREADY` while a new due date stands, `POSTPONE_PAST_LIMITATION` when the claim is too old.
 */
export function postponementFrame(query: RuleQuery, about: PostponedCase): Result<PostponementFrame> {
  const { mandate, care, holds, limitationDate } = about;
  if (mandate === null) return refuse('MANDATE_MISSING');
  const { daysMax, countMax } = mandate.postpone;
  if (daysMax < 1 || countMax < 1) return refuse('POSTPONE_NOT_ALLOWED');
  if (holds.includes('plan')) return refuse('PLAN_ACTIVE_ALREADY');
  if (holds.includes('postponement')) return refuse('HOLD_OPEN_ALREADY', { kind: 'postponement' });
  if (care.postponements.length >= countMax) return refuse('POSTPONE_TOO_OFTEN', { max: countMax });
  const latestDate = bankDayOnOrBefore(addDays(query.date, daysMax), query.country);
  if (latestDate <= query.date) return refuse('POSTPONE_NOT_ALLOWED');
  if (limitationDate !== null && limitationDate <= latestDate) return refuse('POSTPONE_PAST_LIMITATION');
  return ok({ latestDate, ordinal: care.postponements.length + 1 });
}

/**
 * The new due date as it would be agreed, with its fee. Refused as {@link postponementFrame} says, with `POSTPONE_TOO_LONG`
 * past its latest day, and with `POSTPONE_DATE` for today, a day gone by or a day without banks.
 */
export function decidePostponement(query: RuleQuery, about: PostponedCase, untilDate: IsoDate): Result<Postponement> {
  const frame = postponementFrame(query, about);
  if (!frame.ok) return frame;
  const { latestDate, ordinal } = frame.value;
  if (untilDate > latestDate) return refuse('POSTPONE_TOO_LONG', { latest: latestDate });
  if (untilDate <= query.date || !isBankDay(untilDate, query.country)) {
    return refuse('POSTPONE_DATE', { next: bankDayOnOrAfter(addDays(query.date, 1), query.country) });
  }
  const days = daysBetween(query.date, untilDate);
  return ok({
    untilDate,
    ...extensionFee(query, {
      days,
      ordinal,
      // Whatever holds a case lets no cost be added to it; the server's case gate says the same.
      feeMode: about.holds.length > 0 ? 'none' : (about.mandate?.plan.feeMode ?? 'none'),
      rows: about.rows,
      costs: about.costs,
    }),
  });
}

/** The day nearest to a wish that can be agreed: on a bank day, not before tomorrow, not past the frame. */
export function nearestPostponement(query: RuleQuery, frame: PostponementFrame, wish: IsoDate): IsoDate {
  const earliest = bankDayOnOrAfter(addDays(query.date, 1), query.country);
  const wished = bankDayOnOrAfter(wish < earliest ? earliest : wish, query.country);
  return wished > frame.latestDate ? frame.latestDate : wished;
}

/**
 * The fee for more time: what the rule allows from its number of days on, and only where the mandate takes fees for
 * agreements at all (`plan.feeMode`), within the ceiling of all costs of the debt. Where no rule allows a fee there is none.
 */
function extensionFee(
  query: RuleQuery,
  about: {
    readonly days: number;
    readonly ordinal: number;
    readonly feeMode: Mandate['plan']['feeMode'];
    readonly rows: readonly AnyRule[] | undefined;
    readonly costs: PostponedCase['costs'];
  },
): { readonly feeMinor: Minor; readonly feeRuleId: string | null } {
  const isFree = about.feeMode === 'none' || (about.feeMode === 'first_free' && about.ordinal === 1);
  const rule = findRule('extension_fee', query, about.rows);
  if (isFree || !rule.ok || about.days < rule.value.params.minDays) return { feeMinor: ZERO, feeRuleId: null };
  const rows = about.rows ?? query.rows;
  const room = about.costs === undefined ? null : feeHeadroom({ ...query, ...about.costs, rows });
  const feeMinor = minor(rule.value.params.amountMinor);
  if (room === null || feeMinor <= room.roomMinor) return { feeMinor, feeRuleId: rule.value.id };
  return { feeMinor: room.roomMinor, feeRuleId: room.ruleId };
}
