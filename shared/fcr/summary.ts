/** Counting first contacts at a moment: what is certain (matured) and what may still change (provisional), apart. */
import type { FirstContact } from './first-contacts';

export interface FcrSummary {
  /** First contacts whose window has passed. */
  readonly matured: {
    readonly count: number;
    readonly resolved: number;
    /** Resolved ÷ count; null without any. */
    readonly share: number | null;
  };
  /** First contacts whose window is still open: shown, never mixed in. */
  readonly provisional: { readonly count: number; readonly repeatedSoFar: number };
  /** What wrap-ups say, over first contacts that have one. */
  readonly declared: { readonly count: number; readonly resolved: number; readonly share: number | null };
  /** Of the matured: agreed in the call that the customer calls again, and did. In `matured` they are no repeats. */
  readonly followUps: { readonly agreed: number; readonly happened: number };
}

/** The figures at `asOf` (epoch ms): later contacts are not yet known then. */
export function summariseFcr(rows: readonly FirstContact[], asOf: number): FcrSummary {
  const known = rows.filter((row) => row.contact.endedAt <= asOf);
  const matured = known.filter((row) => isMatured(row, asOf));
  const open = known.filter((row) => !isMatured(row, asOf));
  const withWrapUp = known.filter((row) => row.contact.isDeclaredResolved !== null);
  const resolved = matured.filter((row) => !wasRepeated(row, asOf)).length;
  const declaredResolved = withWrapUp.filter((row) => row.contact.isDeclaredResolved === true).length;
  return {
    matured: { count: matured.length, resolved, share: share(resolved, matured.length) },
    provisional: { count: open.length, repeatedSoFar: open.filter((row) => wasRepeated(row, asOf)).length },
    declared: {
      count: withWrapUp.length,
      resolved: declaredResolved,
      share: share(declaredResolved, withWrapUp.length),
    },
    followUps: {
      agreed: matured.filter((row) => row.contact.isFollowUpAgreed).length,
      happened: matured.filter((row) => row.followUp !== null && row.followUp.at <= asOf).length,
    },
  };
}

/** The figures by reason, creditor, agent or whatever `keyOf` says, sorted by key; rows without a key are left out. */
export function summariseFcrBy<K extends string>(
  rows: readonly FirstContact[],
  asOf: number,
  keyOf: (row: FirstContact) => K | null,
): ReadonlyMap<K, FcrSummary> {
  const groups = new Map<K, FirstContact[]>();
  for (const row of rows) {
    const key = keyOf(row);
    if (key === null) continue;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [row]);
    else group.push(row);
  }
  const keys = [...groups.keys()].sort((a, b) => (a < b ? -1 : 1));
  return new Map(keys.map((key) => [key, summariseFcr(groups.get(key) ?? [], asOf)]));
}

/**
 * The figures for first queues: a call that was passed on is one contact, but no first contact resolution for the queue
 * it was passed on from.
 */
export function summariseFcrByFirstQueue(rows: readonly FirstContact[], asOf: number): ReadonlyMap<string, FcrSummary> {
  const seenByQueue = rows.map((row) =>
    row.contact.wasTransferred && row.repeat === null
      ? { ...row, repeat: { contactId: row.contact.contactId, at: row.contact.startedAt } }
      : row,
  );
  return summariseFcrBy(seenByQueue, asOf, (row) => row.contact.queueId);
}

/** True when a repeat can no longer come: one exactly at the end of the window still counted. */
export function isMatured(row: FirstContact, asOf: number): boolean {
  return asOf > row.maturesAt;
}

/** True when the customer had come back on the issue by `asOf`. */
export function wasRepeated(row: FirstContact, asOf: number): boolean {
  return row.repeat !== null && row.repeat.at <= asOf;
}

function share(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole;
}
