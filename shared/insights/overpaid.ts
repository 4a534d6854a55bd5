import { accountBalance } from '../balance/account-balance';
import type { LocalText } from '../lang/languages';
import type { Payment } from '../ledger/case-file';
import { minor, type Minor } from '../money/money';
import { rulesOf } from '../rules/rules-of-file';
import { compareDates } from '../time/dates';
import { INSIGHT_WEIGHT, type InsightInput, type InsightRule } from './insight-rule';
import { dayOf, localSentence, money } from './words';

export interface Overpaid {
  /** What lies beyond everything owed, interest to today included. */
  readonly backMinor: Minor;
  readonly payments: readonly Payment[];
  /** The same sum paid before on another day: then it was paid twice. */
  readonly first: Payment | null;
}

/** Money that came in and that no claim needs; null when something owed could still use all of it. */
export function findOverpaid({ caseFile, account, today }: Omit<InsightInput, 'callId'>): Overpaid | null {
  // Most accounts have no money lying about; for them nothing is worked out.
  if (!account.payments.some(({ unallocatedMinor }) => unallocatedMinor > 0n)) return null;
  const balance = accountBalance({ caseFile, account, onDate: today, rules: rulesOf(caseFile) });
  const payments = balance.loose.map(({ payment }) => payment);
  const [loose] = payments;
  if (balance.totalMinor >= 0n || loose === undefined) return null;
  const earlier = account.payments.filter(
    (payment) =>
      payment.id !== loose.id && payment.amountMinor === loose.amountMinor && payment.bookedDate <= loose.bookedDate,
  );
  const first = earlier.sort((a, b) => compareDates(b.bookedDate, a.bookedDate))[0] ?? null;
  return { backMinor: minor(-balance.totalMinor), payments, first };
}

const TWICE: LocalText = {
  nb: '{amount} er betalt to ganger, {first} og {second}. Alt er gjort opp, og {back} skal tilbake til kunden.',
  sv: '{amount} är betalt två gånger, {first} och {second}. Allt är betalt, och {back} ska tillbaka till kunden.',
  fi: '{amount} on maksettu kahdesti, {first} ja {second}. Kaikki on maksettu, ja asiakkaalle palautetaan {back}.',
  en: '{amount} was paid twice, on {first} and {second}. Everything is settled, and {back} goes back to the customer.',
};
const TOO_MUCH: LocalText = {
  nb: 'Det er betalt for mye: {back} blir igjen når alt er gjort opp, og skal tilbake til kunden.',
  sv: 'Det är betalt för mycket: {back} blir över när allt är betalt och ska tillbaka till kunden.',
  fi: 'On maksettu liikaa: kun kaikki on maksettu, jää {back}, joka palautetaan asiakkaalle.',
  en: 'Too much was paid: {back} is left when everything is settled, and goes back to the customer.',
};

/** A payment beyond what was owed: nothing more may be asked, and the rest is the customer's. */
export const overpaid: InsightRule = (input) => {
  const found = findOverpaid(input);
  if (found === null) return null;
  const { account, today } = input;
  const { currency } = account;
  const back = money(found.backMinor, currency);
  const [second] = found.payments;
  const isTwice = found.first !== null && second !== undefined && found.first.bookedDate !== second.bookedDate;
  const sentence =
    isTwice && found.first !== null && second !== undefined
      ? localSentence(TWICE, {
          amount: money(second.amountMinor, currency),
          first: dayOf(found.first.bookedDate, today),
          second: dayOf(second.bookedDate, today),
          back,
        })
      : localSentence(TOO_MUCH, { back });
  return {
    kind: 'overpaid',
    weight: INSIGHT_WEIGHT.overpaid,
    sentence,
    evidence: [...found.payments.map(({ id }) => id), ...(found.first === null ? [] : [found.first.id])],
    parts: [],
    suggests: 'statement',
  };
};
