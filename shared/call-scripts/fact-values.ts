/** The values a call script can speak, each known only where its condition holds (CONDITION_GRANTS). */
import { CHANNEL_WORDS } from '../insights/words';
import type { Currency } from '../lang/languages';
import type { IsoDate } from '../time/dates';
import { localDate } from '../time/zones';
import type { Facts } from './facts';
import type { FactsSource, Findings } from './selection';
import type { FactValue } from './variables';

type Values = Facts['values'];

const textOf = (text: string): FactValue => ({ kind: 'text', text });
const dateOf = (date: IsoDate): FactValue => ({ kind: 'date', date });
const moneyOf = (amountMinor: bigint, currency: Currency): FactValue => ({
  kind: 'money',
  amountMinor: amountMinor.toString(),
  currency,
});

/** Everything that can be said now; only agent and agency while `findings` is null. */
export function factValues(source: FactsSource, findings: Findings | null): Values {
  const known: Values = { agent_name: textOf(source.agentName), agency_name: textOf(source.agencyName) };
  if (findings === null) return known;
  const { caseFile, account, openMinor } = findings.selection;
  return {
    ...known,
    customer_name: textOf(caseFile.customer.name),
    creditor_name: textOf(account.creditor.name),
    open_total: moneyOf(openMinor, account.currency),
    ...claimValues(findings),
    ...disputeValues(findings),
    ...planValues(findings),
    ...paymentValues(findings),
    ...cutValues(findings),
    ...careValues(findings),
  };
}

function merged(values: readonly Values[]): Values {
  return values.reduce<Values>((all, some) => ({ ...all, ...some }), {});
}

function claimValues({ selection, undelivered, waivableFee, priceParts }: Findings): Values {
  const newest = selection.openClaims[0];
  const values: Values[] = [];
  if (newest !== undefined) {
    values.push({
      invoice_no: textOf(newest.invoiceNo),
      invoice_amount: moneyOf(newest.balanceMinor, newest.currency),
      invoice_due_date: dateOf(newest.dueDate),
      invoice_reference: textOf(newest.reference),
    });
  }
  if (undelivered !== null && undelivered.delivery !== null) {
    values.push({
      delivery_invoice_no: textOf(undelivered.claim.invoiceNo),
      delivery_channel: { kind: 'local', text: CHANNEL_WORDS[undelivered.delivery.channel] },
      delivery_address: textOf(undelivered.delivery.address),
    });
  }
  if (waivableFee !== null) {
    values.push({ waivable_amount: moneyOf(waivableFee.feeMinor, waivableFee.claim.currency) });
  }
  if (priceParts !== null) {
    const { claim, amounts } = priceParts;
    values.push({
      price_total: moneyOf(claim.originalMinor, claim.currency),
      price_energy: moneyOf(amounts.get('energy') ?? 0n, claim.currency),
      price_markup: moneyOf(amounts.get('markup') ?? 0n, claim.currency),
    });
  }
  return merged(values);
}

function disputeValues({ selection, dispute }: Findings): Values {
  if (dispute === null) return {};
  const opened = dateOf(localDate(dispute.openedAt, selection.account.creditor.country));
  if (dispute.answerDueDate === null) return { dispute_opened_date: opened };
  return { dispute_opened_date: opened, dispute_answer_date: dateOf(dispute.answerDueDate) };
}

function planValues({ selection, standing, draft }: Findings): Values {
  const values: Values[] = [];
  if (standing !== null && !standing.isBroken) {
    const { instalment, plan } = standing;
    values.push({
      plan_next_amount: moneyOf(instalment.amountMinor - instalment.paidMinor, plan.currency),
      plan_next_date: dateOf(instalment.dueDate),
    });
  }
  const first = draft?.instalments[0];
  const last = draft?.instalments.at(-1);
  const { currency } = selection.account;
  if (draft !== null && first !== undefined && last !== undefined) {
    values.push({
      plan_count: { kind: 'count', count: draft.instalments.length },
      plan_first_amount: moneyOf(first.amountMinor, currency),
      plan_first_date: dateOf(first.dueDate),
      plan_last_amount: moneyOf(last.amountMinor, currency),
      plan_last_date: dateOf(last.dueDate),
      plan_total: moneyOf(draft.totalMinor, currency),
      plan_fee: moneyOf(draft.feeMinor, currency),
    });
  }
  return merged(values);
}

function paymentValues({ selection, notice, paidPrevious, unmatched }: Findings): Values {
  const values: Values[] = [];
  if (notice !== null) {
    values.push({
      notice_amount: moneyOf(notice.amountMinor, selection.account.currency),
      notice_expected_date: dateOf(notice.expectedDate),
    });
  }
  if (paidPrevious !== null) {
    const { payment, paidClaim, dueClaim } = paidPrevious;
    values.push({
      paid_invoice_no: textOf(paidClaim.invoiceNo),
      paid_amount: moneyOf(payment.amountMinor, payment.currency),
      paid_date: dateOf(payment.bookedDate),
      due_invoice_no: textOf(dueClaim.invoiceNo),
      due_invoice_amount: moneyOf(dueClaim.balanceMinor, dueClaim.currency),
    });
  }
  if (unmatched !== null) {
    values.push({
      unmatched_amount: moneyOf(unmatched.unallocatedMinor, unmatched.currency),
      unmatched_date: dateOf(unmatched.bookedDate),
    });
  }
  return merged(values);
}

function cutValues({ selection, nearCut }: Findings): Values {
  if (nearCut === null) return {};
  return {
    cut_date: dateOf(nearCut.disconnection.earliestCutDate),
    sum_to_stop: moneyOf(nearCut.disconnection.sumToStopMinor, selection.account.currency),
  };
}

function careValues({ selection, openFees, postponement, restsUntil }: Findings): Values {
  const { currency } = selection.account;
  const values: Values[] = [];
  if (openFees !== null) {
    values.push({
      fees_total: moneyOf(openFees.feesMinor, currency),
      fees_principal: moneyOf(openFees.principalMinor, currency),
    });
  }
  if (postponement !== null) {
    const { frame, draft } = postponement;
    values.push({ postpone_latest_date: dateOf(frame.latestDate) });
    if (draft !== null) {
      values.push({ postpone_date: dateOf(draft.untilDate), postpone_fee: moneyOf(draft.feeMinor, currency) });
    }
  }
  if (restsUntil !== null) values.push({ rests_until: dateOf(restsUntil) });
  return merged(values);
}
