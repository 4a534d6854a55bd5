import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { minor } from '../../../shared/money/money';
import { spreadCredit } from './spread-credit';

describe('a credit note', () => {
  test('for two invoices pays each as far as it goes', () => {
    const owed = new Map([
      ['a', 50_000n],
      ['b', 50_000n],
    ]);
    expect(spreadCredit(minor(-100_000n), ['a', 'b'], owed)).toEqual([
      { claimId: 'a', amountMinor: -50_000n },
      { claimId: 'b', amountMinor: -50_000n },
    ]);
    expect(spreadCredit(minor(-30_000n), ['a', 'b'], owed)).toEqual([{ claimId: 'a', amountMinor: -30_000n }]);
    expect(spreadCredit(minor(-120_000n), ['a', 'b'], owed).at(-1)).toEqual({ claimId: 'b', amountMinor: -70_000n });
  });

  test('for one invoice is laid on it whole, also when that is more than it owes', () => {
    expect(spreadCredit(minor(-70n), ['a'], new Map())).toEqual([{ claimId: 'a', amountMinor: -70n }]);
  });

  test('always comes to the whole, and credits no claim but the last with more than it owes', () => {
    const owes = fc.array(fc.bigInt({ min: -1_000n, max: 1_000n }), { minLength: 1, maxLength: 10 });
    fc.assert(
      fc.property(owes, fc.bigInt({ min: 1n, max: 20_000n }), (amounts, credit) => {
        const ids = amounts.map((_, place) => `claim-${place}`);
        const owed = new Map(ids.map((id, place) => [id, amounts[place] ?? 0n]));
        const parts = spreadCredit(minor(-credit), ids, owed);
        expect(parts.reduce((sum, part) => sum + part.amountMinor, 0n)).toBe(-credit);
        for (const { claimId, amountMinor } of parts) {
          expect(amountMinor).toBeLessThan(0n);
          if (claimId !== ids.at(-1)) expect(-amountMinor).toBeLessThanOrEqual(owed.get(claimId) ?? 0n);
        }
      }),
    );
  });
});
