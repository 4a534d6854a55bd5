import type { Knex } from 'knex';

/**
 * Fee claims of the same account that came of these invoices and of nothing else: those with the invoice's number, or with its
 * payment reference where no other invoice bears it. The fee of a plan or of more time that was about other invoices, too, stays.
 */
const FEES_SQL = `
  select f.id from claims f
  where f.kind = 'fee' and f.id <> all(:ids)
    and f.customer_account_id in (select d.customer_account_id from claims d where d.id = any(:ids))
    and exists (select 1 from claims d where d.id = any(:ids) and d.kind = 'invoice'
      and d.customer_account_id = f.customer_account_id
      and (f.invoice_no = d.invoice_no
        or (f.reference_key = d.reference_key and not exists (select 1 from claims o
          where o.customer_account_id = f.customer_account_id and o.kind = 'invoice'
            and o.reference_key = f.reference_key and o.id <> all(:ids)))))
    and not exists (select 1 from plans p join plan_claims c on c.plan_id = p.id
      where p.fee_claim_id = f.id and c.claim_id <> f.id and c.claim_id <> all(:ids))
    and not exists (select 1 from postponements w join claims c on c.case_id = w.case_id
      where w.fee_claim_id = f.id and c.kind = 'invoice' and c.id <> all(:ids))
  order by f.id`;

/** The ids of these fee claims; the account is locked. */
export async function findFeesOfClaims(sql: Knex, claimIds: readonly string[]): Promise<readonly string[]> {
  if (claimIds.length === 0) return [];
  const { rows } = await sql.raw<{ rows: { id: string }[] }>(FEES_SQL, { ids: [...claimIds] });
  return rows.map(({ id }) => id);
}
