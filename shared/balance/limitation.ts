/**
 * When a claim becomes time-barred: the rule's years from its start, begun again by what the country's law lets interrupt it.
 * A letter interrupts in Sweden and Finland, not in Norway; to acknowledge the debt interrupts everywhere, which is why an
 * agent is warned before taking a promise or a small payment on an old claim.
 */
import type { LocalText } from '../lang/languages';
import type { CaseFile, Claim, CollectionCase, CustomerAccount, Payment } from '../ledger/case-file';
import { dayOf, invoiceName, local, localSentence } from '../insights/words';
import { ok, type Result } from '../result';
import { feeKindOf, type FeeKind } from './fee-kind';
import { findRule } from '../rules/find-rule';
import type { AnyRule, RuleParams } from '../rules/rule';
import { addDays, addMonths, compareDates, earlierOf, type IsoDate } from '../time/dates';
import { localDate } from '../time/zones';

type LimitationEvent = RuleParams['limitation']['interruptedBy'][number];

/** Something that may start the time again, and what proves it. */
export interface Interruption {
  readonly event: LimitationEvent;
  readonly date: IsoDate;
  readonly evidence: string;
}

export interface Limitation {
  readonly claim: Claim;
  /** Last day on which the claim can be collected. */
  readonly lastDay: IsoDate;
  readonly startedOn: IsoDate;
  /** What started the time that runs now; null = the claim itself. */
  readonly startedBy: Interruption | null;
  readonly isPast: boolean;
  readonly mayCollectAfter: boolean;
  readonly ruleId: string;
  /** Said to the agent: the day, why that day, and what would start the time again. */
  readonly sentence: LocalText;
  readonly evidence: readonly string[];
}

/** What of an account bears on when its claims grow too old. */
export interface LimitedAccount {
  readonly creditor: Pick<CustomerAccount['creditor'], 'id' | 'country'>;
  readonly claims: readonly Claim[];
  readonly payments: readonly Pick<Payment, 'id' | 'bookedDate' | 'allocations'>[];
  readonly plans: readonly Pick<CustomerAccount['plans'][number], 'id' | 'state' | 'madeAt' | 'claimIds'>[];
  readonly cases: readonly (Pick<CollectionCase, 'id' | 'stage' | 'stageSince'> & {
    readonly care?: { readonly postponements: readonly { readonly agreedAt: number }[] };
    readonly disconnection?: { readonly noticeDate: IsoDate } | null;
  })[];
}

/** What of a conversation bears on it. */
export type LimitedContact = Pick<CaseFile['contacts'][number], 'callId' | 'at' | 'caseId' | 'outcome'>;

export interface LimitationScope {
  readonly caseFile: {
    readonly customer: Pick<CaseFile['customer'], 'kind'>;
    /** Conversations; left out where nobody has read them: then what was promised in them is not counted. */
    readonly contacts?: readonly LimitedContact[];
  };
  readonly account: LimitedAccount;
  readonly today: IsoDate;
  /** The rows to look in; the program's own when left out. */
  readonly rows?: readonly AnyRule[] | undefined;
}

const MONTHS_IN_YEAR = 12;

/** Stages that were reached by a letter to the customer. */
const LETTER_STAGES: readonly string[] = ['reminder', 'collection_notice', 'payment_demand'];

/** Everything the ledger knows that may interrupt the time of one claim, oldest first; which of it counts is the rule's. */
export function interruptionsOf(
  claim: Claim,
  account: LimitedAccount,
  contacts: readonly LimitedContact[] = [],
): Interruption[] {
  const payments = account.payments.flatMap((payment): Interruption[] => {
    const isOnIt = payment.allocations.some(({ claimId, amountMinor }) => claimId === claim.id && amountMinor > 0n);
    return isOnIt ? [{ event: 'part_payment', date: payment.bookedDate, evidence: payment.id }] : [];
  });
  const plans = account.plans.flatMap((plan): Interruption[] => {
    const isOnIt = plan.claimIds.includes(claim.id) && plan.state !== 'proposed' && plan.state !== 'awaiting_approval';
    const date = localDate(plan.madeAt, account.creditor.country);
    return isOnIt ? [{ event: 'promise_to_pay', date, evidence: plan.id }] : [];
  });
  const stages = account.cases.flatMap((one): Interruption[] => {
    if (one.id !== claim.caseId) return [];
    if (one.stage === 'legal') return [{ event: 'legal_step', date: one.stageSince, evidence: one.id }];
    if (!LETTER_STAGES.includes(one.stage)) return [];
    return [{ event: 'letter_received', date: one.stageSince, evidence: one.id }];
  });
  const more = [...lettersOf(claim, account), ...spokenOf(claim, account, contacts)];
  return [...payments, ...plans, ...stages, ...more].sort((a, b) => compareDates(a.date, b.date));
}

