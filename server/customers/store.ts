import type { Knex } from 'knex';
import type { Id } from '../../shared/ids/ids';
import type { Country, Language } from '../../shared/lang/languages';
import type { CustomerFlag, CustomerKind } from '../../shared/ledger/vocabulary';
import type { IsoDate } from '../../shared/time/dates';
import { foldName } from './fold';

/** A customer as the register knows them: who and how to reach them, nothing of what they owe. */
export interface Customer {
  readonly id: Id<'customer'>;
  readonly kind: CustomerKind;
  readonly name: string;
  readonly birthDate: IsoDate | null;
  readonly nationalId: string | null;
  readonly street: string;
  readonly postcode: string;
  readonly city: string;
  readonly country: Country;
  readonly email: string | null;
  readonly language: Language;
  readonly flags: readonly CustomerFlag[];
  readonly phones: readonly string[];
}

export type NewCustomer = Customer & { readonly isDemo: boolean };

interface CustomerRow {
  id: Id<'customer'>;
  kind: CustomerKind;
  name: string;
  birth_date: IsoDate | null;
  national_id: string | null;
  street: string;
  postcode: string;
  city: string;
  country: Country;
  email: string | null;
  language: Language;
  flags: CustomerFlag[];
  phones: string[] | null;
}

const ROWS_PER_INSERT = 500;

function toCustomer(row: CustomerRow): Customer {
  return {
    id: row.id,
    kind: row.kind,
    name: row.name,
    birthDate: row.birth_date,
    nationalId: row.national_id,
    street: row.street,
    postcode: row.postcode,
    city: row.city,
    country: row.country,
    email: row.email,
    language: row.language,
    flags: row.flags,
    phones: row.phones ?? [],
  };
}

/** The customers with these ids, in no particular order; unknown ids are left out. */
export async function readCustomers(sql: Knex, ids: readonly string[]): Promise<readonly Customer[]> {
  if (ids.length === 0) return [];
  const rows = await sql('customers as c')
    .whereIn('c.id', [...ids])
    .select<CustomerRow[]>(
      'c.*',
      sql.raw(
        '(select array_agg(p.phone order by p.phone) from customer_phones p where p.customer_id = c.id) as phones',
      ),
    );
  return rows.map(toCustomer);
}

/** Which customers a search may find, as a query of their ids; null for everybody. Applied before any limit. */
export type Visible = Knex.QueryBuilder | null;

/** Ids of the customers who have a phone number (E.164), at most `limit`. */
export async function findByPhone(
  sql: Knex,
  phone: string,
  { limit, visible }: { readonly limit: number; readonly visible: Visible },
): Promise<readonly string[]> {
  const query = sql('customer_phones').where({ phone }).orderBy('customer_id').limit(limit);
  if (visible !== null) void query.whereIn('customer_id', visible);
  const rows = await query.select<{ customer_id: string }[]>('customer_id');
  return rows.map((row) => row.customer_id);
}

/** Ids of the customers whose name starts with the text, at most `limit`, in order of name. */
export async function findByName(
  sql: Knex,
  text: string,
  { limit, visible }: { readonly limit: number; readonly visible: Visible },
): Promise<readonly string[]> {
  const prefix = foldName(text).replace(/[\\%_]/gu, (sign) => `\\${sign}`);
  const query = sql('customers').where('name_folded', 'like', `${prefix}%`).orderBy('name_folded').limit(limit);
  if (visible !== null) void query.whereIn('id', visible);
  const rows = await query.select<{ id: string }[]>('id');
  return rows.map((row) => row.id);
}

/** Ids of the customers with exactly these names (as {@link foldName} sees them), by folded name. */
export async function findByExactNames(
  sql: Knex,
  names: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const folded = [...new Set(names.map(foldName))];
  const found = new Map<string, string[]>();
  if (folded.length === 0) return found;
  const rows = await sql('customers')
    .whereIn('name_folded', folded)
    .select<{ id: string; name_folded: string }[]>('id', 'name_folded');
  for (const row of rows) found.set(row.name_folded, [...(found.get(row.name_folded) ?? []), row.id]);
  return found;
}

/** Ids by national or organisation number in one country. */
export async function findByNationalIds(
  sql: Knex,
  country: Country,
  nationalIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (nationalIds.length === 0) return new Map();
  const rows = await sql('customers')
    .where({ country })
    .whereIn('national_id', [...nationalIds])
    .select<{ id: string; national_id: string }[]>('id', 'national_id');
  return new Map(rows.map((row) => [row.national_id, row.id]));
}

