import type { Knex } from 'knex';
import * as z from 'zod';
import type { Id } from '../../shared/ids/ids';
import type { Country, Currency } from '../../shared/lang/languages';
import type { CreditorCard, Mandate } from '../../shared/ledger/case-file';
import { mandateTermsSchema } from '../../shared/ledger/mandate';
import type { CreditorRole, Utility } from '../../shared/ledger/vocabulary';
import type { IsoDate } from '../../shared/time/dates';

/** A company we collect for, with what identifies it in files. */
export interface Creditor extends CreditorCard {
  readonly currency: Currency;
  readonly orgNo: string;
  /** `scheme:value` or the bare value under which it stands as seller in invoices. */
  readonly sellerIds: readonly string[];
  readonly isDemo: boolean;
}

interface CreditorRow {
  id: Id<'creditor'>;
  slug: string;
  name: string;
  country: Country;
  role: CreditorRole;
  utility: Utility;
  currency: Currency;
  org_no: string;
  phone: string;
  seller_ids: string[];
  is_demo: boolean;
}

export interface MandateRow {
  id: Id<'mandate'>;
  creditor_id: string;
  version: number;
  valid_from: IsoDate;
  terms: unknown;
}

function toCreditor(row: CreditorRow): Creditor {
  const { org_no: orgNo, seller_ids: sellerIds, is_demo: isDemo, ...card } = row;
  const { id, slug, name, country, role, utility, phone, currency } = card;
  return { id, slug, name, country, role, utility, phone, currency, orgNo, sellerIds, isDemo };
}

/** What a screen shows of a creditor. */
export function creditorCard(creditor: Creditor): CreditorCard {
  const { id, slug, name, country, role, utility, phone } = creditor;
  return { id, slug, name, country, role, utility, phone };
}

/** A row as the program reads it; terms the row does not name mean what they did when it was written. */
export function toMandate(row: MandateRow): Mandate {
  return {
    id: row.id,
    version: row.version,
    validFrom: row.valid_from,
    ...z.decode(mandateTermsSchema, row.terms as never),
  };
}

/** All creditors by name. */
export async function listCreditors(sql: Knex): Promise<readonly Creditor[]> {
  const rows = await sql<CreditorRow>('creditors').orderBy('name').select();
  return rows.map(toCreditor);
}

/** The creditors with these ids. */
export async function readCreditors(sql: Knex, ids: readonly string[]): Promise<readonly Creditor[]> {
  if (ids.length === 0) return [];
  const rows = await sql<CreditorRow>('creditors')
    .whereIn('id', [...ids] as Id<'creditor'>[])
    .select();
  return rows.map(toCreditor);
}

/** The creditor with a slug, or null. */
export async function findCreditor(sql: Knex, slug: string): Promise<Creditor | null> {
  const row = await sql<CreditorRow>('creditors').where({ slug }).first();
  return row === undefined ? null : toCreditor(row);
}

function validOn(query: Knex.QueryBuilder, date: IsoDate): Knex.QueryBuilder {
  return query
    .where('valid_from', '<=', date)
    .whereNull('revoked_at')
    .where((term) => void term.whereNull('valid_to').orWhere('valid_to', '>=', date));
}

/** The mandate of each creditor that is valid on a day, by creditor id; the newest version when several are. */
export async function mandatesOn(
  sql: Knex,
  creditorIds: readonly string[],
  date: IsoDate,
): Promise<ReadonlyMap<string, Mandate>> {
  if (creditorIds.length === 0) return new Map();
  const rows: MandateRow[] = await validOn(sql('mandates').whereIn('creditor_id', [...creditorIds]), date)
    .orderBy('version')
    .select('id', 'creditor_id', 'version', 'valid_from', 'terms');
  return new Map(rows.map((row) => [row.creditor_id, toMandate(row)]));
}

/**
 * The mandate valid on a day, locked FOR SHARE until the transaction ends: a revocation (or a new version) at the same moment
 * either comes first (then null, or the next version) or waits until what was agreed is committed.
 */
export async function lockMandate(sql: Knex.Transaction, creditorId: string, date: IsoDate): Promise<Mandate | null> {
  // A version added while the first statement waited is not in its snapshot, only in the next one's.
  return (await lockOnce(sql, creditorId, date)) ?? (await lockOnce(sql, creditorId, date));
}

async function lockOnce(sql: Knex.Transaction, creditorId: string, date: IsoDate): Promise<Mandate | null> {
  const row: MandateRow | undefined = await validOn(sql('mandates').where({ creditor_id: creditorId }), date)
    .orderBy('version', 'desc')
    .forShare()
    .first('id', 'creditor_id', 'version', 'valid_from', 'terms');
  return row === undefined ? null : toMandate(row);
}
