/** A whole case rests while something is cleared up that is not a dispute: a move, a death, a stolen identity, no income. */
import type { CaseCare, FreezeReason } from '../ledger/case-care';
import { ok, refuse, type Result } from '../result';
import { findRule, type AnyRule, type RuleQuery } from '../rules/index';
import { addDays, type IsoDate } from '../time/dates';

/** How often an agent alone may freeze a case for one reason; a second time somebody must have looked at it: a lead. */
export const FREEZES_PER_REASON_MAX = 1;

export interface FreezeWish {
  readonly reason: FreezeReason;
  /** Calendar days; as many as the rule allows when left out. */
  readonly days?: number;
  readonly care: { readonly freezes: readonly CaseCare['freezes'][number][] };
  readonly isLead: boolean;
  /** The rule book to ask; the program's own rows when left out. */
  readonly rows?: readonly AnyRule[] | undefined;
}

/**
 * The last day of a freeze that begins on `query.date` (today). Refused with `RULE_MISSING` without a row (`care_pause`),
 * `FREEZE_TOO_LONG` outside the row's days, and `FREEZE_TOO_OFTEN` when an agent has frozen it for this reason before.
 */
export function freezeUntil(query: RuleQuery, wish: FreezeWish): Result<IsoDate> {
  const rule = findRule('care_pause', query, wish.rows);
  if (!rule.ok) return rule;
  const { daysMin, daysMax } = rule.value.params;
  const days = wish.days ?? daysMax;
  if (!Number.isInteger(days) || days < daysMin || days > daysMax) {
    return refuse('FREEZE_TOO_LONG', { minDays: daysMin, maxDays: daysMax });
  }
  const before = wish.care.freezes.filter(({ reason }) => reason === wish.reason).length;
  if (before >= FREEZES_PER_REASON_MAX && !wish.isLead) {
    return refuse('FREEZE_TOO_OFTEN', { max: FREEZES_PER_REASON_MAX });
  }
  return ok(addDays(query.date, days));
}
