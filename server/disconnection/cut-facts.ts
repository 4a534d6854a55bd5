import type { Knex } from 'knex';
import { GRID_LINE_KINDS, type DisconnectionCase, type DisconnectionNotice } from '../../shared/disconnection/index';
import { REPORT_KINDS, type ReportKind } from '../../shared/disconnection/process';
import type { Id } from '../../shared/ids/ids';
import type { Country, Currency, Language } from '../../shared/lang/languages';
import type { Dispute, Plan } from '../../shared/ledger/case-file';
import type { CreditorRole, CustomerFlag, CustomerKind, HoldKind, Utility } from '../../shared/ledger/vocabulary';
import { minor, type Minor } from '../../shared/money/money';
import { localDate } from '../../shared/time/zones';
import type { IsoDate } from '../../shared/time/dates';

/** A case with all that the guard asks, read in one statement, so that it is of one moment. */
export interface CutFacts {
  readonly caseId: Id<'case'>;
  readonly caseNo: string;
  readonly isClosed: boolean;
  readonly accountId: Id<'customerAccount'>;
  readonly supplyPointId: Id<'supplyPoint'> | null;
  readonly meterNo: string;
  readonly place: string;
  readonly city: string;
  readonly serviceState: 'connected' | 'restricted' | 'cut';
  readonly customerId: Id<'customer'>;
  readonly customerName: string;
  readonly language: Language;
  readonly phone: string | null;
  readonly creditorId: Id<'creditor'>;
  readonly creditorName: string;
  readonly creditorPhone: string;
  readonly currency: Currency;
  readonly claims: readonly FactClaim[];
  readonly lastTriedAt: number | null;
  readonly facts: DisconnectionCase;
  /** The standing warning, or as it would stand if one were sent today: what a letter is written by. */
  readonly noticeOrDraft: DisconnectionNotice;
  /** What the customer told in a call and nobody has taken back. */
  readonly reports: readonly ReportKind[];
}

interface FactClaim {
  readonly id: Id<'claim'>;
  readonly kind: 'invoice' | 'fee';
  readonly invoiceNo: string;
  readonly reference: string;
  readonly dueDate: IsoDate;
  readonly balanceMinor: Minor;
  readonly gridPart: { readonly totalMinor: Minor; readonly gridMinor: Minor } | null;
}

interface Row {
  id: Id<'case'>;
  case_no: string;
  stage: string;
  disconnection_notice_date: IsoDate | null;
  disconnection_claim_ids: string[] | null;
  disconnection_served_date: IsoDate | null;
  disconnection_reminder_date: IsoDate | null;
  disconnection_alternatives_date: IsoDate | null;
  disconnection_social_notice_date: IsoDate | null;
  disconnection_obstacle_check_date: IsoDate | null;
  has_social_service_accepted: boolean;
  is_obstacle_reported: boolean;
  account_id: Id<'customerAccount'>;
  currency: Currency;
  supply_point_id: Id<'supplyPoint'> | null;
  meter_no: string | null;
  street: string | null;
  postcode: string | null;
  city: string | null;
  service_state: 'connected' | 'restricted' | 'cut' | null;
  is_electric_heating: boolean | null;
  utility: Utility;
  customer_id: Id<'customer'>;
  customer_name: string;
  customer_kind: CustomerKind;
  language: Language;
  flags: CustomerFlag[];
  phone: string | null;
  creditor_id: Id<'creditor'>;
  creditor_name: string;
  creditor_phone: string;
  country: Country;
  role: CreditorRole;
  claims: {
    id: Id<'claim'>;
    kind: 'invoice' | 'fee';
    invoiceNo: string;
    reference: string;
    dueDate: IsoDate;
    balance: string;
    total: string;
    grid: string | null;
    lines: number;
  }[];
  holds: { kind: HoldKind; untilDate: IsoDate | null }[];
  plans: { state: Plan['state'] }[];
  disputes: { state: Dispute['state']; claimIds: string[] }[];
  expected_payments: bigint;
  decided_on: IsoDate | null;
  is_frost_expected: boolean | null;
  is_breach_essential: boolean | null;
  is_reopened: boolean;
  has_talked: boolean;
  /** When we rang and nobody answered. */
  unanswered_at: number[];
  last_tried_at: number | null;
}

/** Calls with this customer for this creditor since the warning. */
const SINCE_WARNING = `x.customer_id = a.customer_id and x.creditor_id = a.creditor_id
  and x.arrived_at >= k.disconnection_notice_date`;
/** About this case: chosen in the call, or guided through, or told of the cut in it. */
const ABOUT_THIS_CASE = `(x.case_id = k.id
  or exists (select 1 from script_runs r where r.call_id = x.id and r.case_id = k.id)
  or exists (select 1 from disconnection_steps t where t.call_id = x.id and t.case_id = k.id))`;
