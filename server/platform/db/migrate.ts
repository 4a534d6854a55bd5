import type { Knex } from 'knex';
import { connect } from './connect';
import { MIGRATIONS } from './migrations';

/** Any fixed number: two servers that start at once take turns on it. */
const MIGRATION_LOCK = 4_100_001;

/**
 * Brings a database to the newest schema. Two servers may call it at once: the second waits and finds nothing to do.
 * A database that is newer than this program is refused, because old code must not write to an unknown schema.
 */
export async function migrateToLatest(databaseUrl: string): Promise<void> {
  const db = connect(databaseUrl, { connectionsMax: 1 });
  try {
    await migrate(db);
  } finally {
    await db.destroy();
  }
}

async function migrate(db: Knex): Promise<void> {
  await db.transaction(async (tx) => {
    await tx.raw('select pg_advisory_xact_lock(?)', [MIGRATION_LOCK]);
    await tx.raw(
      'create table if not exists schema_migrations (name text primary key, applied_at timestamptz not null default now())',
    );
    const rows = await tx.select<{ name: string }[]>('name').from('schema_migrations').orderBy('name');
    const applied = new Set(rows.map((row) => row.name));
    const known = new Set(MIGRATIONS.map((migration) => migration.name));
    const foreign = [...applied].filter((name) => !known.has(name));
    if (foreign.length > 0) {
      throw new Error(
        `The database has been migrated by a newer version (${foreign.join(', ')}). Start that version, or restore a backup.`,
      );
    }
    for (const migration of MIGRATIONS) {
      if (applied.has(migration.name)) continue;
      // Each step needs the one before it.
      // oxlint-disable-next-line no-await-in-loop
      await tx.raw(migration.sql.replaceAll('?', '\\?'));
      // oxlint-disable-next-line no-await-in-loop
      await tx('schema_migrations').insert({ name: migration.name });
    }
  });
}
