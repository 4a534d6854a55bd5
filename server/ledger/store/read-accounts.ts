import { inTurn } from '../../platform/db/in-turn';
import type { Knex } from 'knex';
import type { Id } from '../../../shared/ids/ids';
import type { Country, Currency } from '../../../shared/lang/languages';
import type {
  Claim,
  CollectionCase,
  CustomerAccount,
  Mandate,
  Payment,
  SupplyPoint,
} from '../../../shared/ledger/case-file';
import type { CreditorRole, Utility } from '../../../shared/ledger/vocabulary';
import type { IsoDate } from '../../../shared/time/dates';
import { buildClaims, buildPayments } from './build-claims';
import { claimTermsOf, laidPartsOf } from './balance-facts';
import type { AllocationRow, CaseRow, ClaimRow, DeliveryRow, EntryRow, HoldRow, LineRow, SupplyRow } from './rows';

/** A case as the ledger knows it: when a cut was announced, but not whether it may happen (that is disconnection's). */
export type LedgerCase = Omit<CollectionCase, 'disconnection' | 'care'> & {
  readonly disconnectionNotice: DisconnectionNotice | null;
};

/** What was told to whom before a cut, as far as anybody has said so. */
export interface DisconnectionNotice {
  readonly sentDate: IsoDate;
  /** The invoices it named; null = not known. */
  readonly claimIds: readonly string[] | null;
  readonly servedDate: IsoDate | null;
  readonly reminderDate: IsoDate | null;
  readonly alternativesDate: IsoDate | null;
  readonly obstacleCheckDate: IsoDate | null;
  readonly socialNoticeDate: IsoDate | null;
  readonly hasSocialServiceAccepted: boolean;
  readonly isObstacleReported: boolean;
}

/** The part of a customer account that is the ledger's own. */
export interface LedgerAccount extends Omit<
  CustomerAccount,
  'plans' | 'disputes' | 'paymentNotices' | 'releases' | 'cases' | 'mandate'
> {
  readonly customerId: Id<'customer'>;
  readonly supplyPoints: SupplyPoint[];
  readonly claims: Claim[];
  readonly payments: Payment[];
  readonly cases: readonly LedgerCase[];
  readonly mandate: Mandate | null;
}

interface AccountRow {
  id: Id<'customerAccount'>;
  customer_id: Id<'customer'>;
  customer_no: string;
  currency: Currency;
  creditor_id: Id<'creditor'>;
  slug: string;
  name: string;
  country: Country;
  role: CreditorRole;
  utility: Utility;
  phone: string;
}

/** Which accounts to read. The scope is that of the person who asks; null means every creditor. */
export interface AccountQuestion {
  readonly customerId: string;
  readonly creditorScope: readonly string[] | null;
  /** The day holds and mandates are judged by, in each creditor's country. */
  today(country: Country): IsoDate;
}

type Mandates = (sql: Knex, creditorIds: readonly string[], date: IsoDate) => Promise<ReadonlyMap<string, Mandate>>;

/** The rows of one table for these accounts, in one query each; the number of queries does not grow with the portfolio. */
async function readParts(sql: Knex, accountIds: readonly string[]) {
  const ids = [...accountIds];
  const [claims, entries, allocations, lines, deliveries, supplyPoints, cases, holds] = await inTurn([
    () => sql<ClaimRow>('claims').whereIn('customer_account_id', ids).orderBy(['due_date', 'invoice_no']).select(),
    () => sql<EntryRow>('ledger_entries').whereIn('customer_account_id', ids).orderBy(['event_date', 'id']).select(),
    () =>
      sql('allocations as a')
        .join('ledger_entries as c', 'c.id', 'a.credit_entry_id')
        .join('ledger_entries as d', 'd.id', 'a.debit_entry_id')
        .whereIn('c.customer_account_id', ids)
        .orderBy('a.id')
        .select<AllocationRow[]>('a.credit_entry_id', 'a.debit_entry_id', 'd.claim_id', 'a.amount_minor', 'a.match'),
    () =>
      sql('invoice_lines as l')
        .join('claims as c', 'c.id', 'l.claim_id')
        .whereIn('c.customer_account_id', ids)
        .orderBy(['l.claim_id', 'l.line_no'])
        .select<LineRow[]>('l.*'),
    () =>
      sql('deliveries as d')
        .join('claims as c', 'c.id', 'd.claim_id')
        .whereIn('c.customer_account_id', ids)
        .orderBy('d.at')
        .select<DeliveryRow[]>('d.*'),
    () => sql<SupplyRow>('supply_points').whereIn('customer_account_id', ids).orderBy('meter_no').select(),
    () => sql<CaseRow>('cases').whereIn('customer_account_id', ids).orderBy('opened_at').select(),
    () =>
      sql('holds as h')
        .join('cases as c', 'c.id', 'h.case_id')
        .whereIn('c.customer_account_id', ids)
        .whereNull('h.ended_at')
        .orderBy('h.placed_at')
        .select<HoldRow[]>('h.*'),
  ]);
  return { claims, entries, allocations, lines, deliveries, supplyPoints, cases, holds };
}

