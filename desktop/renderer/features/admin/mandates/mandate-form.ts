/** The form of a new mandate version: what is typed, and the terms it comes to. */
import type { Currency } from '../../../../../shared/lang/languages';
import { checkMandateTerms, type MandateTerms, type PlanLimits } from '../../../../../shared/ledger/mandate';
import { parseAmount, ZERO, type Minor } from '../../../../../shared/money/money';
import { ok, refuse, type Result } from '../../../../../shared/result';

type FieldKind = 'count' | 'amount' | 'percent';

/** The limits of a plan in the order they are read; the same for the agent and for the supervisor. */
export const LIMIT_FIELDS = [
  { key: 'instalmentsMax', kind: 'count' },
  { key: 'monthsMax', kind: 'count' },
  { key: 'daysToFirstMax', kind: 'count' },
  { key: 'firstMinMinor', kind: 'amount' },
  { key: 'firstShareMinBp', kind: 'percent' },
  { key: 'instalmentMinMinor', kind: 'amount' },
  { key: 'principalMaxMinor', kind: 'amount' },
] as const satisfies readonly { key: keyof PlanLimits; kind: FieldKind }[];

export const OTHER_FIELDS = [
  { key: 'postponeDaysMax', kind: 'count' },
  { key: 'postponeCountMax', kind: 'count' },
  { key: 'waiveMaxMinor', kind: 'amount' },
  { key: 'waiveShareBp', kind: 'percent' },
  { key: 'holdBankDaysMax', kind: 'count' },
] as const satisfies readonly { key: string; kind: FieldKind }[];

type LimitKey = (typeof LIMIT_FIELDS)[number]['key'];
type OtherKey = (typeof OTHER_FIELDS)[number]['key'];
export type LimitTexts = Readonly<Record<LimitKey, string>>;

export interface MandateForm {
  readonly own: LimitTexts;
  readonly feeMode: MandateTerms['plan']['feeMode'];
  readonly approver: 'nobody' | 'lead' | 'admin';
  readonly beyond: LimitTexts;
  readonly other: Readonly<Record<OtherKey, string>>;
  readonly mayPauseDisconnection: boolean;
  readonly mayOrderRelease: boolean;
}

const BP_IN_PERCENT = 100;
const MINOR_IN_WHOLE = 100n;

/** 15050 → "150,50": what parseAmount reads back exactly in every language. */
function amountText(amount: Minor): string {
  const rest = amount % MINOR_IN_WHOLE;
  const whole = (amount / MINOR_IN_WHOLE).toString();
  return rest === 0n ? whole : `${whole},${rest.toString().padStart(2, '0')}`;
}

const percentText = (bp: number): string => (bp / BP_IN_PERCENT).toString().replace('.', ',');

function limitTexts(limits: PlanLimits): LimitTexts {
  return {
    instalmentsMax: String(limits.instalmentsMax),
    monthsMax: String(limits.monthsMax),
    daysToFirstMax: String(limits.daysToFirstMax),
    firstMinMinor: amountText(limits.firstMinMinor),
    firstShareMinBp: percentText(limits.firstShareMinBp),
    instalmentMinMinor: amountText(limits.instalmentMinMinor),
    principalMaxMinor: amountText(limits.principalMaxMinor),
  };
}

/** The form as it begins: the terms of the newest version, to be changed. */
export function formOf(terms: MandateTerms): MandateForm {
  const { plan, postpone, waive, hold } = terms;
  return {
    own: limitTexts(plan),
    feeMode: plan.feeMode,
    approver: plan.approval?.role ?? 'nobody',
    beyond: limitTexts(plan.approval?.limits ?? plan),
    other: {
      postponeDaysMax: String(postpone.daysMax),
      postponeCountMax: String(postpone.countMax),
      waiveMaxMinor: amountText(waive.perCaseMaxMinor),
      waiveShareBp: percentText(waive.feeShareOfClaimBp),
      holdBankDaysMax: String(hold.bankDaysMax),
    },
    mayPauseDisconnection: terms.mayPauseDisconnection,
    mayOrderRelease: terms.mayOrderRelease,
  };
}

