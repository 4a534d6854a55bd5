/** Facts about what a case may still be given: more time, rest, a fee let go. */
import {
  costsOfCase,
  decidePostponement,
  nearestPostponement,
  postponementFrame,
  type PostponedCase,
} from '../case-holds/postponement';
import type { CollectionCase } from '../ledger/case-file';
import type { RuleQuery } from '../rules/index';
import { rulesOf } from '../rules/rules-of-file';
import { addMonths, type IsoDate } from '../time/dates';
import type { Answer } from './run';
import type { OpenFees, PostponementFinding, Selection } from './selection';

/** The answer with this name says which new due date the customer wishes. */
export const NEW_DUE_DATE_VARIABLE = 'new_due_date';

const AGE_OF_MAJORITY_MONTHS = 18 * 12;

/** The case the call is about, else the account's first one that is not closed; null when nothing is in collection. */
export function caseInQuestion({ account, collectionCase }: Selection): CollectionCase | null {
  return collectionCase ?? account.cases.find(({ stage }) => stage !== 'closed') ?? null;
}

/** What a case has been given and may be given, as the rules ask for it. */
export function postponedCase({ account }: Pick<Selection, 'account'>, about: CollectionCase): PostponedCase {
  return {
    mandate: account.mandate,
    care: about.care,
    holds: about.holds.map(({ kind }) => kind),
    limitationDate: about.limitationDate,
    costs: costsOfCase(account.claims, about.id),
  };
}

/** How far the case can be put off, and what the wished day comes to; null when it cannot be. */
export function findPostponement(
  selection: Selection,
  answers: Readonly<Record<string, Answer>>,
  today: IsoDate,
): PostponementFinding | null {
  const about = caseInQuestion(selection);
  if (about === null || selection.openMinor <= 0n) return null;
  const query = queryOf(selection, today);
  const frame = postponementFrame(query, postponedCase(selection, about));
  if (!frame.ok) return null;
  const wish = answers[NEW_DUE_DATE_VARIABLE];
  if (wish?.kind !== 'date') return { frame: frame.value, draft: null };
  const date = nearestPostponement(query, frame.value, wish.date);
  const draft = decidePostponement(query, postponedCase(selection, about), date);
  return { frame: frame.value, draft: draft.ok ? draft.value : null };
}

function queryOf({ account, caseFile }: Selection, today: IsoDate): RuleQuery {
  const { country, utility, id: creditorId } = account.creditor;
  return { country, creditorId, customerKind: caseFile.customer.kind, utility, date: today, rows: rulesOf(caseFile) };
}

/** The last day of the freeze that stands on the case; null when it does not rest. */
export function findRest({ scoped }: Selection): IsoDate | null {
  const holds = scoped.cases.flatMap((one) => one.holds).filter(({ kind }) => kind === 'freeze');
  return holds.sort((a, b) => b.placedAt - a.placedAt)[0]?.untilDate ?? null;
}

/** Fees that are still owed on open claims, and the rest of those claims; null without any. */
export function findOpenFees({ openClaims, openMinor }: Selection): OpenFees | null {
  const feesMinor = openClaims.reduce((total, claim) => {
    const fees = claim.entries
      .filter(({ kind }) => kind === 'fee' || kind === 'fee_waiver')
      .reduce((sum, { amountMinor }) => sum + amountMinor, 0n);
    return total + (fees < claim.balanceMinor ? fees : claim.balanceMinor);
  }, 0n);
  return feesMinor > 0n ? { feesMinor, principalMinor: openMinor - feesMinor } : null;
}

/** False only when the birth date says that somebody is not yet eighteen. */
export function isOfAge(birthDate: IsoDate | null, today: IsoDate): boolean {
  return birthDate === null || addMonths(birthDate, AGE_OF_MAJORITY_MONTHS) <= today;
}
