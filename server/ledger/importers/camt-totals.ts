import type { CamtEntry } from './camt-entry';
import { malformed } from './malformed';
import { decimalAt } from './values';
import { all, find, textAt, type XmlElement } from './xml';

/** The control totals that a camt message carries: `TxsSummry`, and opening and closing balance. */

function size(amount: bigint): bigint {
  return amount < 0n ? -amount : amount;
}

function sum(amounts: readonly bigint[]): bigint {
  return amounts.reduce((total, amount) => total + amount, 0n);
}

function checkCount(summary: XmlElement, found: number): void {
  const text = textAt(summary, 'NbOfNtries');
  if (text === null) return;
  if (!/^[0-9]{1,15}$/u.test(text)) malformed('VALUE_INVALID', summary.path, { expected: 'NbOfNtries', found: text });
  if (Number(text) !== found) malformed('COUNT_DIFFERS', summary.path, { expected: text, found });
}

function checkSum(summary: XmlElement, amounts: readonly bigint[], currency: string): void {
  const text = textAt(summary, 'Sum');
  if (text === null) return;
  const expected = decimalAt(text, currency, `${summary.path}/Sum`);
  const found = sum(amounts.map(size));
  if (expected !== found) malformed('TOTAL_DIFFERS', summary.path, { expected, found });
}

/** Version 2 writes the net as `TtlNetNtryAmt` with an indicator beside it, later ones as `TtlNetNtry/Amt`. */
function checkNet(summary: XmlElement, amounts: readonly bigint[], currency: string): void {
  const later = find(summary, 'TtlNetNtry');
  const text = textAt(later, 'Amt') ?? textAt(summary, 'TtlNetNtryAmt');
  if (text === null) return;
  const isDebit = (textAt(later, 'CdtDbtInd') ?? textAt(summary, 'CdtDbtInd')) === 'DBIT';
  const net = decimalAt(text, currency, summary.path);
  const expected = isDebit ? -net : net;
  const found = sum(amounts);
  if (expected !== found) malformed('TOTAL_DIFFERS', summary.path, { expected, found });
}

/** Malformed when `TxsSummry` is there and differs from the entries. Sums over several currencies mean nothing and are not compared. */
export function checkSummary(report: XmlElement, entries: readonly CamtEntry[]): void {
  const summary = find(report, 'TxsSummry');
  if (summary === null) return;
  const amounts = entries.map((entry): bigint => entry.read.amountMinor);
  const groups: readonly (readonly [string, readonly bigint[]])[] = [
    ['TtlNtries', amounts],
    ['TtlCdtNtries', amounts.filter((_, i) => isCredit(entries[i]))],
    ['TtlDbtNtries', amounts.filter((_, i) => !isCredit(entries[i]))],
  ];
  const currencies = new Set(entries.map((entry) => entry.read.currency));
  const currency = [...currencies][0] ?? textAt(report, 'Acct', 'Ccy') ?? 'EUR';
  for (const [name, group] of groups) {
    const part = find(summary, name);
    if (part === null) continue;
    checkCount(part, group.length);
    if (currencies.size > 1) continue;
    checkSum(part, group, currency);
    if (name === 'TtlNtries') checkNet(part, group, currency);
  }
}

function isCredit(entry: CamtEntry | undefined): boolean {
  return entry !== undefined && !(entry.read.kind === 'rejected' && entry.read.reasons.includes('DEBIT'));
}

interface Balance {
  readonly currency: string;
  readonly amount: bigint;
}

function balancesOf(report: XmlElement, code: string): readonly Balance[] {
  return all(report, 'Bal')
    .filter((balance) => textAt(balance, 'Tp', 'CdOrPrtry', 'Cd') === code)
    .flatMap((balance) => {
      const amount = find(balance, 'Amt');
      const currency = amount?.attributes['Ccy'];
      if (amount === null || currency === undefined) return [];
      const value = decimalAt(amount.text, currency, amount.path);
      return [{ currency, amount: textAt(balance, 'CdtDbtInd') === 'DBIT' ? -value : value }];
    });
}

/** Malformed when a currency has one opening and one closing booked balance and the booked entries do not lie between. */
export function checkBalances(report: XmlElement, entries: readonly CamtEntry[]): void {
  const openings = balancesOf(report, 'OPBD');
  const starts = openings.length > 0 ? openings : balancesOf(report, 'PRCD');
  const ends = balancesOf(report, 'CLBD');
  for (const { currency } of starts) {
    const [start, ...otherStarts] = starts.filter((balance) => balance.currency === currency);
    const [end, ...otherEnds] = ends.filter((balance) => balance.currency === currency);
    if (start === undefined || end === undefined || otherStarts.length + otherEnds.length > 0) continue;
    const booked = entries.filter((entry) => entry.isBooked && entry.read.currency === currency);
    const found = sum(booked.map((entry) => entry.read.amountMinor));
    const expected = end.amount - start.amount;
    if (expected !== found) malformed('BALANCE_DIFFERS', report.path, { expected, found });
  }
}
