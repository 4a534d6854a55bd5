import type { Claim, CustomerAccount, Payment } from '../ledger/case-file';
import { compareDates, type IsoDate } from '../time/dates';
import { newestFirst, openClaims } from './account-facts';
import { INSIGHT_WEIGHT, type InsightRule } from './insight-rule';
import { dayOf, invoiceName, localSentence, money, weekdayOf } from './words';

type Notice = CustomerAccount['paymentNotices'][number];

/** The soonest expected payment notice while something is still owed, and the claim it most likely pays. */
export function findExpectedNotice(account: CustomerAccount): { notice: Notice; claim: Claim } | null {
  const open = newestFirst(openClaims(account));
  const oldest = open.at(-1);
  const expected = account.paymentNotices.filter((notice) => notice.state === 'expected' && notice.amountMinor > 0n);
  const notice = expected.sort((a, b) => compareDates(a.expectedDate, b.expectedDate))[0];
  if (notice === undefined || oldest === undefined) return null;
  return { notice, claim: open.find((claim) => claim.balanceMinor === notice.amountMinor) ?? oldest };
}

/** A payment that lies unallocated although its rest is exactly what one open claim still asks. */
export function findUnmatchedPayment(account: CustomerAccount): { payment: Payment; claim: Claim } | null {
  const open = newestFirst(openClaims(account));
  const newestPayments = [...account.payments].sort((a, b) => compareDates(b.bookedDate, a.bookedDate));
  for (const payment of newestPayments) {
    if (payment.unallocatedMinor <= 0n) continue;
    const claim = open.find(
      (candidate) => candidate.currency === payment.currency && candidate.balanceMinor === payment.unallocatedMinor,
    );
    if (claim !== undefined) return { payment, claim };
  }
  return null;
}

/** A payment we have been told of, or one that has come in but lies beside the claim it fits. */
export const moneyOnTheWay: InsightRule = ({ account, today }) => {
  const unmatched = findUnmatchedPayment(account);
  if (unmatched !== null) return unmatchedInsight(unmatched, today);
  const expected = findExpectedNotice(account);
  if (expected === null) return null;
  const { notice, claim } = expected;
  return {
    kind: 'money_on_the_way',
    weight: INSIGHT_WEIGHT.money_on_the_way,
    sentence: localSentence(notice.source === 'customer_word' ? TOLD_BY_CUSTOMER : TOLD_BY_OTHERS, {
      amount: money(notice.amountMinor, claim.currency),
      paid: dayOf(notice.paidDate, today),
      expected: weekdayOf(notice.expectedDate, today),
    }),
    evidence: [notice.id, claim.id],
    parts: [],
    suggests: 'money-on-the-way',
    confidence: notice.source === 'customer_word' ? 'medium' : 'high',
  };
};

const TOLD_BY_CUSTOMER = {
  nb: 'Kunden sier at {amount} ble betalt {paid}. Pengene ventes inn {expected}.',
  sv: 'Kunden säger att {amount} betalades {paid}. Pengarna väntas in {expected}.',
  fi: 'Asiakas kertoo maksaneensa {paid}: {amount}. Rahojen pitäisi tulla perille {expected}.',
  en: 'The customer says that {amount} was paid on {paid}. The money is expected on {expected}.',
};

const TOLD_BY_OTHERS = {
  nb: 'Vi har fått melding om at {amount} er på vei, betalt {paid}. Pengene ventes inn {expected}.',
  sv: 'Vi har fått besked om att {amount} är på väg, betalt {paid}. Pengarna väntas in {expected}.',
  fi: 'Olemme saaneet ilmoituksen maksusta, joka on tulossa: {amount}, maksettu {paid}. Rahojen pitäisi tulla perille {expected}.',
  en: 'We have been told that {amount} is on its way, paid on {paid}. The money is expected on {expected}.',
};

function unmatchedInsight(found: { payment: Payment; claim: Claim }, today: IsoDate): ReturnType<InsightRule> {
  const { payment, claim } = found;
  return {
    kind: 'money_on_the_way',
    weight: INSIGHT_WEIGHT.money_on_the_way,
    sentence: localSentence(
      {
        nb: 'Det kom inn {amount} den {day} uten riktig referanse. Det er nøyaktig det som mangler på faktura {invoice}.',
        sv: '{amount} kom in den {day} utan rätt referens. Det är exakt det som saknas på faktura {invoice}.',
        fi: 'Tilille tuli {day} maksu ilman oikeaa viitettä: {amount}. Summa on täsmälleen sama kuin mitä on avoinna laskulla {invoice}.',
        en: '{amount} came in on {day} without the right reference. It is exactly what is open on invoice {invoice}.',
      },
      {
        amount: money(payment.unallocatedMinor, payment.currency),
        day: dayOf(payment.bookedDate, today),
        invoice: invoiceName(claim),
      },
    ),
    evidence: [payment.id, claim.id],
    parts: [],
    suggests: 'money-on-the-way',
  };
}
