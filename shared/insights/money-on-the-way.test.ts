import { describe, expect, test } from 'vitest';
import { caseFileWith, sampleClaim, sampleNotice, samplePayment } from '../call-scripts/testing/sample-case-file';
import { moneyOnTheWay } from './money-on-the-way';
import { runRule } from './testing/expect-insight';

const april = sampleClaim(1043);
const loose = samplePayment(9, april, { allocations: [], unallocatedMinor: '118400', bookedDate: '2026-05-02' });

describe('money on the way', () => {
  test('says what the customer told us and when the money is expected', () => {
    const insight = runRule(moneyOnTheWay, caseFileWith({ paymentNotices: [sampleNotice(1)] }));
    expect(insight?.sentence.nb).toBe(
      'Kunden sier at 1\u00A0184,00\u00A0kr ble betalt 3. mai. Pengene ventes inn onsdag 6. mai.',
    );
    expect(insight?.evidence).toEqual([sampleNotice(1).id, april.id]);
  });

  test.each(['creditor', 'bank_file', 'instant'] as const)(
    'does not put a notice from %s in the customer’s mouth',
    (source) => {
      const insight = runRule(moneyOnTheWay, caseFileWith({ paymentNotices: [sampleNotice(1, { source })] }));
      expect(insight?.sentence.en).toMatch(/^We have been told/);
    },
  );

  test('takes the notice that is expected first', () => {
    const later = sampleNotice(1, { expectedDate: '2026-05-08' });
    const sooner = sampleNotice(2, { expectedDate: '2026-05-05' });
    expect(runRule(moneyOnTheWay, caseFileWith({ paymentNotices: [later, sooner] }))?.evidence[0]).toBe(sooner.id);
  });

  test('finds a payment without reference that is exactly one open invoice', () => {
    const insight = runRule(moneyOnTheWay, caseFileWith({ payments: [loose] }));
    expect(insight?.evidence).toEqual([loose.id, april.id]);
    expect(insight?.sentence.en).toContain('came in on 2 May without the right reference');
  });

  test.each([
    ['the notice has arrived', { paymentNotices: [sampleNotice(1, { state: 'arrived' as const })] }],
    ['the notice is overdue', { paymentNotices: [sampleNotice(1, { state: 'overdue' as const })] }],
    ['the notice was cancelled', { paymentNotices: [sampleNotice(1, { state: 'cancelled' as const })] }],
    ['nothing is open', { claims: [sampleClaim(1043, { balanceMinor: '0' })], paymentNotices: [sampleNotice(1)] }],
    ['the loose payment fits no invoice', { payments: [{ ...loose, unallocatedMinor: '118399' }] }],
    ['the loose payment is in another currency', { payments: [{ ...loose, currency: 'SEK' as const }] }],
    ['every payment is laid on a claim', {}],
  ])('says nothing when %s', (_why, change) => {
    expect(runRule(moneyOnTheWay, caseFileWith(change))).toBeNull();
  });
});
