/**
 * A statement as data: every sentence and amount in one language, ready to be shown on a screen or set on paper. The same
 * document for both, so that the agent reads exactly what the customer gets.
 */
import { accountBalance, type AccountBalance } from '../balance/account-balance';
import type { ClaimBalance } from '../balance/claim-balance';
import { limitationOf } from '../balance/limitation';
import { findAuthority } from '../call-scripts/authorities';
import type { ReferralTopic } from '../call-scripts/schema';
import { disputedClaimIds, openDisputes } from '../insights/account-facts';
import { dayOf, invoiceName, local, localSentence, money, plain, type LocalValue } from '../insights/words';
import { fillTemplate } from '../lang/template';
import type { Language, LocalText } from '../lang/languages';
import type { CaseFile, Claim, CollectionCase, CustomerAccount, Payment } from '../ledger/case-file';
import { formatMoney } from '../money/format';
import { negateMinor, type Minor } from '../money/money';
import type { AnyRule } from '../rules/rule';
import { addDays, compareDates, type IsoDate } from '../time/dates';
import { formatDate } from '../time/format';
import { localDate } from '../time/zones';
import { MATCH_WORDS, REFERENCE_LABELS, STATEMENT_WORDS as W } from './statement-words';

export interface StatementLine {
  readonly text: string;
  /** Written out; null for a line that only tells something. */
  readonly amount: string | null;
  readonly weight: 'normal' | 'strong' | 'quiet';
}

export interface StatementSection {
  readonly key: 'claim' | 'payments' | 'on_the_way' | 'sum' | 'how_to_pay' | 'disputes' | 'plan' | 'help';
  readonly heading: string;
  readonly lines: readonly StatementLine[];
}

export interface Statement {
  readonly language: Language;
  readonly title: string;
  readonly facts: readonly { readonly label: string; readonly value: string }[];
  readonly total: { readonly label: string; readonly amount: string };
  /** The whole of it in a sentence or two, to be read aloud. */
  readonly summary: string;
  readonly sections: readonly StatementSection[];
  readonly footnotes: readonly string[];
  /** `Page {page} of {pages}`, for whoever sets it on paper. */
  readonly pageWords: string;
}

export interface StatementQuestion {
  readonly caseFile: CaseFile;
  readonly account: CustomerAccount;
  /** Only this case of the account; null = the whole account. */
  readonly collectionCase: CollectionCase | null;
  readonly onDate: IsoDate;
  readonly language: Language;
  /** The rows to look in; the program's own when left out. */
  readonly rules?: readonly AnyRule[] | undefined;
}

/** What each part of the statement is written with. */
interface Pen {
  readonly question: StatementQuestion;
  readonly balance: AccountBalance;
  say(words: LocalText, values?: Readonly<Record<string, LocalValue>>): string;
  amount(value: Minor): string;
  day(date: IsoDate): LocalValue;
}

function penOf(question: StatementQuestion): Pen {
  const { caseFile, account, collectionCase, onDate, language } = question;
  return {
    question,
    balance: accountBalance({ caseFile, account, onDate, rules: question.rules }, collectionCase?.id),
    say: (words, values) => (values === undefined ? words : localSentence(words, values))[language],
    amount: (value) => formatMoney(value, account.currency, language),
    day: (date) => dayOf(date, caseFile.asOf),
  };
}

const told = (
  text: string,
  amount: string | null = null,
  weight: StatementLine['weight'] = 'normal',
): StatementLine => ({
  text,
  amount,
  weight,
});

function quantityOf({ quantity, unit }: { readonly quantity: string | null; readonly unit: string | null }): string {
  return quantity === null ? '' : ` (${quantity}${unit === null ? '' : ` ${unit}`})`;
}