/** Writes new customers with their phones, many at once. */
export async function insertCustomers(
  sql: Knex.Transaction,
  customers: readonly NewCustomer[],
  createdAtMs: number,
): Promise<void> {
  const createdAt = new Date(createdAtMs);
  await sql.batchInsert(
    'customers',
    customers.map((customer) => ({
      id: customer.id,
      kind: customer.kind,
      name: customer.name,
      name_folded: foldName(customer.name),
      birth_date: customer.birthDate,
      national_id: customer.nationalId,
      street: customer.street,
      postcode: customer.postcode,
      city: customer.city,
      country: customer.country,
      email: customer.email,
      language: customer.language,
      flags: [...customer.flags],
      is_demo: customer.isDemo,
      created_at: createdAt,
    })),
    ROWS_PER_INSERT,
  );
  const phones = customers.flatMap(({ id, phones: numbers }) => numbers.map((phone) => ({ customer_id: id, phone })));
  if (phones.length > 0) await sql.batchInsert('customer_phones', phones, ROWS_PER_INSERT);
}

/** What a creditor's system says of a person. Others share the person where `isShared`: then blanks are filled, nothing is replaced. */
export interface ToldCustomer {
  readonly id: string;
  readonly kind: CustomerKind;
  readonly name: string;
  readonly birthDate: IsoDate | null;
  readonly street: string;
  readonly postcode: string;
  readonly city: string;
  readonly email: string | null;
  readonly language: Language | null;
  readonly phones: readonly string[];
  readonly isShared: boolean;
}

/** Brings a customer up to date; what is not told (null, empty) stays as it is. True when something changed. */
export async function updateCustomer(sql: Knex.Transaction, told: ToldCustomer): Promise<boolean> {
  const [known] = await readCustomers(sql, [told.id]);
  if (known === undefined) return false;
  const next = told.isShared ? filledBlanks(known, told) : toldOver(known, told);
  const before = {
    kind: known.kind,
    name: known.name,
    birth_date: known.birthDate,
    street: known.street,
    postcode: known.postcode,
    city: known.city,
    email: known.email,
    language: known.language,
  };
  const hasChanged = JSON.stringify(before) !== JSON.stringify(next);
  if (hasChanged) {
    await sql('customers')
      .where({ id: told.id })
      .update({ ...next, name_folded: foldName(next.name) });
  }
  const isPhonesChanged = await savePhones(sql, told, known.phones);
  return hasChanged || isPhonesChanged;
}

/** What one creditor says of its own customer: its word stands, what it does not say stays. */
function toldOver(known: Customer, told: ToldCustomer) {
  return {
    kind: told.kind,
    name: told.name,
    birth_date: told.birthDate ?? known.birthDate,
    street: told.street === '' ? known.street : told.street,
    postcode: told.postcode === '' ? known.postcode : told.postcode,
    city: told.city === '' ? known.city : told.city,
    email: told.email ?? known.email,
    language: told.language ?? known.language,
  };
}

/** A person other creditors share: name, kind and birth date are what the identity gate compares, and no feed may change them. */
function filledBlanks(known: Customer, told: ToldCustomer) {
  const isHomeless = known.street === '' && known.postcode === '' && known.city === '';
  const home = isHomeless ? told : known;
  return {
    kind: known.kind,
    name: known.name,
    birth_date: known.birthDate,
    street: home.street,
    postcode: home.postcode,
    city: home.city,
    email: known.email ?? told.email,
    language: known.language,
  };
}

async function savePhones(sql: Knex.Transaction, told: ToldCustomer, known: readonly string[]): Promise<boolean> {
  if (told.phones.length === 0) return false;
  const fresh = [...new Set(told.phones)].filter((phone) => !known.includes(phone));
  const gone = told.isShared ? [] : known.filter((phone) => !told.phones.includes(phone));
  if (gone.length > 0) await sql('customer_phones').where({ customer_id: told.id }).whereIn('phone', gone).delete();
  if (fresh.length > 0) {
    await sql('customer_phones').insert(fresh.map((phone) => ({ customer_id: told.id, phone })));
  }
  return gone.length + fresh.length > 0;
}
