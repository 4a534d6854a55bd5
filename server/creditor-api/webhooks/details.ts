import type { Knex } from 'knex';
import type { WebhookEventType } from '../../../shared/protocol/webhooks';

/** What is to be told, with whom: read by ids when the journal is read, so that facts need no names or numbers. */
export interface Telling {
  readonly creditorSlug: string;
  readonly orderKey: string;
  readonly data: Readonly<Record<string, unknown>>;
}

type Row = Record<string, unknown> & { slug: string; account: string };

async function first(sql: Knex, statement: string, bindings: readonly string[]): Promise<Row | null> {
  const { rows } = await sql.raw<{ rows: Row[] }>(statement, [...bindings]);
  return rows[0] ?? null;
}

function telling(row: Row | null, orderKey?: string): Telling | null {
  if (row === null) return null;
  const { slug, account, ...data } = row;
  return { creditorSlug: slug, orderKey: orderKey ?? account, data };
}

const text = (value: unknown): string => String(value as bigint);

/** A plan as its creditor is told of it. */
export async function planTelling(sql: Knex, planId: string): Promise<Telling | null> {
  const row = await first(
    sql,
    `select c.slug, a.id as account, p.id as "planId", a.customer_no as "customerNo", k.case_no as "caseNo", p.currency, p.state,
       p.total_minor::text as "totalMinor", p.fee_minor::text as "feeMinor",
       (select coalesce(jsonb_agg(l.invoice_no order by l.due_date), '[]') from plan_claims pc join claims l on l.id = pc.claim_id
         where pc.plan_id = p.id) as "invoiceNos",
       (select coalesce(jsonb_agg(jsonb_build_object('instalmentNo', i.instalment_no, 'dueDate', i.due_date,
           'amountMinor', i.amount_minor::text) order by i.instalment_no), '[]')
         from plan_instalments i where i.plan_id = p.id) as instalments
     from plans p join customer_accounts a on a.id = p.customer_account_id join creditors c on c.id = a.creditor_id
       left join cases k on k.id = p.case_id
     where p.id = ?`,
    [planId],
  );
  return telling(row);
}

export async function disputeTelling(sql: Knex, disputeId: string): Promise<Telling | null> {
  const row = await first(
    sql,
    `select c.slug, a.id as account, d.id as "disputeId", a.customer_no as "customerNo", k.case_no as "caseNo", d.reason, d.state,
       d.answer_due_date as "answerDueDate", d.fees_removed_minor::text as "feesRemovedMinor", d.fees_returned_minor::text as "feesReturnedMinor",
       (select coalesce(sum(l.amount_minor), 0)::text from dispute_lines l where l.dispute_id = d.id) as "disputedMinor",
       (select coalesce(jsonb_agg(distinct q.invoice_no), '[]') from dispute_lines l join claims q on q.id = l.claim_id
         where l.dispute_id = d.id) as "invoiceNos"
     from disputes d join customer_accounts a on a.id = d.customer_account_id join creditors c on c.id = a.creditor_id
       left join cases k on k.id = d.case_id
     where d.id = ?`,
    [disputeId],
  );
  return telling(row);
}

/** Money that did not come, with the supplies that were opened for it. */
export async function overdueTelling(sql: Knex, paymentNoticeId: string): Promise<Telling | null> {
  const row = await first(
    sql,
    `select c.slug, a.id as account, n.id as "paymentNoticeId", a.customer_no as "customerNo", k.case_no as "caseNo",
       case when n.source = 'customer_word' then null else n.source_id end as "noticeId", n.source, a.currency,
       n.amount_minor::text as "amountMinor", n.paid_date as "paidDate",
       (select coalesce(jsonb_agg(jsonb_build_object('releaseId', r.id, 'supplyPointId', s.id, 'meterNo', s.meter_no) order by r.id), '[]')
         from releases r join supply_points s on s.id = r.supply_point_id
         where r.cause_kind = 'payment_notice' and split_part(r.cause_id, ':', 1) = n.id and r.state = 'confirmed') as opened
     from payment_notices n join customer_accounts a on a.id = n.customer_account_id join creditors c on c.id = a.creditor_id
       left join cases k on k.id = n.case_id
     where n.id = ?`,
    [paymentNoticeId],
  );
  return telling(row);
}