function claimSection(one: ClaimBalance, pen: Pen): StatementSection {
  const { claim } = one;
  const invoice = claim.lines.map((line) =>
    told(`${line.text}${quantityOf(line)}`, pen.amount(line.amountMinor), 'quiet'),
  );
  const booked = one.lines.map((line) =>
    told(
      line.sentence[pen.question.language],
      line.kind === 'rate_unknown' ? null : pen.amount(line.amountMinor),
      line.kind === 'rate_unknown' ? 'strong' : 'normal',
    ),
  );
  return {
    key: 'claim',
    heading: pen.say(claim.kind === 'fee' ? W.fee : W.invoice, { invoice: invoiceName(claim) }),
    lines: [
      ...booked,
      told(pen.say(W.openOnClaim), pen.amount(one.totalMinor), 'strong'),
      ...(invoice.length === 0 ? [] : [told(pen.say(W.madeOf), null, 'quiet'), ...invoice]),
    ],
  };
}

/**
 * Payments with where each part went and by what it was matched: those that touch what is shown, and all that came since the
 * oldest of it was issued. Who paid the wrong invoice sees here that the money did come, and where it went.
 */
function paymentsSection(pen: Pen): StatementSection {
  const { account, onDate, collectionCase } = pen.question;
  const shown = pen.balance.claims.map(({ claim }) => claim);
  const shownIds = new Set<string>(shown.map(({ id }) => id));
  const since = shown.map(({ issueDate }) => issueDate).sort(compareDates)[0] ?? onDate;
  const isShown = (payment: Payment) =>
    payment.bookedDate <= onDate &&
    (collectionCase === null ||
      payment.bookedDate >= since ||
      payment.unallocatedMinor > 0n ||
      payment.allocations.some(({ claimId }) => shownIds.has(claimId)));
  const payments = account.payments.filter(isShown).sort((a, b) => compareDates(a.bookedDate, b.bookedDate));
  const lines = payments.flatMap((payment) => paymentLines(payment, pen));
  return {
    key: 'payments',
    heading: pen.say(W.payments),
    lines: lines.length > 0 ? lines : [told(pen.say(W.noPayments))],
  };
}

function paymentLines(payment: Payment, pen: Pen): StatementLine[] {
  const { currency } = payment;
  const came = pen.say(W.payment, { day: pen.day(payment.bookedDate), amount: money(payment.amountMinor, currency) });
  const laid = payment.allocations.map((one) =>
    told(
      pen.say(W.laidOn, {
        amount: money(one.amountMinor, currency),
        invoice: plain(one.invoiceNo),
        match: local(MATCH_WORDS[one.match]),
      }),
      null,
      'quiet',
    ),
  );
  const loose = payment.unallocatedMinor;
  const rest = loose > 0n ? [told(pen.say(W.laidNowhere, { amount: money(loose, currency) }), null, 'quiet')] : [];
  const back =
    payment.reversedOn === null
      ? []
      : [told(pen.say(W.wentBack, { day: pen.day(payment.reversedOn) }), pen.amount(negateMinor(payment.amountMinor)))];
  return [told(came, pen.amount(payment.amountMinor)), ...laid, ...rest, ...back];
}

/** The day of an instant where the account is kept. */
const dateOf = (at: number, pen: Pen): IsoDate => localDate(at, pen.question.account.creditor.country);

/** What is waited for, told of by the day; of one case, that for it and that for the account as a whole. */
function onTheWaySection(pen: Pen): StatementSection {
  const { account, collectionCase, onDate } = pen.question;
  const expected = account.paymentNotices.filter(
    ({ state, caseId, recordedAt }) =>
      state === 'expected' &&
      (collectionCase === null || caseId === null || caseId === collectionCase.id) &&
      dateOf(recordedAt, pen) <= onDate,
  );
  return {
    key: 'on_the_way',
    heading: pen.say(W.onTheWay),
    lines: expected.map((notice) =>
      told(
        pen.say(W.onTheWayLine, {
          amount: money(notice.amountMinor, account.currency),
          paid: pen.day(notice.paidDate),
          expected: pen.day(notice.expectedDate),
        }),
      ),
    ),
  };
}