/** Rung and not answered: a call that the agent took back after a second, or that failed, is no try. */
const UNANSWERED = `${SINCE_WARNING} and (x.case_id is null or x.case_id = k.id) and x.direction = 'out'
  and x.state in ('no_answer', 'busy')`;

/** A call in which the customer in person was not identified, or that was about something else, is no talk about the cut. */
export const HAS_TALKED = `
  exists (select 1 from calls x join identity_gates g on g.call_id = x.id and g.customer_id = a.customer_id
    where ${SINCE_WARNING} and x.answered_at is not null and g.authority_id is null and ${ABOUT_THIS_CASE})`;

const CALLS_SQL = `
  ${HAS_TALKED} as has_talked,
  coalesce((select jsonb_agg((extract(epoch from x.arrived_at) * 1000)::bigint) from calls x where ${UNANSWERED}), '[]')
    as unanswered_at,
  (select max(x.arrived_at) from calls x where ${SINCE_WARNING} and x.direction = 'out') as last_tried_at`;

const AROUND_SQL = `
  coalesce((select jsonb_agg(jsonb_build_object('id', m.id, 'kind', m.kind, 'invoiceNo', m.invoice_no, 'reference', m.reference,
      'dueDate', m.due_date, 'balance', b.balance_minor::text,
      'total', (select coalesce(sum(e.amount_minor), 0)::text from ledger_entries e where e.claim_id = m.id and e.amount_minor > 0),
      'grid', (select sum(n.amount_minor) filter (where n.kind = any(?))::text from invoice_lines n where n.claim_id = m.id),
      'lines', (select count(*) from invoice_lines n where n.claim_id = m.id)) order by m.due_date, m.id)
    from claims m join claim_balances b on b.claim_id = m.id where m.case_id = k.id), '[]') as claims,
  coalesce((select jsonb_agg(jsonb_build_object('kind', h.kind, 'untilDate', h.until_date)) from holds h
    where h.case_id = k.id and h.ended_at is null), '[]') as holds,
  coalesce((select jsonb_agg(distinct jsonb_build_object('state', p.state)) from plans p
    join plan_claims pc on pc.plan_id = p.id join claims m on m.id = pc.claim_id where m.case_id = k.id), '[]') as plans,
  coalesce((select jsonb_agg(jsonb_build_object('state', case when d.credit_expected_minor is not null and d.credited_at is null
        then 'with_creditor' else d.state end,
      'claimIds', (select jsonb_agg(l.claim_id) from dispute_lines l where l.dispute_id = d.id)))
    from disputes d where d.customer_account_id = a.id), '[]') as disputes,
  (select count(*) from payment_notices n where n.customer_account_id = a.id and n.state = 'expected'
    and n.trust <> 'none') as expected_payments`;

/**
 * The decision about the standing warning: one that was taken before the warning was written down weighed another. It stands until
 * money comes, something is credited on the account, or a dispute is answered.
 */
const DECISION_SQL = `
  left join lateral (select max(w.recorded_at) as at from disconnection_steps w
    where w.case_id = k.id and w.kind = 'warning_sent') warned on true
  left join lateral (select t.on_date, t.recorded_at, (t.detail ->> 'isFrostExpected')::boolean as is_frost_expected,
      (t.detail ->> 'isBreachEssential')::boolean as is_breach_essential
    from disconnection_steps t where t.case_id = k.id and t.kind = 'decided' and k.disconnection_notice_date is not null
      and t.recorded_at >= coalesce(warned.at, k.disconnection_notice_date)
    order by t.recorded_at desc limit 1) decided on true`;

const FACTS_SQL = `
  select k.*, a.id as account_id, a.currency, s.meter_no, s.street, s.postcode, s.city, s.service_state, s.is_electric_heating,
    coalesce(s.utility, c.utility) as utility, q.id as customer_id, q.name as customer_name, q.kind as customer_kind, q.language,
    q.flags, (select min(f.phone) from customer_phones f where f.customer_id = q.id) as phone,
    c.id as creditor_id, c.name as creditor_name, c.phone as creditor_phone, c.country, c.role,
    decided.on_date as decided_on, decided.is_frost_expected, decided.is_breach_essential,
    (exists (select 1 from ledger_entries e where e.customer_account_id = a.id and e.amount_minor < 0 and e.recorded_at > decided.recorded_at)
      or exists (select 1 from allocations l join ledger_entries e on e.id = l.debit_entry_id
        where e.customer_account_id = a.id and l.recorded_at > decided.recorded_at)
      or exists (select 1 from disputes d where d.customer_account_id = a.id and d.closed_at > decided.recorded_at)) as is_reopened,
    ${AROUND_SQL}, ${CALLS_SQL}
  from cases k join customer_accounts a on a.id = k.customer_account_id join customers q on q.id = a.customer_id
  join creditors c on c.id = a.creditor_id left join supply_points s on s.id = k.supply_point_id ${DECISION_SQL}`;

