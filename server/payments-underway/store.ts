import type { Knex } from 'knex';
import type { CustomerAccount } from '../../shared/ledger/case-file';
import type { Id } from '../../shared/ids/ids';
import type { Country } from '../../shared/lang/languages';
import { minor, type Minor } from '../../shared/money/money';
import type { IsoDate } from '../../shared/time/dates';

type Notice = CustomerAccount['paymentNotices'][number];
type Release = CustomerAccount['releases'][number];

export interface StandingNotice {
  readonly accountId: string;
  readonly caseId: string | null;
  readonly notice: Notice;
}

export interface StandingRelease {
  readonly accountId: string;
  readonly release: Release;
}

interface NoticeRow {
  id: Id<'paymentNotice'>;
  customer_account_id: string;
  case_id: string | null;
  source: Notice['source'];
  amount_minor: bigint;
  paid_date: IsoDate;
  expected_date: IsoDate;
  channel: string;
  state: Notice['state'];
}

const toNotice = (row: NoticeRow): StandingNotice => ({
  accountId: row.customer_account_id,
  caseId: row.case_id,
  notice: {
    id: row.id,
    source: row.source,
    amountMinor: minor(row.amount_minor),
    paidDate: row.paid_date,
    expectedDate: row.expected_date,
    channel: row.channel,
    state: row.state,
  },
});

/** All payment notices of these accounts, newest first. */
export async function readNotices(sql: Knex, accountIds: readonly string[]): Promise<readonly StandingNotice[]> {
  if (accountIds.length === 0) return [];
  const rows = await sql('payment_notices')
    .whereIn('customer_account_id', [...accountIds])
    .orderBy('recorded_at', 'desc')
    .select<NoticeRow[]>();
  return rows.map(toNotice);
}

/** One notice, locked until the transaction ends; null when there is none. */
export async function lockNotice(sql: Knex.Transaction, noticeId: string): Promise<StandingNotice | null> {
  const row = await sql('payment_notices').where({ id: noticeId }).forUpdate().first<NoticeRow | undefined>();
  return row === undefined ? null : toNotice(row);
}

export interface NewNotice {
  readonly id: Id<'paymentNotice'>;
  readonly accountId: string;
  readonly caseId: string | null;
  readonly callId: string;
  readonly amountMinor: Minor;
  readonly paidDate: IsoDate;
  readonly expectedDate: IsoDate;
  readonly channel: string;
  readonly recordedBy: string;
}

export async function insertNotice(sql: Knex.Transaction, notice: NewNotice, nowMs: number): Promise<void> {
  await sql('payment_notices').insert({
    id: notice.id,
    customer_account_id: notice.accountId,
    case_id: notice.caseId,
    call_id: notice.callId,
    source: 'customer_word',
    amount_minor: notice.amountMinor.toString(),
    paid_date: notice.paidDate,
    expected_date: notice.expectedDate,
    channel: notice.channel,
    state: 'expected',
    recorded_at: new Date(nowMs),
    recorded_by: notice.recordedBy,
  });
}

export async function saveNoticeState(sql: Knex.Transaction, noticeId: string, state: Notice['state']): Promise<void> {
  await sql('payment_notices').where({ id: noticeId }).update({ state });
}

interface ReleaseRow {
  id: Id<'release'>;
  customer_account_id: string;
  supply_point_id: Id<'supplyPoint'>;
  state: Release['state'];
  caused_at: number;
  sent_at: number | null;
  confirmed_at: number | null;
}

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
    release: {
      id: row.id,
      supplyPointId: row.supply_point_id,
      state: row.state,
      causedAt: row.caused_at,
      sentAt: row.sent_at,
      confirmedAt: row.confirmed_at,
    },
  }));
}

/** A supply point that is cut, with the case that stands behind it. */
export interface CutPoint {
  readonly supplyPointId: Id<'supplyPoint'>;
  readonly meterNo: string;
  readonly caseId: string | null;
}