type Parts = Awaited<ReturnType<typeof readParts>>;

function toSupplyPoint(row: SupplyRow): SupplyPoint {
  return {
    id: row.id,
    utility: row.utility,
    meterNo: row.meter_no,
    address: `${row.street}, ${row.postcode} ${row.city}`,
    serviceState: row.service_state,
    serviceStateSince: row.service_state_since,
    isElectricHeating: row.is_electric_heating,
  };
}

function toNotice(row: CaseRow): DisconnectionNotice | null {
  if (row.disconnection_notice_date === null) return null;
  return {
    sentDate: row.disconnection_notice_date,
    claimIds: row.disconnection_claim_ids,
    servedDate: row.disconnection_served_date,
    reminderDate: row.disconnection_reminder_date,
    alternativesDate: row.disconnection_alternatives_date,
    obstacleCheckDate: row.disconnection_obstacle_check_date,
    socialNoticeDate: row.disconnection_social_notice_date,
    hasSocialServiceAccepted: row.has_social_service_accepted,
    isObstacleReported: row.is_obstacle_reported,
  };
}

/** A hold stops the next step for as long as it lasts; the date in the row is kept for when it ends. */
function toCase(row: CaseRow, holds: readonly HoldRow[], today: IsoDate): LedgerCase {
  const standing = holds.filter(
    (hold) => hold.case_id === row.id && (hold.until_date === null || hold.until_date >= today),
  );
  const hasNext = row.next_stage !== null && row.next_stage_date !== null && standing.length === 0;
  return {
    id: row.id,
    caseNo: row.case_no,
    supplyPointId: row.supply_point_id,
    stage: row.stage,
    stageSince: row.stage_since,
    nextStep:
      hasNext && row.next_stage !== null && row.next_stage_date !== null
        ? { stage: row.next_stage, date: row.next_stage_date }
        : null,
    limitationDate: row.limitation_date,
    disconnectionNotice: toNotice(row),
    holds: standing.map(({ id, kind, until_date: untilDate, placed_at: placedAt, note }) => ({
      id,
      kind,
      untilDate,
      placedAt,
      note,
    })),
  };
}

function toAccount(
  row: AccountRow,
  parts: Parts,
  about: { readonly mandate: Mandate | null; readonly today: IsoDate },
): LedgerAccount {
  const ofAccount = <T extends { customer_account_id: string }>(rows: readonly T[]) =>
    rows.filter((one) => one.customer_account_id === row.id);
  const claimRows = ofAccount(parts.claims);
  const entries = ofAccount(parts.entries);
  return {
    id: row.id,
    customerId: row.customer_id,
    customerNo: row.customer_no,
    creditor: {
      id: row.creditor_id,
      slug: row.slug,
      name: row.name,
      country: row.country,
      role: row.role,
      utility: row.utility,
      phone: row.phone,
    },
    mandate: about.mandate,
    currency: row.currency,
    supplyPoints: ofAccount(parts.supplyPoints).map(toSupplyPoint),
    claims: buildClaims({ ...parts, claims: claimRows, entries }),
    payments: buildPayments({ ...parts, claims: claimRows, entries }),
    laidParts: laidPartsOf(parts.allocations, entries),
    claimTerms: claimTermsOf(claimRows),
    cases: ofAccount(parts.cases).map((one) => toCase(one, parts.holds, about.today)),
  };
}

/** Every account of a customer within the asker's creditors, whole: claims, payments, cases, holds, supply points. */
export async function readAccounts(
  sql: Knex,
  question: AccountQuestion,
  mandatesOn: Mandates,
): Promise<readonly LedgerAccount[]> {
  const query = sql('customer_accounts as a')
    .join('creditors as c', 'c.id', 'a.creditor_id')
    .where('a.customer_id', question.customerId)
    .orderBy('c.name');
  if (question.creditorScope !== null) void query.whereIn('a.creditor_id', [...question.creditorScope]);
  const rows: AccountRow[] = await query.select(
    'a.id',
    'a.customer_id',
    'a.customer_no',
    'a.currency',
    'a.creditor_id',
    'c.slug',
    'c.name',
    'c.country',
    'c.role',
    'c.utility',
    'c.phone',
  );
  if (rows.length === 0) return [];
  const countries = [...new Set(rows.map(({ country }) => country))];
  const [parts, ...mandates] = await inTurn([
    () =>
      readParts(
        sql,
        rows.map(({ id }) => id),
      ),
    ...countries.map(
      (country) => () =>
        mandatesOn(
          sql,
          rows.filter((row) => row.country === country).map((row) => row.creditor_id),
          question.today(country),
        ),
    ),
  ]);
  const mandateOf = (creditorId: string) =>
    mandates.map((found) => found.get(creditorId)).find((found) => found !== undefined);
  return rows.map((row) =>
    toAccount(row, parts, { mandate: mandateOf(row.creditor_id) ?? null, today: question.today(row.country) }),
  );
}
