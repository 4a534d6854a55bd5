import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';

const LEAK_GRACE_MS = 2_000;
const LEAK_POLL_MS = 50;

export interface TestDatabase {
  readonly url: string;
  drop(): Promise<void>;
}

async function withAdmin<T>(work: (admin: pg.Client) => Promise<T>): Promise<T> {
  const admin = new pg.Client({ connectionString: inject('databaseUrl') });
  admin.on('error', () => undefined);
  await admin.connect();
  try {
    return await work(admin);
  } finally {
    await admin.end();
  }
}

/** How many connections are still open after the grace a closing pool needs. */
async function leakedConnections(admin: pg.Client, name: string): Promise<number> {
  const deadline = Date.now() + LEAK_GRACE_MS;
  for (;;) {
    const { rows } = await admin.query<{ open: number }>(
      `select count(*)::int as open from pg_stat_activity where datname = $1 and backend_type = 'client backend'`,
      [name],
    );
    const open = rows[0]?.open ?? 0;
    if (open === 0 || Date.now() > deadline) return open;
    await new Promise((resolve) => setTimeout(resolve, LEAK_POLL_MS));
  }
}

/**
 * A migrated, empty database of the test file's own, copied from the template. `drop` removes it and throws when the file
 * left a connection open: a pool nobody closed is a fault of the code under test or of the test.
 */
export async function createTestDatabase(): Promise<TestDatabase> {
  const name = `test_${randomBytes(8).toString('hex')}`;
  await withAdmin((admin) => admin.query(`create database ${name} template ${inject('templateName')}`));
  const url = new URL(inject('databaseUrl'));
  url.pathname = `/${name}`;
  const drop = () =>
    withAdmin(async (admin) => {
      const leaked = await leakedConnections(admin, name);
      await admin.query(`drop database if exists ${name} with (force)`);
      if (leaked > 0) throw new Error(`${leaked} database connection(s) were left open. Close the pool in afterAll.`);
    });
  return { url: url.href, drop };
}
