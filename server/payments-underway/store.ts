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

/** True while another word about money stands for the same account and (or without) case. */
export async function hasOtherNotice(
  sql: Knex,
  of: { readonly accountId: string; readonly caseId: string | null },
): Promise<boolean> {
  const query = sql('payment_notices').where({ customer_account_id: of.accountId, state: 'expected' });
  if (of.caseId !== null) void query.where((term) => void term.where({ case_id: of.caseId }).orWhereNull('case_id'));
  return (await query.first('id')) !== undefined;
}

/** A word about money by its teller's own key; null when it was never told. */
export async function findToldNotice(
  sql: Knex,
  told: { readonly creditorId: string; readonly source?: Notice['source']; readonly sourceId: string },
): Promise<StandingNotice | null> {
  const query = sql('payment_notices as n')
    .join('customer_accounts as a', 'a.id', 'n.customer_account_id')
    .where({ 'a.creditor_id': told.creditorId, 'n.source_id': told.sourceId })
    .orderBy('n.recorded_at', 'desc');
  if (told.source !== undefined) void query.where('n.source', told.source);
  const row: NoticeRow | undefined = await query.first('n.*');
  return row === undefined ? null : toNotice(row);
}

/** The open case of an account (at a supply point, when one is named) that money would be for: the newest. */
export async function findOpenCase(
  sql: Knex,
  of: { readonly accountId: string; readonly supplyPointId: string | null },
): Promise<Id<'case'> | null> {
  const query = sql('cases').where({ customer_account_id: of.accountId }).whereNot({ stage: 'closed' });
  if (of.supplyPointId !== null) void query.where({ supply_point_id: of.supplyPointId });
  const row = await query.orderBy('opened_at', 'desc').first<{ id: Id<'case'> } | undefined>('id');
  return row?.id ?? null;
}

/** A supply point of an account by its meter number. */
export async function findPoint(sql: Knex, accountId: string, meterNo: string): Promise<string | null> {
  const row = await sql('supply_points')
    .where({ customer_account_id: accountId, meter_no: meterNo })
    .first<{ id: string } | undefined>('id');
  return row?.id ?? null;
}

export interface NoticeRecord {
  readonly id: Id<'paymentNotice'>;
  readonly accountId: string;
  readonly caseId: string | null;
  readonly callId: string | null;
  readonly source: Notice['source'];
  readonly sourceId: string | null;
  readonly amountMinor: Minor;
  readonly paidDate: IsoDate;
  readonly expectedDate: IsoDate;
  readonly channel: string;
  readonly recordedBy: string | null;
}

export async function insertNotice(sql: Knex.Transaction, notice: NoticeRecord, nowMs: number): Promise<void> {
  await sql('payment_notices').insert({
    id: notice.id,
    customer_account_id: notice.accountId,
    case_id: notice.caseId,
    call_id: notice.callId,
    source: notice.source,
    source_id: notice.sourceId,
    amount_minor: notice.amountMinor.toString(),
    paid_date: notice.paidDate,
    expected_date: notice.expectedDate,
    channel: notice.channel,
    state: 'expected',
    recorded_at: new Date(nowMs),
    recorded_by: notice.recordedBy,
  });
}

export async function saveNoticeState(
  sql: Knex.Transaction,
  noticeId: string,
  state: Notice['state'],
  nowMs: number,
): Promise<void> {
  await sql('payment_notices')
    .where({ id: noticeId })
    .update({ state, ended_at: new Date(nowMs) });
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

export interface NewRelease {
  readonly id: Id<'release'>;
  readonly supplyPointId: string;
  readonly caseId: string | null;
  readonly causeKind: 'payment_notice' | 'payment';
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

/** Takes the supply point into service, as the creditor says. */
export async function connectPoint(sql: Knex.Transaction, supplyPointId: string, since: IsoDate): Promise<void> {
  await sql('supply_points')
    .where({ id: supplyPointId })
    .whereNot({ service_state: 'connected' })
    .update({ service_state: 'connected', service_state_since: since });
}
