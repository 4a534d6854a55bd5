/** What is owed on an account, or on one of its cases, on any day: the sum of its claims, and what lies beside them. */
import type { Currency, LocalText } from '../lang/languages';
import type { Payment } from '../ledger/case-file';
import { local, localSentence, money, plain } from '../insights/words';
import { minor, sumMinor, ZERO, type Minor } from '../money/money';
import { compareDates, earlierOf, type IsoDate } from '../time/dates';
import { claimBalance, type BalanceScope, type ClaimBalance } from './claim-balance';

/** Money that has come in and lies on no claim. */
export interface LooseMoney {
  readonly payment: Payment;
  readonly amountMinor: Minor;
}

export interface AccountBalance {
  readonly currency: Currency;
  readonly onDate: IsoDate;
  /** Claims issued by the day, oldest due first. */
  readonly claims: readonly ClaimBalance[];
  readonly principalMinor: Minor;
  readonly feeMinor: Minor;
  /** Booked and running. */
  readonly interestMinor: Minor;
  readonly loose: readonly LooseMoney[];
  readonly looseMinor: Minor;
  /** Principal, interest and fees less money that lies on no claim; negative when the customer is to have money back. */
  readonly totalMinor: Minor;
  readonly rateUnknownFrom: IsoDate | null;
  /** The whole balance in a sentence or two. */
  readonly sentence: LocalText;
}

/** Money on no claim by the day. Whose it is of several cases nobody can tell, so it counts for a case only when it is alone. */
function looseMoney(scope: BalanceScope): LooseMoney[] {
  return scope.account.payments
    .filter((payment) => payment.unallocatedMinor > 0n && payment.bookedDate <= scope.onDate)
    .map((payment) => ({ payment, amountMinor: payment.unallocatedMinor }));
}

/** What is owed on the whole account on a day, or, with `caseId`, on one case of it. */
export function accountBalance(scope: BalanceScope, caseId?: string): AccountBalance {
  const claims = scope.account.claims
    .filter((claim) => claim.issueDate <= scope.onDate && (caseId === undefined || claim.caseId === caseId))
    .sort((a, b) => compareDates(a.dueDate, b.dueDate) || (a.invoiceNo < b.invoiceNo ? -1 : 1))
    .map((claim) => claimBalance(claim, scope));
  const isAlone = scope.account.cases.every(({ id }) => id === caseId);
  const loose = caseId === undefined || isAlone ? looseMoney(scope) : [];
  const sums = {
    principalMinor: sumMinor(claims.map((one) => one.principalMinor)),
    feeMinor: sumMinor(claims.map((one) => one.feeMinor)),
    interestMinor: sumMinor(claims.map((one) => minor(one.interestBookedMinor + one.interestRunningMinor))),
    looseMinor: sumMinor(loose.map(({ amountMinor }) => amountMinor)),
  };
  const totalMinor = minor(sums.principalMinor + sums.feeMinor + sums.interestMinor - sums.looseMinor);
  const rateUnknownFrom = claims.reduce<IsoDate | null>((soonest, { rateUnknownFrom: from }) => {
    if (from === null || soonest === null) return from ?? soonest;
    return earlierOf(from, soonest);
  }, null);
  const { currency } = scope.account;
  const sentence = totalSentence({ ...sums, totalMinor, currency, isWhole: rateUnknownFrom === null });
  return { currency, onDate: scope.onDate, claims, ...sums, loose, totalMinor, rateUnknownFrom, sentence };
}

interface Said {
  readonly principalMinor: Minor;
  readonly feeMinor: Minor;
  readonly interestMinor: Minor;
  readonly looseMinor: Minor;
  readonly totalMinor: Minor;
  readonly currency: Currency;
  readonly isWhole: boolean;
}

const PARTS: readonly (readonly [keyof Said & `${string}Minor`, LocalText])[] = [
  [
    'principalMinor',
    { nb: '{amount} i hovedstol', sv: '{amount} i kapital', fi: 'pääoma {amount}', en: '{amount} principal' },
  ],
  ['interestMinor', { nb: '{amount} i rente', sv: '{amount} i ränta', fi: 'korko {amount}', en: '{amount} interest' }],
  ['feeMinor', { nb: '{amount} i gebyrer', sv: '{amount} i avgifter', fi: 'kulut {amount}', en: '{amount} fees' }],
  [
    'looseMinor',
    {
      nb: '{amount} innbetalt som ikke er plassert, er trukket fra',
      sv: '{amount} inbetalt som inte är fördelat är avdraget',
      fi: 'kohdistamaton maksu {amount} on vähennetty',
      en: '{amount} paid in that lies on no invoice is taken off',
    },
  ],
];

const NOTHING: LocalText = {
  nb: 'Det er ingenting å betale.',
  sv: 'Det finns inget att betala.',
  fi: 'Maksettavaa ei ole.',
  en: 'There is nothing to pay.',
};
const TO_GOOD: LocalText = {
  nb: 'Kunden har {amount} til gode.',
  sv: 'Kunden har {amount} till godo.',
  fi: 'Asiakkaalle kuuluu palautusta: {amount}.',
  en: 'The customer is to have {amount} back.',
};
const TO_PAY: LocalText = {
  nb: 'Å betale: {amount}. Det er {parts}.{more}',
  sv: 'Att betala: {amount}. Det är {parts}.{more}',
  fi: 'Maksettavaa: {amount}. Siitä {parts}.{more}',
  en: 'To pay: {amount}. That is {parts}.{more}',
};
const MORE: LocalText = {
  nb: ' Senere rentesats er ikke kjent.',
  sv: ' Senare räntesats är inte känd.',
  fi: ' Myöhempi korkokanta ei ole tiedossa.',
  en: ' The later rate is not known.',
};

function totalSentence(said: Said): LocalText {
  const { totalMinor, currency } = said;
  if (totalMinor === 0n) return NOTHING;
  if (totalMinor < 0n) return localSentence(TO_GOOD, { amount: money(-totalMinor, currency) });
  const parts = PARTS.filter(([part]) => said[part] !== ZERO).map(([part, words]) =>
    localSentence(words, { amount: money(said[part], currency) }),
  );
  return localSentence(TO_PAY, {
    amount: money(totalMinor, currency),
    parts: (language) => parts.map((part) => part[language]).join(', '),
    more: said.isWhole ? plain('') : local(MORE),
  });
}
