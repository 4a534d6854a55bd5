import type { Knex } from 'knex';
import type { Id } from '../../shared/ids/ids';
import type { Language, LocalText } from '../../shared/lang/languages';
import type { PhoneCommandResult } from '../../shared/protocol/phone';
import { ok, type Result } from '../../shared/result';
import type { Platform } from '../platform/platform';

/** So many people to play fit one page. */
const DEMO_CUSTOMERS_MAX = 60;

/** A sentence about each demo customer; given by the demo world, which invented them. */
export type DemoStories = (sql: Knex) => Promise<ReadonlyMap<string, LocalText>>;

/** Nobody has a story: the page shows names and creditors alone. */
export const noStories: DemoStories = async () => new Map();

interface PersonColumns {
  id: string;
  name: string;
  phone: string;
  creditor_phone: string;
  creditor_name: string;
}

/** Whom one may dial; in the demo world also who may be played, those with a story first. */
export async function readPhoneOptions(
  platform: Platform,
  stories: DemoStories,
): Promise<Result<PhoneCommandResult<'phone:options'>>> {
  const { db, isDemo } = platform;
  const creditors = await db('creditor_numbers as n')
    .join('creditors as c', 'c.id', 'n.creditor_id')
    .orderBy(['c.country', 'c.name', 'n.phone'])
    .select<{ name: string; phone: string; language: Language; country: string }[]>(
      'c.name',
      'n.phone',
      'n.language',
      'c.country',
    );
  if (!isDemo) return ok({ isDemo, creditors, customers: [] });
  const told = await stories(db);
  const people = await readPeople(db, [...told.keys()]);
  const customers = people.map((row) => ({
    customerId: row.id as Id<'customer'>, // the brand is put back on where a row becomes a value
    name: row.name,
    phone: row.phone,
    creditorPhone: row.creditor_phone,
    story: told.get(row.id) ?? sameInAll(row.creditor_name),
  }));
  return ok({ isDemo, creditors, customers });
}

async function readPeople(db: Knex, toldIds: readonly string[]): Promise<readonly PersonColumns[]> {
  const answer = await db.raw<{ rows: PersonColumns[] }>(
    `select distinct on (c.id = any(?), c.id) c.id, c.name, p.phone, n.phone as creditor_phone, r.name as creditor_name
     from customers c
     join customer_phones p on p.customer_id = c.id
     join customer_accounts a on a.customer_id = c.id
     join creditors r on r.id = a.creditor_id
     join creditor_numbers n on n.creditor_id = r.id
     where c.is_demo
     order by c.id = any(?) desc, c.id, n.phone
     limit ?`,
    [[...toldIds], [...toldIds], DEMO_CUSTOMERS_MAX],
  );
  return answer.rows;
}

function sameInAll(text: string): LocalText {
  return { nb: text, sv: text, fi: text, en: text };
}
