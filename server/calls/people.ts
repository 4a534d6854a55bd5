import type { Knex } from 'knex';
import type { Id } from '../../shared/ids/ids';
import type { Candidate } from '../../shared/protocol/views';
import type { IsoDate } from '../../shared/time/dates';

type Sql = Knex | Knex.Transaction;

/** What a call asks about people: who it may be, and what an agent compares with before the gate opens. */
export interface People {
  /** Customers of this creditor with the number; few, in a fixed order. */
  findByPhone(sql: Sql, at: { phone: string; creditorId: string }): Promise<readonly Id<'customer'>[]>;
  /** The customer of a case keyed as digits; null when there is none or more than one. */
  findByCaseDigits(
    sql: Sql,
    at: { digits: string; creditorId: string },
  ): Promise<{ customerId: Id<'customer'>; caseId: Id<'case'> } | null>;
  /** The pre-gate view of people, case numbers of the given creditor only. */
  describe(
    sql: Sql,
    at: { customerIds: readonly string[]; creditorId: string; foundBy: Candidate['foundBy'] },
  ): Promise<readonly Candidate[]>;
}

/** A number shared by a whole block of flats must not fill the screen. */
const CANDIDATES_MAX = 10;

interface PersonColumns {
  id: string;
  name: string;
  birth_date: string | null;
  street: string;
  postcode: string;
  city: string;
  case_nos: string[];
}

/** {@link People} from the rows of customers and cases. */
export const peopleFromRows: People = {
  async findByPhone(sql, { phone, creditorId }) {
    const answer = await sql.raw<{ rows: { id: string }[] }>(
      `select distinct p.customer_id as id from customer_phones p
       join customer_accounts a on a.customer_id = p.customer_id and a.creditor_id = ?
       where p.phone = ? order by 1 limit ?`,
      [creditorId, phone, CANDIDATES_MAX],
    );
    return answer.rows.map((row) => row.id as Id<'customer'>);
  },
  async findByCaseDigits(sql, { digits, creditorId }) {
    const answer = await sql.raw<{ rows: { case_id: string; customer_id: string }[] }>(
      `select c.id as case_id, a.customer_id from cases c
       join customer_accounts a on a.id = c.customer_account_id and a.creditor_id = ?
       where regexp_replace(c.case_no, '\\D', '', 'g') = ? limit 2`,
      [creditorId, digits],
    );
    const row = answer.rows[0];
    if (row === undefined || answer.rows.length > 1) return null;
    return { customerId: row.customer_id as Id<'customer'>, caseId: row.case_id as Id<'case'> };
  },
  async describe(sql, { customerIds, creditorId, foundBy }) {
    if (customerIds.length === 0) return [];
    const answer = await sql.raw<{ rows: PersonColumns[] }>(
      `select c.id, c.name, c.birth_date, c.street, c.postcode, c.city,
         coalesce((select array_agg(k.case_no order by k.case_no) from cases k
           join customer_accounts a on a.id = k.customer_account_id
           where a.customer_id = c.id and a.creditor_id = ? and k.closed_at is null), '{}') as case_nos
       from customers c where c.id = any(?)`,
      [creditorId, [...customerIds]],
    );
    const byId = new Map(answer.rows.map((row) => [row.id, row]));
    return customerIds.flatMap((id) => {
      const row = byId.get(id);
      return row === undefined ? [] : [toCandidate(row, foundBy)];
    });
  },
};

function toCandidate(row: PersonColumns, foundBy: Candidate['foundBy']): Candidate {
  return {
    // Ids and dates come typed from the columns that hold nothing else.
    customerId: row.id as Id<'customer'>,
    name: row.name,
    birthDate: row.birth_date as IsoDate | null,
    address: `${row.street}, ${row.postcode} ${row.city}`,
    caseNos: row.case_nos,
    foundBy,
  };
}
