import { minor, sumMinor, type Minor } from '../../../shared/money/money';
import { compareDates } from '../../../shared/time/dates';
import type { Claim, Payment } from '../../../shared/ledger/case-file';
import type { AllocationRow, ClaimRow, DeliveryRow, EntryRow, LineRow } from './rows';

interface Parts {
  readonly claims: readonly ClaimRow[];
  readonly entries: readonly EntryRow[];
  readonly allocations: readonly AllocationRow[];
  readonly lines: readonly LineRow[];
  readonly deliveries: readonly DeliveryRow[];
}

function groupBy<T>(rows: readonly T[], keyOf: (row: T) => string | null): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    const key = keyOf(row);
    if (key === null) continue;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [row]);
    else group.push(row);
  }
  return groups;
}

const total = (rows: readonly { amount_minor: bigint }[]): Minor =>
  sumMinor(rows.map((row) => minor(row.amount_minor)));

/** What the claim was first for: its invoice (or fee); a credit note that stands alone is its own amount. */
function originalOf(claim: ClaimRow, entries: readonly EntryRow[]): Minor {
  const own = entries.filter(({ kind }) => kind === (claim.kind === 'fee' ? 'fee' : 'invoice'));
  return own.length > 0 ? total(own) : total(entries);
}

/** The claims with their balance: the sum of their entries less what payments were laid on them. */
export function buildClaims(parts: Parts): Claim[] {
  const entries = groupBy(parts.entries, (row) => row.claim_id);
  const laid = groupBy(parts.allocations, (row) => row.claim_id);
  const lines = groupBy(parts.lines, (row) => row.claim_id);
  const deliveries = groupBy(parts.deliveries, (row) => row.claim_id);
  return parts.claims.map((row): Claim => {
    const own = entries.get(row.id) ?? [];
    return {
      id: row.id,
      caseId: row.case_id,
      supplyPointId: row.supply_point_id,
      kind: row.kind,
      invoiceNo: row.invoice_no,
      reference: row.reference,
      issueDate: row.issue_date,
      dueDate: row.due_date,
      periodFrom: row.period_from,
      periodTo: row.period_to,
      currency: row.currency,
      originalMinor: originalOf(row, own),
      balanceMinor: minor(total(own) - total(laid.get(row.id) ?? [])),
      entries: own.map(({ id, kind, amount_minor: amount, event_date: eventDate, cause }) => ({
        id,
        kind,
        amountMinor: minor(amount),
        eventDate,
        cause,
      })),
      lines: (lines.get(row.id) ?? []).map(({ line_no: lineNo, kind, text, quantity, unit, amount_minor: amount }) => ({
        lineNo,
        kind,
        text,
        quantity,
        unit,
        amountMinor: minor(amount),
      })),
      deliveries: (deliveries.get(row.id) ?? []).map(({ at, channel, address, result }) => ({
        at,
        channel,
        address,
        result,
      })),
      hasImage: false,
    };
  });
}

/** One line per claim a payment was laid on; an allocation and its reversal cancel out. */
function allocationsOf(
  rows: readonly AllocationRow[],
  invoiceNos: ReadonlyMap<string, string>,
): Payment['allocations'] {
  const byClaim = groupBy(rows, (row) => row.claim_id);
  return [...byClaim.values()].flatMap((group) => {
    const amountMinor = total(group);
    const last = group.at(-1);
    if (last === undefined || last.claim_id === null || amountMinor === 0n) return [];
    return [{ claimId: last.claim_id, invoiceNo: invoiceNos.get(last.claim_id) ?? '', amountMinor, match: last.match }];
  });
}

/** The payments, newest first, each with where it was laid and what is left of it on the account. */
export function buildPayments(parts: Parts): Payment[] {
  const invoiceNos = new Map<string, string>(parts.claims.map((row) => [row.id, row.invoice_no]));
  const laid = groupBy(parts.allocations, (row) => row.credit_entry_id);
  const reversals = new Map(
    parts.entries.filter(({ kind }) => kind === 'refund').map((row) => [row.cause, row.event_date]),
  );
  const payments = parts.entries
    .filter(({ kind }) => kind === 'payment')
    .sort((a, b) => compareDates(b.event_date, a.event_date) || (a.id < b.id ? 1 : -1));
  return payments.map((row): Payment => {
    const own = laid.get(row.id) ?? [];
    const amountMinor = minor(-row.amount_minor);
    return {
      id: row.id,
      amountMinor,
      currency: row.currency,
      bookedDate: row.event_date,
      channel: row.channel ?? row.cause,
      reference: row.reference,
      payerName: row.payer_name,
      allocations: allocationsOf(own, invoiceNos),
      unallocatedMinor: minor(amountMinor - total(own)),
      // The entry that takes a payment back names it as its cause.
      reversedOn: reversals.get(row.id) ?? null,
    };
  });
}
