import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { LedgerRow } from './ledger-rows';
import { steadyRows } from './steady-rows';

/** Only ids matter here: `details` are what an opened row shows below itself. */
const row = (id: string): LedgerRow => ({ id, entityIds: [id] }) as unknown as LedgerRow;
const detail = (id: string): LedgerRow => ({ id, entityIds: [] }) as unknown as LedgerRow;
const idsOf = (rows: readonly LedgerRow[]) => rows.map(({ id }) => id);

describe('rows that are being read', () => {
  test('stay where they are; what has come stands below them', () => {
    const rows = [row('payment'), row('may'), row('april')];
    expect(idsOf(steadyRows(rows, ['may', 'april']))).toEqual(['may', 'april', 'payment']);
  });

  test('keep their details with them', () => {
    const rows = [row('new'), row('may'), detail('may:line:1'), row('april')];
    expect(idsOf(steadyRows(rows, ['april', 'may']))).toEqual(['april', 'may', 'may:line:1', 'new']);
  });

  test('never change places among themselves, whatever comes', () => {
    const ids = fc.uniqueArray(fc.string({ minLength: 1, maxLength: 3 }), { maxLength: 12 });
    fc.assert(
      fc.property(ids, ids, (seen, now) => {
        const shown = idsOf(steadyRows(now.map(row), seen));
        expect(new Set(shown)).toEqual(new Set(now));
        const known = seen.filter((id) => now.includes(id));
        expect(shown.slice(0, known.length)).toEqual(known);
      }),
    );
  });
});