/** Something about the cut of a supply point. */
export async function disconnectionTelling(
  sql: Knex,
  about: {
    readonly disconnectionId: string;
    readonly supplyPointId: string;
    readonly caseId: string;
    readonly sequence: number | null;
    readonly why: readonly string[];
  },
): Promise<Telling | null> {
  const row = await first(
    sql,
    `select c.slug, a.id as account, s.id as "supplyPointId", s.meter_no as "meterNo", a.customer_no as "customerNo",
       (select k.case_no from cases k where k.id = ?) as "caseNo",
       o.sum_minor::text as "sumToStopMinor", coalesce(o.currency, a.currency) as currency, o.earliest_date as "earliestDate"
     from supply_points s join customer_accounts a on a.id = s.customer_account_id join creditors c on c.id = a.creditor_id
       left join disconnection_orders o on o.id = ?
     where s.id = ?`,
    [about.caseId, about.disconnectionId, about.supplyPointId],
  );
  const found = telling(row, about.supplyPointId);
  const { disconnectionId, sequence, why } = about;
  // An advice is the one code of its why; each kind of telling takes what its schema names.
  return found === null ? null : { ...found, data: { ...found.data, disconnectionId, sequence, why, advice: why[0] } };
}

/** What a customer told in a call about a cut; null for what the creditor wrote down themselves. The customer's words stay here. */
export async function reportTelling(sql: Knex, stepId: string): Promise<Telling | null> {
  const row = await first(
    sql,
    `select c.slug, a.id as account, s.id as "supplyPointId", s.meter_no as "meterNo", a.customer_no as "customerNo",
       k.case_no as "caseNo", t.id as "stepId", t.on_date as "onDate"
     from disconnection_steps t join cases k on k.id = t.case_id join supply_points s on s.id = t.supply_point_id
       join customer_accounts a on a.id = k.customer_account_id join creditors c on c.id = a.creditor_id
     where t.id = ? and t.call_id is not null`,
    [stepId],
  );
  return telling(row, row === null ? undefined : String(row['supplyPointId']));
}

/** A call with a customer of the creditor that has ended; null when nobody was known in it, or it is no customer of theirs. */
export async function contactTelling(sql: Knex, callId: string): Promise<Telling | null> {
  const row = await first(
    sql,
    `select c.slug, a.id as account, l.id as "callId", a.customer_no as "customerNo", k.case_no as "caseNo", l.direction,
       (extract(epoch from l.arrived_at) * 1000)::bigint as "startedAt",
       (extract(epoch from coalesce(l.ended_at, l.arrived_at)) * 1000)::bigint as "endedAt"
     from calls l join creditors c on c.id = l.creditor_id
       join customer_accounts a on a.creditor_id = c.id and a.customer_id = l.customer_id
       left join cases k on k.id = l.case_id and k.customer_account_id = a.id
     where l.id = ? and exists (select 1 from identity_gates g where g.call_id = l.id and g.customer_id = l.customer_id)
     order by (k.id is null), a.created_at limit 1`,
    [callId],
  );
  const found = telling(row);
  if (found === null) return null;
  const { startedAt, endedAt } = found.data;
  return { ...found, data: { ...found.data, startedAt: Number(text(startedAt)), endedAt: Number(text(endedAt)) } };
}

/** Accounts whose cases a fact may have changed. */
export async function accountOfCase(sql: Knex, caseId: string): Promise<string | null> {
  const row = await sql('cases').where({ id: caseId }).first<{ id: string } | undefined>({ id: 'customer_account_id' });
  return row?.id ?? null;
}

/** A message for the outbox of creditors. */
export interface CreditorMessage extends Telling {
  readonly type: WebhookEventType;
  /** The same telling never enters twice. */
  readonly key: string;
}