/** Fees that are charged for a letter: the letter went out on the day of the fee, whatever stage the case is in now. */
const LETTER_FEES: readonly FeeKind[] = ['reminder', 'collection_notice', 'payment_demand'];

/** Letters before the last one: those a fee was charged for on the claim or beside it, and the warning of a cut. */
function lettersOf(claim: Claim, account: LimitedAccount): Interruption[] {
  const beside = account.claims.filter(
    (other) => other.kind === 'fee' && (other.invoiceNo === claim.invoiceNo || other.reference === claim.reference),
  );
  const charged = [claim, ...beside].flatMap((one) =>
    one.entries
      .filter(({ kind, cause }) => kind === 'fee' && LETTER_FEES.includes(feeKindOf(one, cause)))
      .map(({ id, eventDate }): Interruption => ({ event: 'letter_received', date: eventDate, evidence: id })),
  );
  const warned = account.cases.flatMap(({ id, disconnection }): Interruption[] =>
    id !== claim.caseId || disconnection == null
      ? []
      : [{ event: 'letter_received', date: disconnection.noticeDate, evidence: id }],
  );
  return [...charged, ...warned];
}

/**
 * What was said: a promise to pay that a conversation about the claim's case ended with, and a new due date the customer asked
 * for, who so acknowledges the debt (foreldelsesloven § 14, preskriptionslagen 5 §, laki velan vanhentumisesta 10 §).
 */
function spokenOf(claim: Claim, account: LimitedAccount, contacts: readonly LimitedContact[]): Interruption[] {
  const { country } = account.creditor;
  const promises = contacts.flatMap(({ outcome, caseId, callId, at }): Interruption[] =>
    outcome !== 'promise_to_pay' || caseId === null || caseId !== claim.caseId || callId === null
      ? []
      : [{ event: 'promise_to_pay', date: localDate(at, country), evidence: callId }],
  );
  const asked = account.cases.flatMap(({ id, care }) =>
    id !== claim.caseId || care === undefined
      ? []
      : care.postponements.map(({ agreedAt }): Interruption => ({
          event: 'acknowledgement',
          date: localDate(agreedAt, country),
          evidence: id,
        })),
  );
  return [...promises, ...asked];
}

function startOf(claim: Claim, from: RuleParams['limitation']['startsFrom']): IsoDate {
  return from === 'origin' || from === 'decision' ? claim.issueDate : claim.dueDate;
}

const yearsAfter = (date: IsoDate, years: number): IsoDate => addMonths(date, years * MONTHS_IN_YEAR);

/**
 * The last day of one open claim. An interruption counts only while the claim still lived: nothing revives a dead claim here.
 * RULE_MISSING when no row covers the day the claim began: then no date is shown, and nothing is promised.
 */
export function limitationOf(claim: Claim, scope: LimitationScope): Result<Limitation> {
  const { account, caseFile, today } = scope;
  const rule = findRule('limitation', {
    country: account.creditor.country,
    customerKind: caseFile.customer.kind,
    creditorId: account.creditor.id,
    topic: 'ordinary',
    date: claim.dueDate,
    rows: scope.rows,
  });
  if (!rule.ok) return rule;
  const { years, startsFrom, interruptedBy, finalYears, mayCollectAfter } = rule.value.params;
  const began = startOf(claim, startsFrom);
  let startedOn = began;
  let startedBy: Interruption | null = null;
  for (const one of interruptionsOf(claim, account, caseFile.contacts)) {
    if (!interruptedBy.includes(one.event) || one.date <= startedOn || one.date > today) continue;
    if (one.date > yearsAfter(startedOn, years)) break;
    startedOn = one.date;
    startedBy = one;
  }
  const ends = yearsAfter(startedOn, years);
  const lastDay = finalYears === null ? ends : earlierOf(ends, yearsAfter(began, finalYears));
  return ok({
    claim,
    lastDay,
    startedOn,
    startedBy,
    isPast: lastDay < today,
    mayCollectAfter,
    ruleId: rule.value.id,
    sentence: sentenceOf({ claim, lastDay, startedOn, startedBy }, today),
    evidence: [claim.id, ...(startedBy === null ? [] : [startedBy.evidence])],
  });
}

