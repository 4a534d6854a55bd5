/**
 * Goal: what the migrations come to can be read in one file, and a change of it in one diff. After a new migration:
 * `npx vitest run --project db server/platform/db/schema.db.test.ts -u`
 */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestPlatform, type TestPlatform } from '../testing/test-platform';

let house: TestPlatform;
beforeAll(async () => {
  house = await createTestPlatform();
});
afterAll(async () => {
  await house.close();
});

async function lines(query: string): Promise<readonly { owner: string; line: string }[]> {
  const { rows } = await house.db.raw<{ rows: { owner: string; line: string }[] }>(query);
  return rows;
}

const COLUMNS = `
  select c.relname as owner, '  ' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod)
    || case when a.attnotnull then ' not null' else '' end
    || coalesce(case when a.attgenerated = 's' then ' generated ' else ' default ' end || pg_get_expr(d.adbin, d.adrelid), '') as line
  from pg_class c join pg_namespace n on n.oid = c.relnamespace and n.nspname = 'public'
  join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
  left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
  where c.relkind in ('r', 'v') order by c.relname, a.attnum`;
const CONSTRAINTS = `
  select c.relname as owner, '  constraint ' || k.conname || ' ' || pg_get_constraintdef(k.oid) as line
  from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace and n.nspname = 'public'
  where k.contype in ('p', 'u', 'f', 'c', 'x') order by c.relname, k.conname`;
const INDEXES = `
  select tablename as owner, '  ' || indexdef as line from pg_indexes where schemaname = 'public'
    and indexname not in (select conname from pg_constraint) order by tablename, indexname`;
const TRIGGERS = `
  select c.relname as owner, '  ' || pg_get_triggerdef(t.oid) as line
  from pg_trigger t join pg_class c on c.oid = t.tgrelid where not t.tgisinternal order by c.relname, t.tgname`;

test('the database is what schema.sql says', async () => {
  const parts = [await lines(COLUMNS), await lines(CONSTRAINTS), await lines(INDEXES), await lines(TRIGGERS)];
  const owners = [...new Set(parts[0]?.map(({ owner }) => owner))];
  const text = owners.map((owner) =>
    [owner, ...parts.flatMap((part) => part.filter((row) => row.owner === owner).map(({ line }) => line))].join('\n'),
  );
  const header =
    '-- Written by schema.db.test.ts: every table and view with what the database itself keeps true. To be read, not run.';
  await expect(`${header}\n\n${text.join('\n\n')}\n`).toMatchFileSnapshot('./schema.sql');
});
