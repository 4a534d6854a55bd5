import { AsyncLocalStorage } from 'node:async_hooks';
import type { Knex } from 'knex';

const transactions = new AsyncLocalStorage<{ isOpen: boolean }>();

/** Runs the body of a transaction marked as such, so that {@link forbidSecondConnection} knows what runs inside it. */
export async function insideTransaction<T>(work: () => Promise<T>): Promise<T> {
  const mark = { isOpen: true };
  try {
    return await transactions.run(mark, work);
  } finally {
    // What the work started and left behind may outlive it: from here on it holds no connection any more.
    mark.isOpen = false;
  }
}

/**
 * Makes a pool refuse a second connection to whoever holds one already. Code that waits for a connection inside a
 * transaction works until as many of them run at once as the pool is large; then each waits for one more, for ever. The
 * databases of the tests are made so: what breaks the rule fails there the first time.
 */
export function forbidSecondConnection(db: Knex): void {
  // The pool's own method; the client of a transaction has another one, which hands out the connection it holds.
  const client = db.client as { acquireConnection(): Promise<unknown> };
  const acquire = client.acquireConnection.bind(client);
  client.acquireConnection = () => {
    if (transactions.getStore()?.isOpen === true)
      return Promise.reject(
        new Error('A second connection was asked for inside a transaction: use its tx, or ask before'),
      );
    return acquire();
  };
}
