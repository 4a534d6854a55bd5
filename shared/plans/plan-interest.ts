/**
 * What late interest comes to while a plan runs, as far as the rates are known; it is no part of the plan's sum, and is owed only when
 * the creditor books it (docs/adr/0017).
 */
import type { Country, Currency, Language, LocalText } from '../lang/languages';
import type { CustomerKind } from '../ledger/vocabulary';
import { formatMoneySpoken } from '../money/format';
import { minor, minMinor, subtractMinor, sumMinor, ZERO, type Minor } from '../money/money';
import { lateInterest, type AnyRule } from '../rules/index';
import type { IsoDate } from '../time/dates';
import { formatDateSpoken } from '../time/format';
import type { PlannedInstalment } from './build-plan';

export interface PlanInterest {
  /** From today to the last instalment, on what is unpaid from day to day. */
  readonly interestMinor: Minor;
  /** The last day the rate is known for; null when not even today's is. */
  readonly knownTo: IsoDate | null;
  /** False: there is more to come at a rate nobody knows yet (model.md §6). */
  readonly isComplete: boolean;
}

/** Interest on the principal of the claims while the instalments pay it down. Never blocks a plan: what is unknown is said. */
export function planInterest(
  instalments: readonly PlannedInstalment[],
  about: {
    readonly principalMinor: Minor;
    readonly today: IsoDate;
    readonly country: Country;
    readonly customerKind: CustomerKind;
    readonly rows?: readonly AnyRule[] | undefined;
  },
): PlanInterest {
  let left = about.principalMinor;
  let from = about.today;
  let knownTo: IsoDate | null = null;
  const parts: Minor[] = [];
  for (const { dueDate, amountMinor } of instalments) {
    const part = lateInterest({ ...about, principalMinor: left, dueDate: from, toDate: dueDate });
    parts.push(part.interestMinor);
    if (part.countedTo > from) knownTo = part.countedTo;
    if (!part.isComplete) return { interestMinor: sumMinor(parts), knownTo, isComplete: false };
    left = subtractMinor(left, minMinor(amountMinor, left));
    from = dueDate;
  }
  return { interestMinor: parts.length === 0 ? ZERO : sumMinor(parts), knownTo, isComplete: true };
}

interface InterestWords {
  readonly known: (amount: string) => string;
  readonly partly: (amount: string, day: string) => string;
  readonly unknown: string;
}

const WORDS: Readonly<Record<Language, InterestWords>> = {
  nb: {
    known: (amount) => `Kreditoren kan legge til renter mens du betaler, omtrent ${amount}.`,
    partly: (amount, day) =>
      `Kreditoren kan legge til renter mens du betaler, omtrent ${amount} fram til ${day}. Satsen etter det er ikke bestemt ennå.`,
    unknown:
      'Kreditoren kan legge til renter mens du betaler. Satsen er ikke kjent i dag, så jeg kan ikke si hvor mye.',
  },
  sv: {
    known: (amount) => `Borgenären kan lägga till ränta medan du betalar, ungefär ${amount}.`,
    partly: (amount, day) =>
      `Borgenären kan lägga till ränta medan du betalar, ungefär ${amount} fram till ${day}. Räntesatsen efter det är inte bestämd än.`,
    unknown:
      'Borgenären kan lägga till ränta medan du betalar. Räntesatsen är inte känd i dag, så jag kan inte säga hur mycket.',
  },
  fi: {
    known: (amount) => `Velkoja voi lisätä maksuajalta korkoa, noin ${amount}.`,
    partly: (amount, day) =>
      `Velkoja voi lisätä maksuajalta korkoa, noin ${amount}, laskettuna ${day} asti. Sen jälkeistä korkoa ei ole vielä vahvistettu.`,
    unknown: 'Velkoja voi lisätä maksuajalta korkoa. Sen suuruus ei ole tänään tiedossa, joten en voi sanoa summaa.',
  },
  en: {
    known: (amount) => `The creditor may add interest while you pay, about ${amount}.`,
    partly: (amount, day) =>
      `The creditor may add interest while you pay, about ${amount} up to ${day}. The rate after that is not set yet.`,
    unknown: 'The creditor may add interest while you pay. Today’s rate is not known, so I cannot say how much.',
  },
};

/** How the interest is said before the customer confirms, in all languages; amounts rounded to whole units, for it is an estimate. */
export function planInterestText(interest: PlanInterest, currency: Currency, today: IsoDate): LocalText {
  const whole = minor(((interest.interestMinor + 50n) / 100n) * 100n);
  const say = (language: Language): string => {
    const words = WORDS[language];
    if (interest.knownTo === null) return words.unknown;
    const amount = formatMoneySpoken(whole, currency, language);
    return interest.isComplete
      ? words.known(amount)
      : words.partly(amount, formatDateSpoken(interest.knownTo, language, today));
  };
  return { nb: say('nb'), sv: say('sv'), fi: say('fi'), en: say('en') };
}
