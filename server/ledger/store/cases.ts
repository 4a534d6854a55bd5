import type { Knex } from 'knex';
import type { Id } from '../../../shared/ids/ids';
import type { Country } from '../../../shared/lang/languages';
import type { HoldKind } from '../../../shared/ledger/vocabulary';
import { laterOf, type IsoDate } from '../../../shared/time/dates';
import { localDate } from '../../../shared/time/zones';
import { isUniqueViolation, type Tx } from '../../platform/unit-of-work';
import { ok, refuse, type Result } from '../../../shared/result';

export interface NewHold {
  readonly caseId: string;
  readonly kind: HoldKind;
  readonly untilDate: IsoDate | null;
  readonly placedBy: string | null;
  readonly callId: string | null;
  readonly note: string;
}

/**
 * Places a hold on a case: until it ends nothing further happens in the collection. One open hold of a kind per case; a
 * `renew` replaces the one that stands and never shortens it, else a second is refused with HOLD_OPEN_ALREADY; one whose day has passed is replaced.
 */
export async function placeHold(tx: Tx, hold: NewHold, mode: 'once' | 'renew'): Promise<Result<Id<'hold'>>> {
  const { sql } = tx;
  const standing = await sql('holds')
    .where({ case_id: hold.caseId, kind: hold.kind })
    .whereNull('ended_at')
    .forUpdate()
    .first<{ id: Id<'hold'>; until_date: IsoDate | null } | undefined>('id', 'until_date');
  const today = localDate(tx.nowMs, await countryOf(sql, hold.caseId));
  const isOver = standing !== undefined && standing.until_date !== null && standing.until_date < today;
  if (standing !== undefined && !isOver && mode === 'once') return refuse('HOLD_OPEN_ALREADY', { kind: hold.kind });
  if (standing !== undefined) await endHold(tx, { ...hold, id: standing.id });
  const untilDate = standing === undefined || isOver ? hold.untilDate : laterEnd(standing.until_date, hold.untilDate);
  const id = tx.makeId('hold');
  try {
    await sql('holds').insert({
      id,
      case_id: hold.caseId,
      kind: hold.kind,
      until_date: untilDate,
      placed_at: new Date(tx.nowMs),
      placed_by: hold.placedBy,
      call_id: hold.callId,
      note: hold.note,
    });
  } catch (error) {
    if (isUniqueViolation(error)) return refuse('HOLD_OPEN_ALREADY', { kind: hold.kind });
    throw error;
  }
  tx.record('hold.placed', hold.caseId, {
    holdId: id,
    caseId: hold.caseId,
    kind: hold.kind,
    untilDate,
  });
  return ok(id);
}

/** The later of two last days; null has no end. */
function laterEnd(a: IsoDate | null, b: IsoDate | null): IsoDate | null {
  return a === null || b === null ? null : laterOf(a, b);
}

/** Where a case is collected: its days begin and end there. */
async function countryOf(sql: Knex, caseId: string): Promise<Country> {
  const row = await sql('cases as k')
    .join('customer_accounts as a', 'a.id', 'k.customer_account_id')
    .join('creditors as c', 'c.id', 'a.creditor_id')
    .where('k.id', caseId)
    .first<{ country: Country } | undefined>('c.country');
  if (row === undefined) throw new Error('a hold was to be placed on a case that is not there');
  return row.country;
}

async function endHold(tx: Tx, hold: { id: string; caseId: string; kind: string }): Promise<void> {
  await tx
    .sql('holds')
    .where({ id: hold.id })
    .update({ ended_at: new Date(tx.nowMs) });
  tx.record('hold.ended', hold.caseId, { holdId: hold.id, caseId: hold.caseId, kind: hold.kind });
}

/** Ends the open holds of these kinds on a case. */
export async function endHolds(tx: Tx, caseId: string, kinds: readonly HoldKind[]): Promise<void> {
  const rows = await tx
    .sql('holds')
    .where({ case_id: caseId })
    .whereNull('ended_at')
    .whereIn('kind', [...kinds])
    .select<{ id: string; kind: string }[]>('id', 'kind');
  for (const row of rows) {
    // oxlint-disable-next-line no-await-in-loop
    await endHold(tx, { id: row.id, caseId, kind: row.kind });
  }
}

interface LooseClaimRow {
  id: string;
  customer_account_id: string;
  supply_point_id: string | null;
  due_date: IsoDate;
}

/** Claims of these accounts that are past due, still owed and in no case. */
async function findLooseClaims(
  sql: Knex,
  accountIds: readonly string[],
  today: IsoDate,
): Promise<readonly LooseClaimRow[]> {
  return sql('claims as c')
    .join('claim_balances as b', 'b.claim_id', 'c.id')
    .whereRaw('c.customer_account_id = any(?)', [[...accountIds]])
    .whereNull('c.case_id')
    .where('c.due_date', '<', today)
    .where('b.balance_minor', '>', '0')
    .orderBy('c.due_date')
    .select<LooseClaimRow[]>('c.id', 'c.customer_account_id', 'c.supply_point_id', 'c.due_date');
}

const caseKey = (row: { customer_account_id: string; supply_point_id: string | null }): string =>
  `${row.customer_account_id} ${row.supply_point_id ?? ''}`;

/**
 * Puts every overdue claim of these accounts into its case: the open one of the same account and supply point, or a new one
 * at stage `overdue`. Returns the ids of the cases touched.
 */
