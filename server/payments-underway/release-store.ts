import type { Knex } from 'knex';
import type { CustomerAccount } from '../../shared/ledger/case-file';
import type { Id } from '../../shared/ids/ids';
import type { Country } from '../../shared/lang/languages';
import type { IsoDate } from '../../shared/time/dates';

type Release = CustomerAccount['releases'][number];

export interface StandingRelease {
  readonly accountId: string;
  readonly release: Release;
}

interface ReleaseRow {
  id: Id<'release'>;
  customer_account_id: string;
  supply_point_id: Id<'supplyPoint'>;
  state: Release['state'];
  caused_at: number;
  sent_at: number | null;
  confirmed_at: number | null;
  alarm: Release['alarm'];
  failures: number;
  asked: number;
  sequence: number;
}

const toRelease = (row: ReleaseRow): Release => ({
  id: row.id,
  supplyPointId: row.supply_point_id,
  state: row.state,
  causedAt: row.caused_at,
  sentAt: row.sent_at,
  confirmedAt: row.confirmed_at,
  alarm: row.alarm,
});

/** All releases of the supply points of these accounts, newest first. */
export async function readReleases(sql: Knex, accountIds: readonly string[]): Promise<readonly StandingRelease[]> {
  if (accountIds.length === 0) return [];
  const rows: ReleaseRow[] = await sql('releases as r')
    .join('supply_points as s', 's.id', 'r.supply_point_id')
    .whereIn('s.customer_account_id', [...accountIds])
    .orderBy('r.caused_at', 'desc')
    .select('r.*', 's.customer_account_id');
  return rows.map((row) => ({
    accountId: row.customer_account_id,
    release: toRelease(row),
  }));
}

/** A release with whose it is and what its sending needs. */
export interface LockedRelease extends StandingRelease {
  readonly customerId: string;
  readonly customerNo: string;
  readonly creditorId: string;
  readonly creditorSlug: string;
  readonly country: Country;
  readonly meterNo: string;
  readonly sequence: number;
  readonly failures: number;
  /** How often the creditor was asked; the first time counts. */
  readonly asked: number;
}

type LockedRow = ReleaseRow & {
  customer_id: string;
  customer_no: string;
  creditor_id: string;
  slug: string;
  country: Country;
  meter_no: string;
};

/** One release, locked until the transaction ends; null when there is none. */
export async function lockRelease(sql: Knex.Transaction, releaseId: string): Promise<LockedRelease | null> {
  const row: LockedRow | undefined = await sql('releases as r')
    .join('supply_points as s', 's.id', 'r.supply_point_id')
    .join('customer_accounts as a', 'a.id', 's.customer_account_id')
    .join('creditors as c', 'c.id', 'a.creditor_id')
    .where('r.id', releaseId)
    .forUpdate('r')
    .first(
      'r.*',
      's.customer_account_id',
      's.meter_no',
      'a.customer_id',
      'a.customer_no',
      'a.creditor_id',
      'c.slug',
      'c.country',
    );
  if (row === undefined) return null;
  return {
    accountId: row.customer_account_id,
    customerId: row.customer_id,
    customerNo: row.customer_no,
    creditorId: row.creditor_id,
    creditorSlug: row.slug,
    country: row.country,
    meterNo: row.meter_no,
    sequence: row.sequence,
    failures: row.failures,
    asked: row.asked,
    release: toRelease(row),
  };
}

/** A word about money, money that came, nothing owed any more (one a day), or a plan that covers what is overdue. */
export type ReleaseCauseKind = 'payment_notice' | 'payment' | 'settled' | 'plan';

export interface NewRelease {
  readonly id: Id<'release'>;
  readonly supplyPointId: string;
  readonly caseId: string | null;
  readonly causeKind: ReleaseCauseKind;
  readonly causeId: string;
  readonly sequence: number;
}