function sumSection(pen: Pen): StatementSection {
  const { balance } = pen;
  const parts = [
    [W.principal, balance.principalMinor],
    [W.interest, balance.interestMinor],
    [W.fees, balance.feeMinor],
  ] as const;
  const unused =
    balance.looseMinor === 0n ? [] : [told(pen.say(W.unused), pen.amount(negateMinor(balance.looseMinor)))];
  return {
    key: 'sum',
    heading: pen.say(W.sum),
    lines: [
      ...parts.map(([words, value]) => told(pen.say(words), pen.amount(value))),
      ...unused,
      told(pen.say(W.toPay), pen.amount(balance.totalMinor), 'strong'),
    ],
  };
}

/** What stands against asking for a claim today: a dispute, a plan that says when it is paid, or that it is too old. */
function isAskedFor({ claim, totalMinor }: ClaimBalance, pen: Pen): boolean {
  const { account, caseFile, onDate, rules } = pen.question;
  if (totalMinor <= 0n || disputedClaimIds(account).has(claim.id)) return false;
  if (runningPlans(pen).some(({ claimIds }) => claimIds.includes(claim.id))) return false;
  const limitation = limitationOf(claim, { caseFile, account, today: onDate, rows: rules });
  return !limitation.ok || !limitation.value.isPast || limitation.value.mayCollectAfter;
}

/** Nothing to pay, nothing to pay with. */
function howToPaySection(pen: Pen): StatementSection {
  const { account } = pen.question;
  const open = pen.balance.claims.filter((one) => isAskedFor(one, pen));
  if (open.length === 0 || pen.balance.totalMinor <= 0n) return { key: 'how_to_pay', heading: '', lines: [] };
  const references = open.map(({ claim, totalMinor }) => told(payWith(claim, account, pen), pen.amount(totalMinor)));
  const advice = [W.payCare, W.payToCreditor].map((words) => told(pen.say(words), null, 'quiet'));
  return { key: 'how_to_pay', heading: pen.say(W.howToPay), lines: [...references, ...advice] };
}

function payWith(claim: Claim, account: CustomerAccount, pen: Pen): string {
  return pen.say(W.payWith, {
    invoice: invoiceName(claim),
    label: local(REFERENCE_LABELS[account.creditor.country]),
    reference: plain(claim.reference),
  });
}

function disputesSection(pen: Pen): StatementSection {
  const { account } = pen.question;
  const shownIds = new Set<string>(pen.balance.claims.map(({ claim }) => claim.id));
  const open = openDisputes(account).filter(
    ({ claimIds, openedAt }) => claimIds.some((id) => shownIds.has(id)) && dateOf(openedAt, pen) <= pen.question.onDate,
  );
  const lines = open.map((dispute) => {
    const opened = localDate(dispute.openedAt, account.creditor.country);
    const said = pen.say(W.dispute, { day: pen.day(opened), amount: money(dispute.disputedMinor, account.currency) });
    const answer =
      dispute.answerDueDate === null ? '' : pen.say(W.disputeAnswer, { day: pen.day(dispute.answerDueDate) });
    return told(said + answer);
  });
  return { key: 'disputes', heading: pen.say(W.disputes), lines };
}

/** Plans that run and were made by the day, on claims that are shown: another case's plan is not this one's. */
function runningPlans(pen: Pen): CustomerAccount['plans'] {
  const shownIds = new Set<string>(pen.balance.claims.map(({ claim }) => claim.id));
  return pen.question.account.plans.filter(
    ({ state, claimIds, madeAt }) =>
      state === 'active' && claimIds.some((id) => shownIds.has(id)) && dateOf(madeAt, pen) <= pen.question.onDate,
  );
}