export async function openCases(tx: Tx, accountIds: readonly string[], today: IsoDate): Promise<readonly string[]> {
  const { sql } = tx;
  if (accountIds.length === 0) return [];
  const loose = await findLooseClaims(sql, accountIds, today);
  if (loose.length === 0) return [];
  const open = await sql('cases')
    .whereRaw('customer_account_id = any(?)', [[...accountIds]])
    .whereNot({ stage: 'closed' })
    .select<{ id: string; customer_account_id: string; supply_point_id: string | null }[]>(
      'id',
      'customer_account_id',
      'supply_point_id',
    );
  const caseOf = new Map(open.map((row) => [caseKey(row), row.id]));
  const fresh = [
    ...new Map(loose.filter((row) => !caseOf.has(caseKey(row))).map((row) => [caseKey(row), row])).values(),
  ];
  const numbers = await takeCaseNumbers(sql, fresh.length);
  const made = fresh.map((row, nr) => ({ row, id: tx.makeId('case'), caseNo: `${today.slice(0, 4)}-${numbers[nr]}` }));
  for (const { row, id } of made) caseOf.set(caseKey(row), id);
  await sql.batchInsert(
    'cases',
    made.map(({ row, id, caseNo }) => ({
      id,
      case_no: caseNo,
      customer_account_id: row.customer_account_id,
      supply_point_id: row.supply_point_id,
      stage: 'overdue',
      stage_since: row.due_date,
      opened_at: new Date(tx.nowMs),
    })),
    500,
  );
  const pairs = loose.map((row) => ({ claim: row.id, case: caseOf.get(caseKey(row)) }));
  await sql.raw(
    `update claims c set case_id = p."case" from jsonb_to_recordset(?::jsonb) as p (claim text, "case" text) where c.id = p.claim`,
    [JSON.stringify(pairs)],
  );
  return [...new Set(pairs.flatMap((pair) => pair.case ?? []))];
}

async function takeCaseNumbers(sql: Knex, count: number): Promise<readonly string[]> {
  if (count === 0) return [];
  const { rows } = await sql.raw<{ rows: { nr: bigint }[] }>(
    `select nextval('case_numbers') as nr from generate_series(1, ?::int)`,
    [count],
  );
  return rows.map((row) => row.nr.toString());
}

/**
 * Takes claims that are owed again out of cases that were closed when they were paid, so that `openCases` puts them into an open
 * one: a new case begins at its first stage, whatever stage the old one had reached.
 */
export async function leaveClosedCases(sql: Knex.Transaction, claimIds: readonly string[]): Promise<void> {
  if (claimIds.length === 0) return;
  await sql.raw(
    `update claims c set case_id = null from cases k, claim_balances b
     where c.id = any(?) and k.id = c.case_id and k.stage = 'closed' and b.claim_id = c.id and b.balance_minor > 0`,
    [[...claimIds]],
  );
}

/** Closes the cases of these accounts in which nothing is owed any more, and ends their holds. Returns the closed ids. */
export async function closeSettledCases(
  tx: Tx,
  accountIds: readonly string[],
  today: IsoDate,
): Promise<readonly string[]> {
  if (accountIds.length === 0) return [];
  const { rows } = await tx.sql.raw<{ rows: { id: string }[] }>(
    `update cases k set stage = 'closed', stage_since = ?, next_stage = null, next_stage_date = null, closed_at = ?
     where k.customer_account_id = any(?) and k.stage <> 'closed'
       and exists (select 1 from claims c where c.case_id = k.id)
       and not exists (select 1 from claims c join claim_balances b on b.claim_id = c.id where c.case_id = k.id and b.balance_minor > 0)
     returning k.id`,
    [today, new Date(tx.nowMs), [...accountIds]],
  );
  if (rows.length === 0) return [];
  const ids = rows.map((row) => row.id);
  const holds = await tx
    .sql('holds')
    .whereIn('case_id', ids)
    .whereNull('ended_at')
    .select<{ id: string; case_id: string; kind: string }[]>('id', 'case_id', 'kind');
  for (const hold of holds) {
    // oxlint-disable-next-line no-await-in-loop
    await endHold(tx, { id: hold.id, caseId: hold.case_id, kind: hold.kind });
  }
  return ids;
}

/** At most this many accounts get their cases in one transaction; the rest follow when the timer wakes again. */
export const ACCOUNTS_PER_REVIEW_MAX = 2_000;

/** Accounts of a creditor with claims past due, still owed and in no case. */
export async function findOverdueAccounts(
  sql: Knex,
  creditorId: string,
  today: IsoDate,
): Promise<readonly { readonly accountId: string; readonly customerId: string }[]> {
  return sql('claims as c')
    .join('customer_accounts as a', 'a.id', 'c.customer_account_id')
    .join('claim_balances as b', 'b.claim_id', 'c.id')
    .where('a.creditor_id', creditorId)
    .whereNull('c.case_id')
    .where('c.due_date', '<', today)
    .where('b.balance_minor', '>', '0')
    .distinct<{ accountId: string; customerId: string }[]>({ accountId: 'a.id', customerId: 'a.customer_id' })
    .limit(ACCOUNTS_PER_REVIEW_MAX);
}

/** The next day, today included, on which a claim of a creditor that is in no case falls due; null when there is none. */
export async function findNextDueDate(sql: Knex, creditorId: string, today: IsoDate): Promise<IsoDate | null> {
  const row = await sql('claims as c')
    .join('customer_accounts as a', 'a.id', 'c.customer_account_id')
    .where('a.creditor_id', creditorId)
    .whereNull('c.case_id')
    .where('c.due_date', '>=', today)
    .orderBy('c.due_date')
    .first<{ due_date: IsoDate } | undefined>('c.due_date');
  return row?.due_date ?? null;
}
