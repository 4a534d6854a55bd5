/** Runs every insight over a case file. A new insight: its own file, one line here, a weight and a test. */
import type { CaseFile } from '../ledger/case-file';
import type { IsoDate } from '../time/dates';
import { accountsOf } from './account-facts';
import { customerProfile } from './customer-profile';
import { cutAdvice } from './cut-advice';
import { disconnectionNear } from './disconnection-near';
import { disputeOpen } from './dispute-open';
import { feeOutOfProportion } from './fee-out-of-proportion';
import type { Insight } from './insight';
import { toInsight, type InsightRule, type PersonInsightRule } from './insight-rule';
import { invoiceNeverReceived } from './invoice-never-received';
import { limitationNear } from './limitation-near';
import { moneyOnTheWay } from './money-on-the-way';
import { overpaid } from './overpaid';
import { paidPreviousInvoice } from './paid-previous-invoice';
import { planBroken, planRunning } from './plan-state';
import { priceParts } from './price-parts';
import { repeatCaller } from './repeat-caller';
import { twoCreditorsOneAddress } from './two-creditors';
import { vulnerable } from './vulnerable';
import { namedSentence } from './words';

type PersonKind = 'customer_profile' | 'vulnerable';

const RULES: Readonly<Record<Exclude<Insight['kind'], PersonKind>, InsightRule>> = {
  paid_previous_invoice: paidPreviousInvoice,
  money_on_the_way: moneyOnTheWay,
  invoice_never_received: invoiceNeverReceived,
  price_parts: priceParts,
  disconnection_near: disconnectionNear,
  dispute_open: disputeOpen,
  plan_running: planRunning,
  plan_broken: planBroken,
  repeat_caller: repeatCaller,
  two_creditors_one_address: twoCreditorsOneAddress,
  fee_out_of_proportion: feeOutOfProportion,
  cut_advice: cutAdvice,
  limitation_near: limitationNear,
  overpaid,
};

/** About the person, once, whatever the number of accounts. */
const PERSON_RULES: Readonly<Record<PersonKind, PersonInsightRule>> = {
  customer_profile: customerProfile,
  vulnerable,
};

export interface InsightScope {
  readonly today: IsoDate;
  /** Only this customer account; all when left out. */
  readonly accountId?: string;
  /** The call that is going on, so that it does not count as an earlier contact. */
  readonly callId?: string;
}

/**
 * Everything worth saying about a case file today, what the agent must know first in front. With accounts at several
 * creditors each sentence begins with its creditor. Every id in `evidence` is in the case file.
 */
export function evaluateInsights(caseFile: CaseFile, scope: InsightScope): Insight[] {
  const accounts = accountsOf(caseFile, scope.accountId);
  const found = accounts.flatMap((account) => {
    const input = { caseFile, account, today: scope.today, callId: scope.callId ?? null };
    const insights = Object.values(RULES).map((rule) => rule(input));
    const creditorName = accounts.length > 1 ? account.creditor.name : null;
    return (
      insights
        .filter((insight) => insight !== null)
        // The sentence about two creditors names both of them.
        .map((insight) => ({
          ...insight,
          sentence: namedSentence(insight.sentence, insight.kind === 'two_creditors_one_address' ? null : creditorName),
        }))
    );
  });
  const ofPerson = Object.values(PERSON_RULES)
    .map((rule) => rule({ caseFile: { ...caseFile, accounts }, today: scope.today }))
    .filter((finding) => finding !== null);
  return [...found, ...ofPerson].map(toInsight).sort((a, b) => b.weight - a.weight);
}