/** The instalments, and the numbers they are paid with. */
function planSection(pen: Pen): StatementSection {
  const { account } = pen.question;
  const lines = runningPlans(pen).flatMap((plan) => [
    ...plan.instalments.map(({ instalmentNo, dueDate, amountMinor }) =>
      told(
        pen.say(W.instalment, { number: plain(String(instalmentNo)), day: pen.day(dueDate) }),
        pen.amount(amountMinor),
      ),
    ),
    ...pen.balance.claims
      .filter(({ claim, totalMinor }) => plan.claimIds.includes(claim.id) && totalMinor > 0n)
      .map(({ claim }) => told(payWith(claim, account, pen), null, 'quiet')),
  ]);
  return { key: 'plan', heading: pen.say(W.plan), lines };
}

/** Somebody to turn to when money is short, and somebody when we are wrong. */
const HELP_TOPICS: readonly ReferralTopic[] = ['debt_advice', 'collection_complaint', 'consumer_advice'];

function helpSection(pen: Pen): StatementSection {
  const { language, account } = pen.question;
  const rows = HELP_TOPICS.flatMap((topic) => findAuthority(account.creditor.country, topic) ?? []);
  const lines = rows.map(({ name, contact }) => {
    const said = name[language];
    return told(`${said.slice(0, 1).toLocaleUpperCase(language)}${said.slice(1)}. ${contact[language]}`);
  });
  return { key: 'help', heading: pen.say(W.help), lines: [told(pen.say(W.objection)), ...lines] };
}

function factsOf(pen: Pen): Statement['facts'] {
  const { caseFile, account, collectionCase, onDate, language } = pen.question;
  const fact = (label: LocalText, value: string) => ({ label: pen.say(label), value });
  return [
    fact(W.customer, caseFile.customer.name),
    fact(W.address, caseFile.customer.address),
    fact(W.creditor, account.creditor.name),
    fact(W.customerNo, account.customerNo),
    ...(collectionCase === null ? [] : [fact(W.caseNo, collectionCase.caseNo)]),
    fact(W.onDate, formatDate(onDate, language)),
  ];
}

function footnotesOf(pen: Pen): string[] {
  const { rateUnknownFrom } = pen.balance;
  const later = rateUnknownFrom === null ? [] : [pen.say(W.laterRate, { day: pen.day(addDays(rateUnknownFrom, -1)) })];
  return [...later, pen.say(W.basis), pen.say(W.notADemand)];
}

/** Builds the statement; sections with nothing in them are left out. */
export function buildStatement(question: StatementQuestion): Statement {
  const pen = penOf(question);
  const { balance } = pen;
  const sections = [
    ...balance.claims.filter(isWorthShowing).map((one) => claimSection(one, pen)),
    paymentsSection(pen),
    onTheWaySection(pen),
    sumSection(pen),
    planSection(pen),
    howToPaySection(pen),
    disputesSection(pen),
    helpSection(pen),
  ];
  const isToGood = balance.totalMinor < 0n;
  return {
    language: question.language,
    title: pen.say(W.title),
    facts: factsOf(pen),
    total: {
      label: pen.say(isToGood ? W.toGood : W.toPay),
      amount: formatMoney(
        isToGood ? negateMinor(balance.totalMinor) : balance.totalMinor,
        balance.currency,
        question.language,
      ),
    },
    summary: balance.sentence[question.language],
    sections: sections.filter(({ lines }) => lines.length > 0),
    footnotes: footnotesOf(pen),
    pageWords: W.page[question.language],
  };
}

/** `Page 2 of 3`. */
export function pageText(statement: Pick<Statement, 'pageWords'>, page: number, pages: number): string {
  return fillTemplate(statement.pageWords, { page: String(page), pages: String(pages) });
}

/** What is settled without a trace of late money needs no section of its own on a whole account; its payment still shows. */
function isWorthShowing({ totalMinor, claim }: ClaimBalance): boolean {
  return totalMinor !== 0n || claim.caseId !== null;
}