/** What a creditor without a mandate begins with: small, and nobody may go beyond it. */
export const FIRST_TERMS: MandateTerms = {
  plan: {
    instalmentsMax: 4,
    monthsMax: 6,
    daysToFirstMax: 30,
    firstMinMinor: ZERO,
    firstShareMinBp: 0,
    instalmentMinMinor: ZERO,
    principalMaxMinor: ZERO,
    feeMode: 'none',
    approval: null,
  },
  postpone: { daysMax: 14, countMax: 1 },
  waive: { perCaseMaxMinor: ZERO, feeShareOfClaimBp: 0 },
  hold: { bankDaysMax: 3 },
  mayPauseDisconnection: false,
  mayOrderRelease: false,
};

const readCount = (text: string): number | null => (/^\d{1,4}$/u.test(text.trim()) ? Number(text.trim()) : null);

function readPercent(text: string): number | null {
  const plain = text.trim().replace(',', '.').replace(/%$/u, '');
  return /^\d{1,3}(?:\.\d{1,2})?$/u.test(plain) ? Math.round(Number(plain) * BP_IN_PERCENT) : null;
}

function readAmount(text: string, currency: Currency): Minor | null {
  const amount = parseAmount(text, currency);
  return amount.ok && amount.value >= 0n ? amount.value : null;
}

/** True when the text cannot be read as its kind, so that the field can say so while it is typed. */
export function isUnreadable(kind: FieldKind, text: string, currency: Currency): boolean {
  if (kind === 'count') return readCount(text) === null;
  return kind === 'percent' ? readPercent(text) === null : readAmount(text, currency) === null;
}

function readLimits(texts: LimitTexts, currency: Currency, at: string): Result<PlanLimits> {
  const wrong = LIMIT_FIELDS.find(({ key, kind }) => isUnreadable(kind, texts[key], currency));
  if (wrong !== undefined) return refuse('MANDATE_TERMS_INVALID', { field: `${at}.${wrong.key}` });
  return ok({
    instalmentsMax: readCount(texts.instalmentsMax) ?? 0,
    monthsMax: readCount(texts.monthsMax) ?? 0,
    daysToFirstMax: readCount(texts.daysToFirstMax) ?? 0,
    firstMinMinor: readAmount(texts.firstMinMinor, currency) ?? ZERO,
    firstShareMinBp: readPercent(texts.firstShareMinBp) ?? 0,
    instalmentMinMinor: readAmount(texts.instalmentMinMinor, currency) ?? ZERO,
    principalMaxMinor: readAmount(texts.principalMaxMinor, currency) ?? ZERO,
  });
}

/** The terms the form comes to, checked as the server checks them; refused with the field to put right. */
export function termsOf(form: MandateForm, currency: Currency): Result<MandateTerms> {
  const own = readLimits(form.own, currency, 'plan');
  if (!own.ok) return own;
  const beyond = form.approver === 'nobody' ? null : readLimits(form.beyond, currency, 'plan.approval');
  if (beyond !== null && !beyond.ok) return beyond;
  const { other } = form;
  const wrong = OTHER_FIELDS.find(({ key, kind }) => isUnreadable(kind, other[key], currency));
  if (wrong !== undefined) return refuse('MANDATE_TERMS_INVALID', { field: wrong.key });
  const { approver } = form;
  return checkMandateTerms({
    plan: {
      ...own.value,
      feeMode: form.feeMode,
      approval: approver === 'nobody' || beyond === null ? null : { role: approver, limits: beyond.value },
    },
    ...othersOf(form, currency),
  });
}

/** The terms beside plans; every text has been found readable. */
function othersOf({ other, mayPauseDisconnection, mayOrderRelease }: MandateForm, currency: Currency) {
  const count = (key: OtherKey) => readCount(other[key]) ?? 0;
  return {
    postpone: { daysMax: count('postponeDaysMax'), countMax: count('postponeCountMax') },
    waive: {
      perCaseMaxMinor: readAmount(other.waiveMaxMinor, currency) ?? ZERO,
      feeShareOfClaimBp: readPercent(other.waiveShareBp) ?? 0,
    },
    hold: { bankDaysMax: count('holdBankDaysMax') },
    mayPauseDisconnection,
    mayOrderRelease,
  };
}
