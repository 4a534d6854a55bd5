/** The sentence of each line of a balance, made to be read aloud. Finnish keeps its variables uninflected. */
import type { Currency, LocalText } from '../lang/languages';
import type { Claim } from '../ledger/case-file';
import { dayOf, invoiceName, local, localSentence, money, plain, type LocalValue } from '../insights/words';
import type { IsoDate } from '../time/dates';
import type { InterestRun } from './accrue-interest';
import { FEE_WORDS, feeKindOf } from './fee-kind';
import type { Movement } from './movements';

const NBSP = '\u00A0';

/** `12,25 %`, in English `12.25 %`; no decimals that are not there. */
export function percentOf(basisPoints: number): LocalValue {
  const whole = Math.trunc(basisPoints / 100);
  const rest = String(basisPoints % 100)
    .padStart(2, '0')
    .replace(/0+$/u, '');
  return (language) => `${whole}${rest === '' ? '' : `${language === 'en' ? '.' : ','}${rest}`}${NBSP}%`;
}

/** The day, or the word for today. */
function dayOrToday(date: IsoDate, today: IsoDate): LocalValue {
  if (date !== today) return dayOf(date, today);
  return local({ nb: 'i dag', sv: 'i dag', fi: 'tähän päivään', en: 'today' });
}

const INTEREST: LocalText = {
  nb: 'Rente {rate} av {principal} fra {from} til {to}, {days} dager: {amount}.',
  sv: 'Ränta {rate} på {principal} från {from} till {to}, {days} dagar: {amount}.',
  fi: 'Korko {rate} pääomalle {principal}, {from} – {to}, {days} päivää: {amount}.',
  en: 'Interest {rate} on {principal} from {from} to {to}, {days} days: {amount}.',
};
const INTEREST_ONE_DAY: LocalText = {
  nb: 'Rente {rate} av {principal} for én dag, {to}: {amount}.',
  sv: 'Ränta {rate} på {principal} för en dag, {to}: {amount}.',
  fi: 'Korko {rate} pääomalle {principal} yhdeltä päivältä, {to}: {amount}.',
  en: 'Interest {rate} on {principal} for one day, {to}: {amount}.',
};

/** "Interest 12.25 % on NOK 1,364.00 from 1 July to today, 143 days: NOK 65.46." */
export function interestSentence(run: InterestRun, currency: Currency, today: IsoDate): LocalText {
  const said = {
    rate: percentOf(run.yearlyRateBp),
    principal: money(run.principalMinor, currency),
    to: dayOrToday(run.to, today),
    amount: money(run.interestMinor, currency),
  };
  if (run.days === 1) return localSentence(INTEREST_ONE_DAY, said);
  return localSentence(INTEREST, { ...said, from: dayOf(run.from, today), days: plain(String(run.days)) });
}

/** "The interest rate from 1 July is not known yet: interest for those days comes in addition." */
export function unknownRateSentence(from: IsoDate, today: IsoDate): LocalText {
  return localSentence(
    {
      nb: 'Rentesatsen fra {from} er ikke kjent ennå. Renten for de dagene kommer i tillegg.',
      sv: 'Räntesatsen från {from} är inte känd än. Räntan för de dagarna tillkommer.',
      fi: 'Korkokanta {from} alkaen ei ole vielä tiedossa. Näiden päivien korko tulee lisäksi.',
      en: 'The interest rate from {from} is not known yet. Interest for those days comes in addition.',
    },
    { from: dayOf(from, today) },
  );
}

const BOOKED: Readonly<Record<Exclude<Movement['kind'], 'invoice' | 'fee'>, LocalText>> = {
  credit_note: {
    nb: 'Kreditnota {day} trekker fra {amount}.',
    sv: 'Kreditfaktura {day} drar av {amount}.',
    fi: 'Hyvityslasku {day} vähentää summaa: {amount}.',
    en: 'A credit note on {day} takes off {amount}.',
  },
  fee_waiver: {
    nb: 'Gebyr frafalt {day}: {amount}.',
    sv: 'Avgift efterskänkt {day}: {amount}.',
    fi: 'Kulusta luovuttu {day}: {amount}.',
    en: 'Fee waived on {day}: {amount}.',
  },
  interest: {
    nb: 'Rente som ble lagt til {day}: {amount}.',
    sv: 'Ränta som lades till {day}: {amount}.',
    fi: 'Korko, joka lisättiin {day}: {amount}.',
    en: 'Interest added on {day}: {amount}.',
  },
  payment: {
    nb: 'Betaling mottatt {day}: {amount}. Takk.',
    sv: 'Betalning mottagen {day}: {amount}. Tack.',
    fi: 'Maksu saapui {day}: {amount}. Kiitos.',
    en: 'Payment received on {day}: {amount}. Thank you.',
  },
  refund: {
    nb: 'Tilbakebetalt {day}: {amount}.',
    sv: 'Återbetalt {day}: {amount}.',
    fi: 'Palautettu {day}: {amount}.',
    en: 'Refunded on {day}: {amount}.',
  },
  write_off: {
    nb: 'Ettergitt {day}: {amount}.',
    sv: 'Avskrivet {day}: {amount}.',
    fi: 'Poistettu saatavasta {day}: {amount}.',
    en: 'Written off on {day}: {amount}.',
  },
};

const FEE: LocalText = {
  nb: '{fee} lagt til {day}: {amount}.',
  sv: '{fee} tillagd {day}: {amount}.',
  fi: '{fee}, lisätty {day}: {amount}.',
  en: '{fee} added on {day}: {amount}.',
};

const INVOICE: LocalText = {
  nb: 'Faktura {invoice} med forfall {due}: {amount}.',
  sv: 'Faktura {invoice} med förfallodag {due}: {amount}.',
  fi: 'Lasku {invoice}, eräpäivä {due}: {amount}.',
  en: 'Invoice {invoice}, due on {due}: {amount}.',
};

/** What one line of the ledger is, in a sentence; amounts are said without their sign. */
export function movementSentence(one: Movement, claim: Claim, today: IsoDate): LocalText {
  const amount = money(one.amountMinor < 0n ? -one.amountMinor : one.amountMinor, claim.currency);
  if (one.kind === 'invoice')
    return localSentence(INVOICE, { invoice: invoiceName(claim), due: dayOf(claim.dueDate, today), amount });
  const day = dayOf(one.date, today);
  if (one.kind === 'fee')
    return localSentence(FEE, { fee: local(FEE_WORDS[feeKindOf(claim, one.cause)]), day, amount });
  return localSentence(BOOKED[one.kind], { day, amount });
}
