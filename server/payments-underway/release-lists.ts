import type { Knex } from 'knex';
import type { CustomerAccount, PAYMENT_NOTICE_SOURCES } from '../../shared/ledger/case-file';
import type { Id } from '../../shared/ids/ids';
import type { Utility } from '../../shared/ledger/vocabulary';
import type { ReleaseCauseKind } from './release-store';

type Release = CustomerAccount['releases'][number];

/** A release as lists show it: to the creditor it is for, and to whoever watches the clocks. */
export interface ListedRelease {
  readonly releaseId: Id<'release'>;
  readonly supplyPointId: Id<'supplyPoint'>;
  readonly meterNo: string;
  readonly utility: Utility;
  readonly customerNo: string;
  readonly customerName: string;
  readonly creditorId: Id<'creditor'>;
  readonly creditorSlug: string;
  readonly creditorName: string;
  readonly sequence: number;
  readonly state: Release['state'];
  readonly causedAt: number;
  readonly sentAt: number | null;
  readonly confirmedAt: number | null;
  readonly alarm: Release['alarm'];
  /** Who told of the money; else what qualified it. */
  readonly source: (typeof PAYMENT_NOTICE_SOURCES)[number] | Exclude<ReleaseCauseKind, 'payment_notice'>;
  /** It was opened on a word, and the money did not come: for a person to decide what is to be done. */
  readonly isMoneyMissing: boolean;
}

/** Opened on a word that came to nothing, and what was due then is owed still. */
const MONEY_MISSING_SQL = `(r.state = 'confirmed' and n.state = 'overdue' and s.service_state <> 'cut' and exists (
  select 1 from claims m join claim_balances b on b.claim_id = m.id
  where m.customer_account_id = a.id and (m.supply_point_id = s.id or m.supply_point_id is null)
    and m.due_date < n.paid_date and b.balance_minor > 0))`;

const OPEN_STATES = ['queued', 'sent', 'failed'];
/** The longest list anybody is shown. */
const LIST_MAX = 200;

export interface ReleaseQuestion {
  /** Null means every creditor. */
  readonly creditorIds: readonly string[] | null;
  readonly releaseId?: string;
  /** Those that are over count only when they ended after this time; left out, all count. */
  readonly endedAfter?: number;
}

/** Releases that run, older ones first; those whose money did not come; then those that have ended, newest first. */
export async function listReleases(sql: Knex, ask: ReleaseQuestion): Promise<readonly ListedRelease[]> {
  const query = sql('releases as r')
    .join('supply_points as s', 's.id', 'r.supply_point_id')
    .join('customer_accounts as a', 'a.id', 's.customer_account_id')
    .join('customers as p', 'p.id', 'a.customer_id')
    .join('creditors as c', 'c.id', 'a.creditor_id')
    .leftJoin(
      'payment_notices as n',
      sql.raw(`r.cause_kind = 'payment_notice' and n.id = split_part(r.cause_id, ':', 1)`),
    )
    .limit(LIST_MAX);
  if (ask.creditorIds !== null) void query.whereIn('a.creditor_id', [...ask.creditorIds]);
  if (ask.releaseId !== undefined) void query.where('r.id', ask.releaseId);
  if (ask.endedAfter !== undefined) {
    const since = new Date(ask.endedAfter);
    void query.where(
      (term) =>
        void term
          .whereIn('r.state', OPEN_STATES)
          .orWhere('r.confirmed_at', '>', since)
          .orWhere('r.recalled_at', '>', since)
          .orWhereRaw(MONEY_MISSING_SQL),
    );
  }
  const rows: ListedRelease[] = await query
    .orderByRaw(
      `case when r.state in ('queued', 'sent', 'failed') then 0 when coalesce(${MONEY_MISSING_SQL}, false) then 1 else 2 end,
       case when r.state in ('queued', 'sent', 'failed') then r.caused_at end, r.caused_at desc`,
    )
    .select({
      releaseId: 'r.id',
      supplyPointId: 's.id',
      meterNo: 's.meter_no',
      utility: 's.utility',
      customerNo: 'a.customer_no',
      customerName: 'p.name',
      creditorId: 'c.id',
      creditorSlug: 'c.slug',
      creditorName: 'c.name',
      sequence: 'r.sequence',
      state: 'r.state',
      causedAt: 'r.caused_at',
      sentAt: 'r.sent_at',
      confirmedAt: 'r.confirmed_at',
      alarm: 'r.alarm',
      source: sql.raw('coalesce(n.source, r.cause_kind)'),
      isMoneyMissing: sql.raw(`coalesce(${MONEY_MISSING_SQL}, false)`),
    });
  return rows;
}
