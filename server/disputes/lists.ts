import type { Knex } from 'knex';
import type { Id } from '../../shared/ids/ids';
import type { Currency } from '../../shared/lang/languages';
import type { Dispute } from '../../shared/ledger/case-file';
import { minor } from '../../shared/money/money';
import type { DisputeLine, DisputeList } from '../../shared/protocol/http-disputes';
import { daysBetween, type IsoDate } from '../../shared/time/dates';

interface Row {
  id: Id<'dispute'>;
  state: Dispute['state'];
  reason: Dispute['reason'];
  is_material: boolean;
  opened_at: number;
  answer_due_date: IsoDate | null;
  customer_id: Id<'customer'>;
  customer_name: string;
  case_no: string | null;
  creditor_name: string;
  currency: Currency;
  disputed_minor: bigint;
  credit_awaited_minor: bigint | null;
}

function toLine(row: Row, today: IsoDate): DisputeLine {
  const isWaiting = row.state === 'open' || row.state === 'with_creditor';
  const late = isWaiting && row.answer_due_date !== null ? daysBetween(row.answer_due_date, today) : 0;
  return {
    disputeId: row.id,
    state: row.state,
    reason: row.reason,
    isMaterial: row.is_material,
    openedAt: row.opened_at,
    answerDueDate: row.answer_due_date,
    daysLate: Math.max(late, 0),
    customerId: row.customer_id,
    customerName: row.customer_name,
    caseNo: row.case_no,
    creditorName: row.creditor_name,
    currency: row.currency,
    disputedMinor: minor(row.disputed_minor),
    creditAwaitedMinor: row.credit_awaited_minor === null ? null : minor(row.credit_awaited_minor),
  };
}

/** Which disputes each list has; `today` is bound where a `?` stands. */
const WHERE: Readonly<Record<DisputeList, string>> = {
  overdue: `d.state in ('open', 'with_creditor') and d.answer_due_date < ?`,
  waiting: `d.state in ('open', 'with_creditor') and ?::date is not null`,
  credit: `d.credit_expected_minor is not null and d.credited_at is null and ?::date is not null`,
};

export interface DisputeListQuestion {
  readonly list: DisputeList;
  readonly scope: readonly string[] | null;
  readonly today: IsoDate;
  readonly offset: number;
  readonly limit: number;
}

/** Disputes inside a scope that wait for something, the longest overdue first. */
export async function listDisputes(
  sql: Knex,
  question: DisputeListQuestion,
): Promise<{ readonly total: number; readonly disputes: DisputeLine[] }> {
  const { list, today, offset, limit } = question;
  const scope = question.scope === null ? null : [...question.scope];
  const from = `from disputes d join customer_accounts a on a.id = d.customer_account_id
    join creditors c on c.id = a.creditor_id join customers p on p.id = a.customer_id left join cases k on k.id = d.case_id
    where ${WHERE[list]} and (?::text[] is null or a.creditor_id = any(?::text[]))`;
  const bindings = [today, scope, scope];
  const { rows: counted } = await sql.raw<{ rows: { total: bigint }[] }>(`select count(*) as total ${from}`, bindings);
  const { rows } = await sql.raw<{ rows: Row[] }>(
    `select d.id, d.state, d.reason, d.is_material, d.opened_at, d.answer_due_date, p.id as customer_id, p.name as customer_name,
       k.case_no, c.name as creditor_name, a.currency,
       coalesce((select sum(l.amount_minor) from dispute_lines l where l.dispute_id = d.id), 0)::bigint as disputed_minor,
       case when d.credited_at is null then d.credit_expected_minor end as credit_awaited_minor
     ${from} order by d.answer_due_date nulls last, d.opened_at, d.id offset ? limit ?`,
    [...bindings, offset, limit],
  );
  return { total: Number(counted[0]?.total ?? 0n), disputes: rows.map((row) => toLine(row, today)) };
}
