import type { Knex } from 'knex';
import type { CustomerAccount } from '../../shared/ledger/case-file';
import type { Id } from '../../shared/ids/ids';
import { minor, type Minor } from '../../shared/money/money';
import type { MoneyThatCame, WordAboutMoney } from '../../shared/payments-underway/meet-notices';
import type { IsoDate } from '../../shared/time/dates';
import type { SourceTrust } from './trust';

type Notice = CustomerAccount['paymentNotices'][number];

export interface StandingNotice {
  readonly accountId: string;
  readonly notice: Notice;
  /** The teller's own key of this word; null for what was said in a call. */
  readonly sourceId: string | null;
  readonly currency: string;
  /** The supply it was told for; null when none was named. */
  readonly supplyPointId: string | null;
  /** How far it was believed when it was told. */
  readonly believed: SourceTrust;
  readonly endedAt: number | null;
}

interface NoticeRow {
  id: Id<'paymentNotice'>;
  customer_account_id: string;
  case_id: Id<'case'> | null;
  supply_point_id: string | null;
  source: Notice['source'];
  source_id: string | null;
  trust: Notice['trust'];
  least_share_bp: number;
  amount_minor: bigint;
  currency: string;
  paid_date: IsoDate;
  expected_date: IsoDate;
  channel: string;
  state: Notice['state'];
  recorded_at: number;
  ended_at: number | null;
}

const toNotice = (row: NoticeRow): StandingNotice => ({
  accountId: row.customer_account_id,
  sourceId: row.source_id,
  currency: row.currency,
  supplyPointId: row.supply_point_id,
  believed: { trust: row.trust, leastShareBp: row.least_share_bp },
  endedAt: row.ended_at,
  notice: {
    id: row.id,
    caseId: row.case_id,
    source: row.source,
    trust: row.trust,
    amountMinor: minor(row.amount_minor),
    paidDate: row.paid_date,
    expectedDate: row.expected_date,
    channel: row.channel,
    state: row.state,
    recordedAt: row.recorded_at,
  },
});

const notices = (sql: Knex) =>
  sql('payment_notices as n')
    .join('customer_accounts as a', 'a.id', 'n.customer_account_id')
    .select<NoticeRow[]>('n.*', 'a.currency');

/** All payment notices of these accounts, newest first. */
export async function readNotices(sql: Knex, accountIds: readonly string[]): Promise<readonly StandingNotice[]> {
  if (accountIds.length === 0) return [];
  const rows = await notices(sql)
    .whereIn('n.customer_account_id', [...accountIds])
    .orderBy('n.recorded_at', 'desc');
  return rows.map(toNotice);
}

/** One notice, locked until the transaction ends; null when there is none. */
export async function lockNotice(sql: Knex.Transaction, noticeId: string): Promise<StandingNotice | null> {
  const [row] = await notices(sql).where('n.id', noticeId).forUpdate('n');
  return row === undefined ? null : toNotice(row);
}

/** True while another word about money that is believed stands for the case. */
export async function isWaitedFor(
  sql: Knex,
  of: { readonly accountId: string; readonly caseId: string },
): Promise<boolean> {
  const row = await sql('payment_notices')
    .where({ customer_account_id: of.accountId, state: 'expected' })
    .whereNot({ trust: 'none' })
    .where(
      (term) =>
        void term
          .where({ case_id: of.caseId })
          .orWhere((whole) => void whole.whereNull('case_id').whereNull('supply_point_id')),
    )
    .first('id');
  return row !== undefined;
}

/** A word about money by its teller's own key; null when it was never told. */
export async function findToldNotice(
  sql: Knex,
  told: { readonly creditorId: string; readonly source?: Notice['source']; readonly sourceId: string },
): Promise<StandingNotice | null> {
  const query = notices(sql)
    .where({ 'a.creditor_id': told.creditorId, 'n.source_id': told.sourceId })
    .orderBy('n.recorded_at', 'desc')
    .limit(1);
  if (told.source !== undefined) void query.where('n.source', told.source);
  const [row] = await query;
  return row === undefined ? null : toNotice(row);
}

/** The open cases of an account (at a supply point, when one is named) that money would be for, newest first. */
export async function findOpenCases(
  sql: Knex,
  of: { readonly accountId: string; readonly supplyPointId: string | null },
): Promise<readonly Id<'case'>[]> {
  const query = sql('cases').where({ customer_account_id: of.accountId }).whereNot({ stage: 'closed' });
  if (of.supplyPointId !== null) void query.where({ supply_point_id: of.supplyPointId });
  const rows = await query.orderBy('opened_at', 'desc').select<{ id: Id<'case'> }[]>('id');
  return rows.map(({ id }) => id);
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
  readonly supplyPointId: string | null;
  readonly callId: string | null;
  readonly source: Notice['source'];
  readonly sourceId: string | null;
  readonly believed: SourceTrust;
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
    supply_point_id: notice.supplyPointId,
    call_id: notice.callId,
    source: notice.source,
    source_id: notice.sourceId,
    trust: notice.believed.trust,
    least_share_bp: notice.believed.leastShareBp,
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

/** States of words that money is, or was, used for. */
export const WAITED_FOR: readonly Notice['state'][] = ['expected', 'arrived'];

export const wordOf = ({ notice, endedAt }: StandingNotice): WordAboutMoney => ({
  id: notice.id,
  amountMinor: notice.amountMinor,
  paidDate: notice.paidDate,
  recordedAt: notice.recordedAt,
  arrivedAt: notice.state === 'arrived' ? endedAt : null,
});

/** Payments of an account since the oldest of the words, those left out whose money went back. */
export async function readMoneySince(
  sql: Knex,
  accountId: string,
  words: readonly WordAboutMoney[],
): Promise<readonly MoneyThatCame[]> {
  if (words.length === 0) return [];
  const oldest = words.reduce((a, b) => (b.recordedAt < a.recordedAt ? b : a)).recordedAt;
  const firstDay = words.reduce((a, b) => (b.paidDate < a.paidDate ? b : a)).paidDate;
  const { rows } = await sql.raw<{ rows: { amount: bigint; booked: IsoDate; at: number }[] }>(
    `select -e.amount_minor as amount, e.event_date as booked, e.recorded_at as at from ledger_entries e
     where e.customer_account_id = ? and e.kind = 'payment' and (e.recorded_at >= ? or e.event_date >= ?)
       and not exists (select 1 from ledger_entries r where r.customer_account_id = e.customer_account_id
         and r.kind = 'refund' and r.cause = e.id)
     order by e.recorded_at, e.id`,
    [accountId, new Date(oldest), firstDay],
  );
  return rows.map(({ amount, booked, at }) => ({ amountMinor: minor(amount), bookedDate: booked, recordedAt: at }));
}
