import type { Knex } from 'knex';
import type { LedgerEntryKind } from '../../../shared/ledger/vocabulary';
import type { Minor } from '../../../shared/money/money';
import type { Tx } from '../../platform/unit-of-work';

/** One line to be written into the ledger; signed, positive is owed. */
export interface NewEntry {
  readonly id: string;
  readonly accountId: string;
  readonly claimId: string | null;
  readonly kind: LedgerEntryKind;
  readonly amountMinor: Minor;
  readonly currency: string;
  readonly eventDate: string;
  readonly cause: string;
  readonly source?: string;
  readonly sourceId?: string;
  readonly channel?: string | null;
  readonly reference?: string | null;
  readonly payerName?: string | null;
  readonly payerAccount?: string | null;
}

export interface NewAllocation {
  readonly id: string;
  readonly creditEntryId: string;
  readonly debitEntryId: string;
  readonly amountMinor: Minor;
  readonly match: 'reference' | 'amount_and_payer' | 'manual';
  readonly recordedBy: string | null;
}

export interface NewClaim {
  readonly id: string;
  readonly accountId: string;
  readonly supplyPointId: string | null;
  readonly kind: 'invoice' | 'fee';
  readonly caseId?: string | null;
  readonly invoiceNo: string;
  readonly reference: string;
  readonly issueDate: string;
  readonly dueDate: string;
  readonly periodFrom: string | null;
  readonly periodTo: string | null;
  readonly currency: string;
  readonly importFileId: string | null;
  /** Late interest the contract names, in hundredths of a per cent; left out = the law's. */
  readonly agreedRateBp?: number | null;
}

export interface NewLine {
  readonly claimId: string;
  readonly lineNo: number;
  readonly kind: string;
  readonly text: string;
  readonly quantity: string | null;
  readonly unit: string | null;
  readonly amountMinor: Minor;
}

/** Rows of one statement: far below PostgreSQL's 65,535 parameters. */
const ROWS_PER_INSERT = 400;

/** Writes entries, many at once. The database refuses a second one of the same source. */
export async function insertEntries(sql: Knex.Transaction, entries: readonly NewEntry[], nowMs: number): Promise<void> {
  if (entries.length === 0) return;
  await sql.batchInsert(
    'ledger_entries',
    entries.map((entry) => ({
      id: entry.id,
      customer_account_id: entry.accountId,
      claim_id: entry.claimId,
      kind: entry.kind,
      amount_minor: entry.amountMinor.toString(),
      currency: entry.currency,
      event_date: entry.eventDate,
      recorded_at: new Date(nowMs),
      cause: entry.cause,
      source: entry.source ?? null,
      source_id: entry.sourceId ?? null,
      channel: entry.channel ?? null,
      reference: entry.reference ?? null,
      payer_name: entry.payerName ?? null,
      payer_account: entry.payerAccount ?? null,
    })),
    ROWS_PER_INSERT,
  );
}

/** Writes allocations; a trigger refuses any that exceeds one of its sides or crosses accounts. */
export async function insertAllocations(
  sql: Knex.Transaction,
  allocations: readonly NewAllocation[],
  nowMs: number,
): Promise<void> {
  if (allocations.length === 0) return;
  await sql.batchInsert(
    'allocations',
    allocations.map((allocation) => ({
      id: allocation.id,
      credit_entry_id: allocation.creditEntryId,
      debit_entry_id: allocation.debitEntryId,
      amount_minor: allocation.amountMinor.toString(),
      match: allocation.match,
      recorded_at: new Date(nowMs),
      recorded_by: allocation.recordedBy,
    })),
    ROWS_PER_INSERT,
  );
}

const STANDING_SQL = `
  select a.id, a.credit_entry_id, a.debit_entry_id, a.amount_minor, a.match, d.claim_id
  from allocations a join ledger_entries d on d.id = a.debit_entry_id
  where a.reverses_id is null and not exists (select 1 from allocations r where r.reverses_id = a.id)`;

/** Takes back every allocation of a credit that still stands; returns the claims it lay on. */
export async function reverseAllocations(tx: Tx, creditEntryId: string): Promise<readonly string[]> {
  const { rows } = await tx.sql.raw<{ rows: StandingAllocation[] }>(
    `${STANDING_SQL} and a.credit_entry_id = ? order by a.id`,
    [creditEntryId],
  );
  await takeBack(tx, rows);
  return [...new Set(rows.flatMap(({ claim_id: claimId }) => claimId ?? []))];
}

