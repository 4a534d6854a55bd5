import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { startTestPostgres } from '../../../../scripts/embedded-postgres';
import { migrateToLatest } from '../migrate';

declare module 'vitest' {
  export interface ProvidedContext {
    /** A database in which one may `create database`; tests use createTestDatabase instead. */
    databaseUrl: string;
    templateName: string;
  }
}

async function run(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

/**
 * One PostgreSQL per run with one migrated template database, of which every test file takes a copy. The embedded one
 * unless FRISKMELD_TEST_DATABASE_URL names another: `npm test` runs everything once more against Debian's PostgreSQL 15.
 */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const given = process.env['FRISKMELD_TEST_DATABASE_URL'];
  const cluster = given === undefined ? await startTestPostgres() : undefined;
  const databaseUrl = cluster?.url ?? given ?? '';
  const templateName = `template_${process.pid}_${Date.now()}`;
  try {
    await run(databaseUrl, `create database ${templateName}`);
    const templateUrl = new URL(databaseUrl);
    templateUrl.pathname = `/${templateName}`;
    await migrateToLatest(templateUrl.href);
  } catch (error) {
    await cluster?.stop();
    throw error;
  }
  project.provide('databaseUrl', databaseUrl);
  project.provide('templateName', templateName);
  return async () => {
    if (cluster) await cluster.stop();
    else await run(databaseUrl, `drop database ${templateName} with (force)`);
  };
}