/** What the guard asks of these cases at `nowMs`, in one statement whatever their number. */
export async function readCutFacts(sql: Knex, caseIds: readonly string[], nowMs: number): Promise<readonly CutFacts[]> {
  if (caseIds.length === 0) return [];
  const { rows } = await sql.raw<{ rows: Row[] }>(`${FACTS_SQL} where k.id = any(?) order by k.id`, [
    [...GRID_LINE_KINDS],
    [...caseIds],
  ]);
  return rows.map((row) => toFacts(row, nowMs));
}

function toFacts(row: Row, nowMs: number): CutFacts {
  const claims = row.claims.map(toClaim);
  return {
    caseId: row.id,
    caseNo: row.case_no,
    isClosed: row.stage === 'closed',
    accountId: row.account_id,
    supplyPointId: row.supply_point_id,
    meterNo: row.meter_no ?? '',
    place: row.street === null ? '' : `${row.street}, ${row.postcode} ${row.city}`,
    city: row.city ?? '',
    serviceState: row.service_state ?? 'connected',
    customerId: row.customer_id,
    customerName: row.customer_name,
    language: row.language,
    phone: row.phone,
    creditorId: row.creditor_id,
    creditorName: row.creditor_name,
    creditorPhone: row.creditor_phone,
    currency: row.currency,
    claims,
    lastTriedAt: row.last_tried_at,
    facts: toCase(row, claims, nowMs),
    reports: REPORT_KINDS.filter((kind) => STANDS[kind](row)),
    noticeOrDraft: noticeSent(row, row.disconnection_notice_date ?? localDate(nowMs, row.country)),
  };
}

const STANDS: Readonly<Record<ReportKind, (row: Row) => boolean>> = {
  danger: (row) => row.holds.some(({ kind }) => kind === 'vulnerability'),
  obstacle: (row) => row.is_obstacle_reported,
  social_service: (row) => row.has_social_service_accepted,
};

function toClaim({ balance, total, grid, lines, ...claim }: Row['claims'][number]): FactClaim {
  const gridPart = lines === 0 ? null : { totalMinor: minor(BigInt(total)), gridMinor: minor(BigInt(grid ?? 0)) };
  return { ...claim, balanceMinor: minor(BigInt(balance)), gridPart };
}

function toCase(row: Row, claims: readonly FactClaim[], nowMs: number): DisconnectionCase {
  const today = localDate(nowMs, row.country);
  return {
    creditorId: row.creditor_id,
    country: row.country,
    customerKind: row.customer_kind,
    utility: row.utility,
    creditorRole: row.role,
    today,
    notice: toNotice(row),
    claims,
    holds: row.holds,
    plans: row.plans,
    disputes: row.disputes.map(({ state, claimIds }) => ({ state, claimIds: claimIds ?? [] })),
    expectedPayments: Number(row.expected_payments),
    flags: row.flags,
    isElectricHeating: row.is_electric_heating,
    // A forecast is of its day; yesterday's says nothing about tonight.
    isFrostExpected: row.decided_on === today ? row.is_frost_expected : null,
    decision:
      row.decided_on === null
        ? null
        : { date: row.decided_on, isReopened: row.is_reopened, isBreachEssential: row.is_breach_essential === true },
    // Twice on one day is one day on which nobody answered.
    calls: {
      hasTalked: row.has_talked,
      tries: new Set(row.unanswered_at.map((at) => localDate(at, row.country))).size,
    },
  };
}

function toNotice(row: Row): DisconnectionCase['notice'] {
  const sentDate = row.disconnection_notice_date;
  return sentDate === null ? null : noticeSent(row, sentDate);
}

function noticeSent(row: Row, sentDate: IsoDate): DisconnectionNotice {
  return {
    sentDate,
    claimIds: row.disconnection_claim_ids,
    servedDate: row.disconnection_served_date,
    reminderDate: row.disconnection_reminder_date,
    alternativesDate: row.disconnection_alternatives_date,
    socialNoticeDate: row.disconnection_social_notice_date,
    obstacleCheckDate: row.disconnection_obstacle_check_date,
    hasSocialServiceAccepted: row.has_social_service_accepted,
    isObstacleReported: row.is_obstacle_reported,
  };
}