/** True when this cause has released before, or another release of the same supply is on its way. */
export async function isReleasing(
  sql: Knex,
  about: { readonly supplyPointId: string; readonly causeKind: string; readonly causeId: string },
): Promise<boolean> {
  const row = await sql('releases')
    .where({ cause_kind: about.causeKind, cause_id: about.causeId })
    .orWhere(
      (term) =>
        void term.where({ supply_point_id: about.supplyPointId }).whereIn('state', ['queued', 'sent', 'failed']),
    )
    .first('id');
  return row !== undefined;
}

export async function insertRelease(sql: Knex.Transaction, release: NewRelease, nowMs: number): Promise<void> {
  await sql('releases').insert({
    id: release.id,
    supply_point_id: release.supplyPointId,
    case_id: release.caseId,
    cause_kind: release.causeKind,
    cause_id: release.causeId,
    sequence: release.sequence,
    state: 'queued',
    caused_at: new Date(nowMs),
  });
}

export interface ReleaseChange {
  readonly state: Release['state'];
  readonly sentAt: number | null;
  readonly confirmedAt: number | null;
  readonly failures: number;
  readonly alarm: Release['alarm'];
}

export async function saveRelease(
  sql: Knex.Transaction,
  releaseId: string,
  change: ReleaseChange,
  nowMs: number,
): Promise<void> {
  await sql('releases')
    .where({ id: releaseId })
    .update({
      state: change.state,
      sent_at: change.sentAt === null ? null : new Date(change.sentAt),
      confirmed_at: change.confirmedAt === null ? null : new Date(change.confirmedAt),
      failures: change.failures,
      alarm: change.alarm,
      ...(change.state === 'recalled' ? { recalled_at: new Date(nowMs) } : {}),
    });
}

export async function saveAlarm(
  sql: Knex.Transaction,
  releaseId: string,
  alarm: NonNullable<Release['alarm']>,
  nowMs: number,
): Promise<void> {
  await sql('releases')
    .where({ id: releaseId })
    .update({ alarm, alarmed_at: new Date(nowMs) });
}

export async function countAsked(sql: Knex.Transaction, releaseId: string): Promise<number> {
  const [row] = await sql('releases')
    .where({ id: releaseId })
    .increment('asked', 1)
    .returning<{ asked: number }[]>('asked');
  return row?.asked ?? 1;
}

/** Releases caused by one thing that may still be called back. */
export async function findOpenReleases(sql: Knex, causeKind: string, causeId: string): Promise<readonly string[]> {
  const rows = await sql('releases')
    .where({ cause_kind: causeKind })
    .where((term) => void term.where('cause_id', causeId).orWhere('cause_id', 'like', `${causeId}:%`))
    .whereIn('state', ['queued', 'sent', 'failed'])
    .select<{ id: string }[]>('id');
  return rows.map((row) => row.id);
}

/** The release that is on its way to a supply; null when there is none. */
export async function findOpenReleaseOf(sql: Knex, supplyPointId: string): Promise<Id<'release'> | null> {
  const row = await sql('releases')
    .where({ supply_point_id: supplyPointId })
    .whereIn('state', ['queued', 'sent', 'failed'])
    .first<{ id: Id<'release'> } | undefined>('id');
  return row?.id ?? null;
}

/** Releases on their way to an account's supplies that stand on a word whose money did not come. */
export async function findDoubtfulReleases(
  sql: Knex,
  accountId: string,
): Promise<readonly { readonly releaseId: string; readonly supplyPointId: string }[]> {
  return sql('releases as r')
    .join('payment_notices as n', sql.raw(`n.id = split_part(r.cause_id, ':', 1)`))
    .where({ 'r.cause_kind': 'payment_notice', 'n.customer_account_id': accountId })
    .whereIn('n.state', ['overdue', 'cancelled'])
    .whereIn('r.state', ['queued', 'sent', 'failed'])
    .orderBy('r.id')
    .select({ releaseId: 'r.id', supplyPointId: 'r.supply_point_id' });
}

/** Takes the supply point into service, as the creditor says. */
export async function connectPoint(sql: Knex.Transaction, supplyPointId: string, since: IsoDate): Promise<void> {
  await sql('supply_points')
    .where({ id: supplyPointId })
    .whereNot({ service_state: 'connected' })
    .update({ service_state: 'connected', service_state_since: since });
}
