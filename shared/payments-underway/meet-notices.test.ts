import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { minor } from '../money/money';
import { addDays, isoDate } from '../time/dates';
import { meetNotices, type MoneyThatCame, type WordAboutMoney } from './meet-notices';
import { openedPoints } from './opened-points';

const MONDAY = isoDate('2026-11-16');
const word = (id: string, day: number, kroner: number, more: Partial<WordAboutMoney> = {}): WordAboutMoney => ({
  id,
  amountMinor: minor(kroner * 100),
  paidDate: addDays(MONDAY, day),
  recordedAt: day * 24,
  arrivedAt: null,
  ...more,
});
const money = (day: number, kroner: number, hour = 12): MoneyThatCame => ({
  amountMinor: minor(kroner * 100),
  bookedDate: addDays(MONDAY, day),
  recordedAt: day * 24 + hour,
});
const met = (...ask: Parameters<typeof meetNotices>) => [...meetNotices(...ask)].sort();

describe('words about money and the money that comes', () => {
  test('parts of two words that overlap are used once each, and both come true', () => {
    const first = word('A', 0, 1_000);
    const second = word('B', 2, 500);
    expect(met([first], [money(1, 600)])).toEqual([]);
    expect(met([first, second], [money(1, 600), money(3, 400)])).toEqual(['A']);
    const ended = { ...first, arrivedAt: 3 * 24 + 12 };
    expect(met([ended, second], [money(1, 600), money(3, 400), money(4, 500)])).toEqual(['A', 'B']);
  });

  test('a payment of the sum that was booked before somebody spoke of it counts; another sum does not', () => {
    const told = word('A', 2, 500, { paidDate: MONDAY });
    expect(met([told], [money(1, 500)])).toEqual(['A']);
    expect(met([told], [money(1, 501)])).toEqual([]);
    expect(met([{ ...told, paidDate: addDays(MONDAY, 2) }], [money(1, 500)])).toEqual([]);
  });

  test('the exact sum goes to its own word, not to an older one that waits for more', () => {
    expect(met([word('A', 0, 1_000), word('B', 1, 300)], [money(2, 300)])).toEqual(['B']);
  });

  test('later money is not eaten by a word that came true in parts before', () => {
    const done = word('A', 0, 1_000, { arrivedAt: 36 });
    const later = word('C', 2, 1_000);
    expect(met([done, later], [money(0, 600), money(1, 400), money(3, 1_000)])).toEqual(['A', 'C']);
  });

  test('no word comes true with money that is not there, and more money never takes a word back', () => {
    const some = fc.array(fc.record({ day: fc.nat(9), kroner: fc.integer({ min: 1, max: 900 }) }), { maxLength: 6 });
    fc.assert(
      fc.property(some, some, (said, came) => {
        const words = said.map(({ day, kroner }, at) => word(`w${at}`, day, kroner));
        const all = came.map(({ day, kroner }) => money(day, kroner));
        const found = meetNotices(words, all);
        const used = words.filter(({ id }) => found.has(id)).reduce((sum, { amountMinor }) => sum + amountMinor, 0n);
        expect(used <= all.reduce((sum, { amountMinor }) => sum + amountMinor, 0n)).toBe(true);
      }),
    );
  });
});

describe('supplies that one word opens', () => {
  const debts = (owed: readonly number[], shared = 0) => ({
    points: owed.map((one, at) => ({ supplyPointId: `p${at}`, owedMinor: minor(one) })),
    sharedMinor: minor(shared),
  });
  const WHOLE = 10_000;

  test('one thousand does not open two supplies that owe a thousand each', () => {
    expect(openedPoints({ amountMinor: minor(1_000), leastShareBp: 9_000 }, debts([1_000, 1_000]))).toEqual(['p0']);
    expect(openedPoints({ amountMinor: minor(2_000), leastShareBp: 9_000 }, debts([1_000, 1_000]))).toEqual([
      'p0',
      'p1',
    ]);
  });

  test('one that asks too much is passed over, and what stands on no supply is paid once', () => {
    expect(openedPoints({ amountMinor: minor(600), leastShareBp: WHOLE }, debts([900, 500], 100))).toEqual(['p1']);
    expect(openedPoints({ amountMinor: minor(1_100), leastShareBp: WHOLE }, debts([500, 500], 100))).toEqual([
      'p0',
      'p1',
    ]);
  });

  test('never opens for more than there is', () => {
    const owed = fc.array(fc.integer({ min: 0, max: 1_000 }), { maxLength: 5 });
    fc.assert(
      fc.property(owed, fc.nat(3_000), fc.nat(500), (points, amount, shared) => {
        const opened = openedPoints({ amountMinor: minor(amount), leastShareBp: WHOLE }, debts(points, shared));
        const paid = opened.reduce((sum, id) => sum + (points[Number(id.slice(1))] ?? 0), 0);
        expect(paid + (opened.length > 0 ? shared : 0)).toBeLessThanOrEqual(opened.length > 0 ? amount : 0);
      }),
    );
  });
});
