import knex, { type Knex } from 'knex';
import pg from 'pg';
import { forbidSecondConnection } from './one-connection';

const INT8_OID = 20;
const DATE_OID = 1082;
const TIMESTAMPTZ_OID = 1184;

/** Named bounds of the pool: two cores serve few connections best, and a stuck statement must not hold one for ever. */
const POOL_CONNECTIONS_MAX = 12;
const STATEMENT_TIMEOUT_MS = 15_000;
const ACQUIRE_TIMEOUT_MS = 10_000;

// Money stays exact (bigint), dates stay dates (text), times are epoch milliseconds: one form everywhere in the server.
pg.types.setTypeParser(INT8_OID, (text) => BigInt(text));
pg.types.setTypeParser(DATE_OID, (text) => text);
pg.types.setTypeParser(TIMESTAMPTZ_OID, (text) => new Date(text).getTime());

export interface ConnectOptions {
  readonly connectionsMax?: number;
  readonly onError?: (error: Error) => void;
  /** Refuses a connection to whoever waits for it inside a transaction; on in tests. */
  readonly forbidsSecond?: boolean;
}

/** Opens a pool to PostgreSQL. The caller ends it with `destroy()`. */
export function connect(databaseUrl: string, options: ConnectOptions = {}): Knex {
  const db = knex({
    client: 'pg',
    connection: {
      connectionString: databaseUrl,
      statement_timeout: STATEMENT_TIMEOUT_MS,
      application_name: 'friskmeld',
    },
    acquireConnectionTimeout: ACQUIRE_TIMEOUT_MS,
    pool: {
      min: 0,
      max: options.connectionsMax ?? POOL_CONNECTIONS_MAX,
      afterCreate: (connection: pg.Client, done: (error: Error | null, connection: pg.Client) => void) => {
        // A database that goes away must not end the process: the next statement reports it.
        connection.on('error', (error) => options.onError?.(error));
        done(null, connection);
      },
    },
  });
  if (options.forbidsSecond === true) forbidSecondConnection(db);
  return db;
}
