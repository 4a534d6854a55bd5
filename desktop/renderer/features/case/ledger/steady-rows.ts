import { useMemo, useState } from 'react';
import type { LedgerRow } from './ledger-rows';

/** Details of an opened row show nothing of the ledger by themselves: they stay below the row they belong to. */
const isOwn = (row: LedgerRow): boolean => row.entityIds.length > 0;

function grouped(rows: readonly LedgerRow[]): LedgerRow[][] {
  const groups: LedgerRow[][] = [];
  for (const row of rows) {
    const last = groups.at(-1);
    if (isOwn(row) || last === undefined) groups.push([row]);
    else last.push(row);
  }
  return groups;
}

/**
 * The rows in the order in which the agent has seen them; what has come since stands below. Nothing that is being pointed at or
 * read aloud moves because a creditor's system sent something.
 */
export function steadyRows(rows: readonly LedgerRow[], seenIds: readonly string[]): readonly LedgerRow[] {
  const placeOf = new Map(seenIds.map((id, index) => [id, index]));
  const groups = grouped(rows).map((group, index) => ({
    group,
    place: placeOf.get(group[0]?.id ?? '') ?? seenIds.length + index,
  }));
  return [...groups].sort((a, b) => a.place - b.place).flatMap(({ group }) => group);
}

/** {@link steadyRows} from the first unseen change until the agent says "seen" or looks at another account. */
export function useSteadyRows(
  rows: readonly LedgerRow[],
  { accountId, hasUnseen }: { readonly accountId: string; readonly hasUnseen: boolean },
): readonly LedgerRow[] {
  const [seen, setSeen] = useState<{ readonly accountId: string; readonly ids: readonly string[] }>({
    accountId,
    ids: [],
  });
  const isHeld = hasUnseen && seen.accountId === accountId;
  const ids = useMemo(() => rows.filter(isOwn).map(({ id }) => id), [rows]);
  const isKnown = seen.accountId === accountId && seen.ids.join(' ') === ids.join(' ');
  // Remembered while drawing, so that the first unseen change already finds the order of before.
  if (!isHeld && !isKnown) setSeen({ accountId, ids });
  return useMemo(() => (isHeld ? steadyRows(rows, seen.ids) : rows), [rows, isHeld, seen]);
}