/** The open claim whose time runs out first; null when nothing is open or no rule is known. */
export function soonestLimitation(scope: LimitationScope, caseId?: string): Limitation | null {
  const known = scope.account.claims
    .filter((claim) => claim.balanceMinor > 0n && (caseId === undefined || claim.caseId === caseId))
    .flatMap((claim) => {
      const found = limitationOf(claim, scope);
      return found.ok ? [found.value] : [];
    });
  return known.sort((a, b) => compareDates(a.lastDay, b.lastDay))[0] ?? null;
}

/** The account with the day on which each of its cases runs out, worked out anew; what was stored stands where no rule is known. */
export function withLimitationDates(
  account: CustomerAccount,
  scope: Pick<LimitationScope, 'caseFile' | 'today' | 'rows'>,
): CustomerAccount {
  const cases = account.cases.map((one) => {
    const soonest = soonestLimitation({ ...scope, account }, one.id);
    return { ...one, limitationDate: soonest?.lastDay ?? one.limitationDate };
  });
  return { ...account, cases };
}

/** Days before the last day in which the agent is warned. */
export const LIMITATION_WARNING_DAYS = 90;

/** True from the warning time on, and after the day. */
export function isLimitationNear({ lastDay }: Pick<Limitation, 'lastDay'>, today: IsoDate): boolean {
  return addDays(lastDay, -LIMITATION_WARNING_DAYS) <= today;
}

export const EVENT_WORDS: Readonly<Record<LimitationEvent, LocalText>> = {
  acknowledgement: { nb: 'erkjennelsen', sv: 'erkännandet', fi: 'velan tunnustaminen', en: 'the acknowledgement' },
  promise_to_pay: { nb: 'betalingsavtalen', sv: 'betalningsplanen', fi: 'maksusopimus', en: 'the promise to pay' },
  interest_payment: { nb: 'rentebetalingen', sv: 'räntebetalningen', fi: 'koron maksu', en: 'the payment of interest' },
  part_payment: { nb: 'innbetalingen', sv: 'delbetalningen', fi: 'osamaksu', en: 'the part payment' },
  letter_received: { nb: 'brevet', sv: 'brevet', fi: 'kirje', en: 'the letter' },
  spoken_demand: {
    nb: 'kravet i samtalen',
    sv: 'det muntliga kravet',
    fi: 'suullinen vaatimus',
    en: 'the spoken demand',
  },
  legal_step: {
    nb: 'det rettslige skrittet',
    sv: 'den rättsliga åtgärden',
    fi: 'oikeudellinen toimi',
    en: 'the legal step',
  },
};

const FROM_CLAIM: LocalText = {
  nb: 'Faktura {invoice} foreldes {day}, regnet fra {from}.',
  sv: 'Faktura {invoice} preskriberas {day}, räknat från {from}.',
  fi: 'Lasku {invoice} vanhenee {day}. Aika alkoi {from}.',
  en: 'Invoice {invoice} becomes time-barred on {day}, counted from {from}.',
};
const FROM_EVENT: LocalText = {
  nb: 'Faktura {invoice} foreldes {day}. Fristen begynte på nytt {from} ({event}).',
  sv: 'Faktura {invoice} preskriberas {day}. Tiden började om {from} ({event}).',
  fi: 'Lasku {invoice} vanhenee {day}. Aika alkoi alusta {from} ({event}).',
  en: 'Invoice {invoice} becomes time-barred on {day}. The time began again on {from} ({event}).',
};

function sentenceOf(
  about: Pick<Limitation, 'claim' | 'lastDay' | 'startedOn' | 'startedBy'>,
  today: IsoDate,
): LocalText {
  const said = {
    invoice: invoiceName(about.claim),
    day: dayOf(about.lastDay, today),
    from: dayOf(about.startedOn, today),
  };
  if (about.startedBy === null) return localSentence(FROM_CLAIM, said);
  return localSentence(FROM_EVENT, { ...said, event: local(EVENT_WORDS[about.startedBy.event]) });
}