/** Takes back every allocation that stands on a fee of these claims; returns the payments that are free again. */
export async function reverseAllocationsOn(tx: Tx, claimIds: readonly string[]): Promise<readonly string[]> {
  if (claimIds.length === 0) return [];
  const { rows } = await tx.sql.raw<{ rows: StandingAllocation[] }>(
    `${STANDING_SQL} and d.kind = 'fee' and d.claim_id = any(?) order by a.id`,
    [[...claimIds]],
  );
  await takeBack(tx, rows);
  return [...new Set(rows.map((row) => row.credit_entry_id))];
}

/** A negative row each: what was written is never changed. */
async function takeBack(tx: Tx, rows: readonly StandingAllocation[]): Promise<void> {
  if (rows.length === 0) return;
  await tx.sql.batchInsert(
    'allocations',
    rows.map((row) => ({
      id: tx.makeId('allocation'),
      credit_entry_id: row.credit_entry_id,
      debit_entry_id: row.debit_entry_id,
      amount_minor: (-row.amount_minor).toString(),
      match: row.match,
      reverses_id: row.id,
      recorded_at: new Date(tx.nowMs),
    })),
    ROWS_PER_INSERT,
  );
}

interface StandingAllocation {
  readonly id: string;
  readonly credit_entry_id: string;
  readonly debit_entry_id: string;
  readonly amount_minor: bigint;
  readonly match: string;
  readonly claim_id: string | null;
}

/** Writes claims; their amounts come as entries. */
export async function insertClaims(sql: Knex.Transaction, claims: readonly NewClaim[], nowMs: number): Promise<void> {
  if (claims.length === 0) return;
  await sql.batchInsert(
    'claims',
    claims.map((claim) => ({
      id: claim.id,
      customer_account_id: claim.accountId,
      case_id: claim.caseId ?? null,
      supply_point_id: claim.supplyPointId,
      kind: claim.kind,
      invoice_no: claim.invoiceNo,
      reference: claim.reference,
      issue_date: claim.issueDate,
      due_date: claim.dueDate,
      period_from: claim.periodFrom,
      period_to: claim.periodTo,
      currency: claim.currency,
      import_file_id: claim.importFileId,
      agreed_rate_bp: claim.agreedRateBp ?? null,
      created_at: new Date(nowMs),
    })),
    ROWS_PER_INSERT,
  );
}

export async function insertLines(sql: Knex.Transaction, lines: readonly NewLine[]): Promise<void> {
  if (lines.length === 0) return;
  await sql.batchInsert(
    'invoice_lines',
    lines.map((line) => ({
      claim_id: line.claimId,
      line_no: line.lineNo,
      kind: line.kind,
      text: line.text,
      quantity: line.quantity,
      unit: line.unit,
      amount_minor: line.amountMinor.toString(),
    })),
    ROWS_PER_INSERT,
  );
}

/** Source ids that are in the ledger or on the work list already. */
export async function findBookedSources(
  sql: Knex,
  source: string,
  sourceIds: readonly string[],
): Promise<ReadonlySet<string>> {
  if (sourceIds.length === 0) return new Set();
  const { rows } = await sql.raw<{ rows: { source_id: string }[] }>(
    `select source_id from ledger_entries where source = ? and source_id = any(?)
     union select source_id from unmatched_payments where source = ? and source_id = any(?)`,
    [source, [...sourceIds], source, [...sourceIds]],
  );
  return new Set(rows.map((row) => row.source_id));
}

/** What is left of each payment that is not wholly laid on claims. */
export async function readUnallocated(
  sql: Knex,
  entryIds: readonly string[],
): Promise<readonly { readonly entryId: string; readonly leftMinor: bigint }[]> {
  if (entryIds.length === 0) return [];
  const { rows } = await sql.raw<{ rows: { entry_id: string; left_minor: bigint }[] }>(
    `select e.id as entry_id,
       (-e.amount_minor - coalesce((select sum(a.amount_minor) from allocations a where a.credit_entry_id = e.id), 0))::bigint as left_minor
     from ledger_entries e where e.id = any(?) and e.amount_minor < 0 order by e.id`,
    [[...entryIds]],
  );
  return rows
    .map((row) => ({ entryId: row.entry_id, leftMinor: row.left_minor }))
    .filter(({ leftMinor }) => leftMinor > 0n);
}
