/**
 * The letters of a cut as data: which text for which country, service and kind of customer, made of parts in four languages. A
 * published version never changes: a better text is a new version beside it.
 */
import * as z from 'zod';
import { countrySchema, localTextSchema, type Currency, type Language, type LocalText } from '../../lang/languages';
import { CUSTOMER_KINDS, UTILITIES, utilitySchema, type Utility } from '../../ledger/vocabulary';
import { formatMoney } from '../../money/format';
import type { Minor } from '../../money/money';
import { findRule, type AnyRule } from '../../rules/index';
import { addDays, addMonths, type IsoDate } from '../../time/dates';
import { formatDate } from '../../time/format';
import type { DisconnectionCase } from '../disconnection-case';
import { TEXT_KINDS, type TextKind } from '../text-kind';
import letterRows from './letters.v1.json';
import partRows from './parts.v1.json';
import wordRows from './words.json';

const letterSchema = z
  .object({
    id: z.string().min(1),
    version: z.number().int().positive(),
    country: countrySchema,
    kind: z.enum(TEXT_KINDS),
    customerKind: z.enum([...CUSTOMER_KINDS, 'any']),
    utilities: z.array(utilitySchema).min(1),
    /** The rows of law the words were written for; a test sees that they exist and still say the same. */
    ruleIds: z.array(z.string()).min(1),
    subject: z.string(),
    parts: z.array(z.string()).min(1),
  })
  .strict();
export type CutLetter = z.output<typeof letterSchema>;

const partsSchema = z.record(z.string(), localTextSchema);
const wordsSchema = z
  .object({
    service: z.record(z.enum(UTILITIES), localTextSchema),
    law: z.partialRecord(z.enum(UTILITIES), localTextSchema),
  })
  .strict();

/** Every letter there is. */
export const CUT_LETTERS: readonly CutLetter[] = z.array(letterSchema).parse(letterRows);
export const CUT_LETTER_PARTS: Readonly<Record<string, LocalText>> = partsSchema.parse(partRows);
const WORDS = wordsSchema.parse(wordRows);

/** What the words may speak of; a test sees that no text names anything else. */
export const LETTER_PLACEHOLDERS = [
  'service',
  'law',
  'place',
  'city',
  'meter',
  'caseNo',
  'customer',
  'creditor',
  'agency',
  'phone',
  'sum',
  'invoices',
  'references',
  'noticeDate',
  'lastDay',
  'earliestDate',
] as const;
export type LetterPlaceholder = (typeof LETTER_PLACEHOLDERS)[number];

type Asked = Pick<DisconnectionCase, 'country' | 'customerKind' | 'utility'>;

/** The newest version of a letter for a case, or null when there is none. */
export function findLetter(asked: Asked, kind: TextKind): CutLetter | null {
  const fitting = CUT_LETTERS.filter(
    (letter) =>
      letter.kind === kind &&
      letter.country === asked.country &&
      (letter.customerKind === 'any' || letter.customerKind === asked.customerKind) &&
      letter.utilities.includes(asked.utility),
  );
  return fitting.reduce<CutLetter | null>(
    (best, letter) => (best === null || letter.version > best.version ? letter : best),
    null,
  );
}

/** The kinds of letters there are for a case. */
export function textKindsFor(asked: Asked): readonly TextKind[] {
  return TEXT_KINDS.filter((kind) => findLetter(asked, kind) !== null);
}

export interface LetterFacts {
  readonly case: DisconnectionCase;
  /** The rows to look in; the program's own when left out. */
  readonly rows?: readonly AnyRule[] | undefined;
  readonly place: string;
  readonly city: string;
  readonly meterNo: string;
  readonly caseNo: string;
  readonly customerName: string;
  readonly creditorName: string;
  readonly agencyName: string;
  readonly phone: string;
  readonly currency: Currency;
  readonly sumMinor: Minor;
  /** Null while the day cannot be said. */
  readonly earliestDate: IsoDate | null;
  readonly claims: readonly { readonly invoiceNo: string; readonly reference: string; readonly amountMinor: Minor }[];
}

export interface RenderedLetter {
  readonly textId: string;
  readonly version: number;
  readonly language: Language;
  readonly subject: string;
  readonly paragraphs: readonly string[];
}

/** What stands for a day that is not known yet; a letter with it is a draft. */
const NOT_KNOWN = '—';

/** The letter in a language with the facts of a case in it. Null when there is none for it. */
export function renderLetter(kind: TextKind, facts: LetterFacts, language: Language): RenderedLetter | null {
  const letter = findLetter(facts.case, kind);
  if (letter === null) return null;
  const values = valuesOf(kind, facts, language);
  const say = (key: string): string => fill(CUT_LETTER_PARTS[key]?.[language] ?? '', values);
  return {
    textId: letter.id,
    version: letter.version,
    language,
    subject: say(letter.subject),
    paragraphs: letter.parts.map(say),
  };
}

function fill(text: string, values: Readonly<Record<LetterPlaceholder, string>>): string {
  // One pass: what a value says is never read as a placeholder.
  return text.replaceAll(/\{(\w+)\}/gu, (whole, name: string) => {
    const known = LETTER_PLACEHOLDERS.find((placeholder) => placeholder === name);
    return known === undefined ? whole : values[known];
  });
}

function valuesOf(kind: TextKind, facts: LetterFacts, language: Language): Record<LetterPlaceholder, string> {
  const day = (date: IsoDate | null): string => (date === null ? NOT_KNOWN : formatDate(date, language));
  const money = (amount: Minor): string => formatMoney(amount, facts.currency, language);
  const { utility, notice, today } = facts.case;
  const noticeDate = notice?.sentDate ?? today;
  return {
    service: WORDS.service[utility][language],
    law: lawOf(utility, language),
    place: facts.place,
    city: facts.city,
    meter: facts.meterNo,
    caseNo: facts.caseNo,
    customer: facts.customerName,
    creditor: facts.creditorName,
    agency: facts.agencyName,
    phone: facts.phone,
    sum: money(facts.sumMinor),
    invoices: facts.claims.map(({ invoiceNo, amountMinor }) => `${invoiceNo} (${money(amountMinor)})`).join(', '),
    references: facts.claims.map(({ reference }) => reference).join(', '),
    noticeDate: day(noticeDate),
    lastDay: day(lastDayOf(kind, facts, noticeDate)),
    earliestDate: day(facts.earliestDate),
  };
}

const lawOf = (utility: Utility, language: Language): string => WORDS.law[utility]?.[language] ?? '';

/** The last day the customer has: of the demand, or of the warning where its clock is the day it was sent. */
function lastDayOf(kind: TextKind, { case: facts, rows }: LetterFacts, noticeDate: IsoDate): IsoDate | null {
  const rule = findRule('disconnection', { ...facts, date: facts.today, rows });
  if (!rule.ok) return null;
  const { params } = rule.value;
  if (kind === 'demand') {
    const days = params.daysBetweenReminderAndWarning;
    return days === null ? null : addDays(facts.notice?.reminderDate ?? facts.today, days);
  }
  if (params.clock === 'served') {
    const served = facts.notice?.servedDate ?? null;
    return served === null ? null : endOf(served, params.notice);
  }
  return endOf(noticeDate, params.notice);
}

function endOf(date: IsoDate, notice: { readonly days: number } | { readonly months: number }): IsoDate {
  return 'days' in notice ? addDays(date, notice.days) : addMonths(date, notice.months);
}
