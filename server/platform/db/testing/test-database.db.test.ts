import pg from 'pg';
import { describe, expect, test } from 'vitest';
import { createTestDatabase } from './test-database';

async function query(url: string, text: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(text)).rows;
  } finally {
    await client.end();
  }
}

describe('a database for one test file', () => {
  test('is migrated, and what one file writes no other sees', async () => {
    const [one, other] = await Promise.all([createTestDatabase(), createTestDatabase()]);
    await query(one.url, 'create table only_here (id int)');
    const tables = `select count(*)::int as tables from information_schema.tables where table_schema = 'public'`;
    const [inOne] = await query(one.url, tables);
    const [inOther] = await query(other.url, tables);
    expect(inOther).not.toEqual({ tables: 0 });
    expect(inOne).not.toEqual(inOther);
    await one.drop();
    await other.drop();
  });

  test('is dropped with an error when a connection was left open', async () => {
    const database = await createTestDatabase();
    const forgotten = new pg.Client({ connectionString: database.url });
    forgotten.on('error', () => undefined);
    await forgotten.connect();
    await expect(database.drop()).rejects.toThrow('left open');
    await forgotten.end().catch(() => undefined);
  });
});
