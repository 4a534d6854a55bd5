import { describe, expect, test } from 'vitest';
import { caseFileWith, noonOf, sampleClaim, type ClaimWire } from '../call-scripts/testing/sample-case-file';
import { invoiceNeverReceived } from './invoice-never-received';
import { runRule } from './testing/expect-insight';

type Delivery = ClaimWire['deliveries'][number];
const attempt = (result: Delivery['result'], day: string, channel: Delivery['channel'] = 'letter'): Delivery => ({
  at: noonOf(day),
  channel,
  address: 'Gammelveien 1',
  result,
});
const withDeliveries = (...deliveries: Delivery[]) => caseFileWith({ claims: [sampleClaim(1043, { deliveries })] });

describe('invoice never received', () => {
  test('says where the letter went and that it came back', () => {
    const insight = runRule(
      invoiceNeverReceived,
      withDeliveries(attempt('sent', '2026-04-05'), attempt('returned', '2026-04-09')),
    );
    expect(insight?.sentence.nb).toBe(
      'Faktura 1043 (april) kom ikke fram: sendt til Gammelveien 1 (brev), i retur 9. april.',
    );
    expect(insight?.suggests).toBe('invoice-not-received');
  });

  test('says that sending failed', () => {
    const insight = runRule(invoiceNeverReceived, withDeliveries(attempt('failed', '2026-04-05', 'efaktura')));
    expect(insight?.sentence.en).toBe(
      'Invoice 1043 (April) did not arrive: sending to Gammelveien 1 (eFaktura) failed on 5 April.',
    );
  });

  test('admits that nothing was ever sent', () => {
    expect(runRule(invoiceNeverReceived, withDeliveries())?.sentence.sv).toContain('Vi ser inget utskick');
  });

  test('looks at the newest open invoice that did not arrive, not at one that is paid', () => {
    const paid = sampleClaim(1044, { balanceMinor: '0', dueDate: '2026-05-01', deliveries: [] });
    const open = sampleClaim(1043, { deliveries: [attempt('returned', '2026-04-09')] });
    expect(runRule(invoiceNeverReceived, caseFileWith({ claims: [paid, open] }))?.evidence).toEqual([open.id]);
  });

  test.each([
    ['it was delivered', [attempt('delivered', '2026-04-05')]],
    ['it was opened', [attempt('opened', '2026-04-05', 'email')]],
    ['it is sent and has not come back', [attempt('sent', '2026-04-05')]],
    ['it was sent again after it came back', [attempt('returned', '2026-04-05'), attempt('sent', '2026-04-12')]],
    ['another channel delivered it', [attempt('delivered', '2026-04-05', 'email'), attempt('returned', '2026-04-09')]],
  ])('says nothing when %s', (_why, deliveries) => {
    expect(runRule(invoiceNeverReceived, withDeliveries(...deliveries))).toBeNull();
  });

  test('says nothing about a fee that stands alone', () => {
    const fee = sampleClaim(1050, { kind: 'fee', deliveries: [] });
    expect(runRule(invoiceNeverReceived, caseFileWith({ claims: [fee] }))).toBeNull();
  });
});
