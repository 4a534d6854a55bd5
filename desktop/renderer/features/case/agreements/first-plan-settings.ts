/** Where the plan form begins: with what the customer has already said, and whether they have heard what it costs. */
import { formatMoney } from '../../../../../shared/money/format';
import { LANGUAGES } from '../../../../../shared/lang/languages';
import { bankDayOnOrBefore } from '../../../../../shared/time/bank-days';
import { addDays, isIsoDate } from '../../../../../shared/time/dates';
import { readAmount } from '../parts/AmountField';
import type { AgreementProps } from './agreement-props';
import {
  counterOffers,
  plannableClaims,
  planContext,
  runningPlan,
  withOffer,
  type PlanPreview,
  type PlanSettings,
} from './plan-model';

/** The plan the agent starts from: everything open, and the offer nearest to what the customer has said. */
export function firstSettings({ account, caseFile, claimIds, said }: AgreementProps): PlanSettings {
  const plannable = plannableClaims(account).map(({ id }) => id);
  const chosen = plannable.filter((id) => claimIds.includes(id));
  const planned = chosen.length > 0 ? chosen : plannable;
  const { monthly_amount: amount, first_payment_date: date } = said;
  const latest = addDays(caseFile.asOf, account.mandate?.plan.daysToFirstMax ?? 0);
  const settings: PlanSettings = {
    claimIds: planned,
    count: 1,
    firstDate: date !== undefined && isIsoDate(date) ? date : bankDayOnOrBefore(latest, account.creditor.country),
    cadence: 'monthly',
    wishMinor: amount === undefined ? null : readAmount(amount, account.currency),
    eachMinor: null,
    authority: 'agent',
    isCostTold: false,
    replacesPlanId: runningPlan(account, planned)?.id ?? null,
  };
  const { own } = counterOffers(planContext(account, caseFile, settings), settings);
  return own.ok ? withOffer(settings, own.value[0], 'agent') : settings;
}

/**
 * True when the call script has said exactly this plan: total, fee, first and last instalment (which make the number of them).
 * Then it need not be ticked.
 */
export function isCostSpoken(preview: PlanPreview, { account, spoken = [] }: AgreementProps): boolean {
  const first = preview.rows[0]?.amountMinor;
  const last = preview.rows.at(-1)?.amountMinor;
  if (first === undefined || last === undefined) return false;
  const amounts = [preview.totalMinor, first, last, ...(preview.feeMinor > 0n ? [preview.feeMinor] : [])];
  return spoken.some((words) =>
    LANGUAGES.some((language) => amounts.every((one) => words.includes(formatMoney(one, account.currency, language)))),
  );
}
