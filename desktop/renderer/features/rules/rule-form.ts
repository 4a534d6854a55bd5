/** The form of a new row: the parameters of an older row as lines of text, and back. Pure. */
import { newRuleSchema, readNewRule, type NewRuleWire } from '../../../../shared/rules/new-rule';
import type { RuleWire } from './rules-api';

/** How a parameter is written: the last word of its name tells. */
export type LineKind = 'amount' | 'share' | 'clock' | 'count' | 'flag' | 'text' | 'list';

export interface ParamLine {
  readonly path: readonly string[];
  readonly kind: LineKind;
  /** What stands in the field; `true` or `false` for a flag. */
  readonly text: string;
}

const MINOR_DIGITS = 2;
const HUNDRED = 100;
const MINUTES_IN_HOUR = 60;

function kindOf(key: string, value: unknown): LineKind {
  if (key.endsWith('Minor')) return 'amount';
  if (key.endsWith('Bp')) return 'share';
  if (key.endsWith('Minute')) return 'clock';
  if (typeof value === 'boolean') return 'flag';
  if (Array.isArray(value)) return 'list';
  return typeof value === 'string' ? 'text' : 'count';
}

function toText(kind: LineKind, value: unknown): string {
  if (value === null) return '';
  if (kind === 'amount') return minorToDecimal(plainText(value));
  if (kind === 'share') return String(Number(value) / HUNDRED);
  if (kind === 'clock') {
    const minutes = Number(value);
    return `${pad(Math.floor(minutes / MINUTES_IN_HOUR))}:${pad(minutes % MINUTES_IN_HOUR)}`;
  }
  return Array.isArray(value) ? value.join(', ') : plainText(value);
}

/** Parameters are text, numbers and flags; anything else is shown as it is stored. */
function plainText(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

const pad = (n: number) => String(n).padStart(2, '0');

function minorToDecimal(text: string): string {
  const digits = text.padStart(MINOR_DIGITS + 1, '0');
  return `${digits.slice(0, -MINOR_DIGITS)}.${digits.slice(-MINOR_DIGITS)}`;
}

const isBranch = (value: unknown): value is object =>
  value !== null &&
  typeof value === 'object' &&
  !(Array.isArray(value) && value.every((one) => typeof one !== 'object'));

/** The parameters of a row, one line for each value. */
export function paramLines(params: unknown, path: readonly string[] = []): readonly ParamLine[] {
  if (isBranch(params)) return Object.entries(params).flatMap(([key, value]) => paramLines(value, [...path, key]));
  const kind = kindOf(path.at(-1) ?? '', params);
  return [{ path, kind, text: toText(kind, params) }];
}

/** What a line says; undefined when it cannot be read. */
function toValue({ kind, text, path }: ParamLine): unknown {
  const written = text.trim();
  if (kind === 'flag') return written === 'true';
  if (kind === 'list') return listOf(written, path);
  if (written === '') return null;
  const decimal = written.replace(',', '.').replaceAll(/[\s%]/gu, '');
  if (kind === 'amount') return /^\d+(?:\.\d{1,2})?$/u.test(decimal) ? decimalToMinor(decimal) : undefined;
  if (kind === 'share') return /^\d+(?:\.\d{1,2})?$/u.test(decimal) ? Number(decimalToMinor(decimal)) : undefined;
  if (kind === 'clock') return clockToMinutes(written);
  if (kind === 'count') return /^\d{1,16}$/u.test(written) ? Number(written) : undefined;
  return written;
}

/** Days of the week are the only numbers in a list. */
function listOf(written: string, path: readonly string[]): readonly unknown[] {
  const items = written.split(',').map((one) => one.trim());
  const all = items.filter((one) => one !== '');
  return path.at(-1) === 'weekdays' ? all.map(Number) : all;
}

function decimalToMinor(decimal: string): string {
  const [whole = '0', part = ''] = decimal.split('.');
  return String(BigInt(whole + part.padEnd(MINOR_DIGITS, '0')));
}

function clockToMinutes(text: string): number | undefined {
  const match = /^(\d{1,2}):([0-5]\d)$/u.exec(text);
  return match === null ? undefined : Number(match[1]) * MINUTES_IN_HOUR + Number(match[2]);
}

/** The parameters that the lines say, in the shape of `shape`; or the path of the first line that cannot be read. */
export function readParams(
  shape: unknown,
  lines: readonly ParamLine[],
): { readonly params: Readonly<Record<string, unknown>> } | { readonly fault: string } {
  const values = new Map<string, unknown>();
  for (const line of lines) {
    const value = toValue(line);
    if (value === undefined) return { fault: ['params', ...line.path].join('.') };
    values.set(line.path.join('.'), value);
  }
  const build = (part: unknown, path: readonly string[]): unknown => {
    if (!isBranch(part)) return values.get(path.join('.'));
    const entries = Object.entries(part).map(([key, inner]) => [key, build(inner, [...path, key])] as const);
    return Array.isArray(part) ? entries.map(([, value]) => value) : Object.fromEntries(entries);
  };
  return { params: build(shape, []) as Readonly<Record<string, unknown>> };
}

/** The words of the form beside the parameters. */
export interface RuleDraft {
  readonly customerKind: RuleWire['customerKind'];
  readonly creditorId: string | null;
  readonly validFrom: string;
  readonly validTo: string;
  readonly status: RuleWire['status'];
  readonly confidence: RuleWire['confidence'];
  readonly source: string;
  readonly note: string;
  readonly lines: readonly ParamLine[];
}

/** A draft that begins where an older row stands: the same values, no days and no source yet. */
export function draftFrom(rule: RuleWire): RuleDraft {
  const { customerKind, creditorId, status, confidence } = rule;
  const lines = paramLines(rule.params);
  return { customerKind, creditorId, validFrom: '', validTo: '', status, confidence, source: '', note: '', lines };
}

export type DraftReading = { readonly body: NewRuleWire } | { readonly fault: string };

/** What is sent to the server, checked as the server will check it; else the field that is wrong. */
export function readDraft(draft: RuleDraft, template: RuleWire): DraftReading {
  const params = readParams(template.params, draft.lines);
  if ('fault' in params) return params;
  const { domain, topic, country, utilities } = template;
  const { customerKind, creditorId, status, confidence, note } = draft;
  const body = {
    domain,
    topic,
    country,
    utilities,
    customerKind,
    creditorId,
    validFrom: draft.validFrom.trim() === '' ? null : draft.validFrom.trim(),
    validTo: draft.validTo.trim() === '' ? null : draft.validTo.trim(),
    status,
    params: params.params,
    source: draft.source.split('\n').flatMap((line) => (line.trim() === '' ? [] : [line.trim()])),
    confidence,
    note,
  };
  const parsed = newRuleSchema.safeParse(body);
  if (!parsed.success) return { fault: String(parsed.error.issues[0]?.path[0] ?? 'params') };
  const read = readNewRule(parsed.data, 'new');
  if (!read.ok) return { fault: String(read.error.details?.['field'] ?? 'params') };
  return { body: body as NewRuleWire };
}
