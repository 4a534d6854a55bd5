/** Deadlines that were running while no server was there to serve them. */
import { SERVER_START_GRACE_MS } from './vocabulary';

/**
 * The new due time of a deadline after an outage (architecture.md §5): time without a server never counts, and nobody is
 * judged in the first {@link SERVER_START_GRACE_MS} after a start. A deadline already over when the server went counts as over.
 * @param outage when the last server was seen alive and when this one started, epoch ms.
 */
export function dueAfterOutage(dueAt: number, outage: { readonly downSince: number; readonly upAt: number }): number {
  const remainingMs = Math.max(0, dueAt - outage.downSince);
  return outage.upAt + Math.max(remainingMs, SERVER_START_GRACE_MS);
}