/** Supply points of an account that are cut, each with its newest case that is not closed. */
export async function findCutPoints(sql: Knex, accountId: string): Promise<readonly CutPoint[]> {
  const { rows } = await sql.raw<{ rows: CutPoint[] }>(
    `select s.id as "supplyPointId", s.meter_no as "meterNo",
       (select k.id from cases k where k.supply_point_id = s.id and k.stage <> 'closed' order by k.opened_at desc limit 1) as "caseId"
     from supply_points s where s.customer_account_id = ? and s.service_state = 'cut' order by s.id`,
    [accountId],
  );
  return rows;
}

/** The account whose supply point a release is for, and its creditor. */
export async function lockRelease(
  sql: Knex.Transaction,
  releaseId: string,
): Promise<
  | (StandingRelease & {
      readonly customerId: string;
      readonly creditorId: string;
      readonly creditorSlug: string;
      readonly country: Country;
    })
  | null
> {
  const row = await sql('releases as r')
    .join('supply_points as s', 's.id', 'r.supply_point_id')
    .join('customer_accounts as a', 'a.id', 's.customer_account_id')
    .join('creditors as c', 'c.id', 'a.creditor_id')
    .where('r.id', releaseId)
    .forUpdate('r')
    .first<(ReleaseRow & { customer_id: string; creditor_id: string; slug: string; country: Country }) | undefined>(
      'r.*',
      's.customer_account_id',
      'a.customer_id',
      'a.creditor_id',
      'c.slug',
      'c.country',
    );
  if (row === undefined) return null;
  return {
    accountId: row.customer_account_id,
    customerId: row.customer_id,
    creditorId: row.creditor_id,
    creditorSlug: row.slug,
    country: row.country,
    release: {
      id: row.id,
      supplyPointId: row.supply_point_id,
      state: row.state,
      causedAt: row.caused_at,
      sentAt: row.sent_at,
      confirmedAt: row.confirmed_at,
    },
  };
}

export interface NewRelease {
  readonly id: Id<'release'>;
  readonly supplyPointId: string;
  readonly caseId: string | null;
  readonly causeKind: 'payment_notice' | 'payment';
  readonly causeId: string;
}

/**
 * Writes a release with the next number of its supply point, so that the receiver can refuse an older word. Null when this cause
 * has released before: one release per cause, however often it is told.
 */
export async function insertRelease(
  sql: Knex.Transaction,
  release: NewRelease,
  nowMs: number,
): Promise<{ readonly sequence: number } | null> {
  const earlier = await sql('releases')
    .where({ cause_kind: release.causeKind, cause_id: release.causeId })
    .first<{ id: string } | undefined>('id');
  if (earlier !== undefined) return null;
  const [point] = await sql('supply_points')
    .where({ id: release.supplyPointId })
    .increment('release_sequence', 1)
    .returning<{ release_sequence: number }[]>('release_sequence');
  const sequence = point?.release_sequence ?? 1;
  await sql('releases').insert({
    id: release.id,
    supply_point_id: release.supplyPointId,
    case_id: release.caseId,
    cause_kind: release.causeKind,
    cause_id: release.causeId,
    sequence,
    state: 'queued',
    caused_at: new Date(nowMs),
  });
  return { sequence };
}

export async function saveReleaseState(
  sql: Knex.Transaction,
  releaseId: string,
  change: { readonly state: Release['state']; readonly sentAt: number | null; readonly confirmedAt: number | null },
): Promise<void> {
  await sql('releases')
    .where({ id: releaseId })
    .update({
      state: change.state,
      sent_at: change.sentAt === null ? null : new Date(change.sentAt),
      confirmed_at: change.confirmedAt === null ? null : new Date(change.confirmedAt),
    });
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

/** Takes the supply point into service, as the creditor says. */
export async function connectPoint(sql: Knex.Transaction, supplyPointId: string, since: IsoDate): Promise<void> {
  await sql('supply_points')
    .where({ id: supplyPointId })
    .whereNot({ service_state: 'connected' })
    .update({ service_state: 'connected', service_state_since: since });
}
