import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ImportedFile } from './imported-file';
import { bytesOf, fixtureText, lines, parsed, refused } from './testing/fixtures';

interface CamtEntryParts {
  readonly amount?: string;
  readonly currency?: string;
  readonly indicator?: string;
  readonly inside?: string;
  readonly details?: string;
}

const camtEntry = ({
  amount = '100.00',
  currency = 'SEK',
  indicator = 'CRDT',
  inside = '',
  details = '',
}: CamtEntryParts): string =>
  `<Ntry><Amt Ccy="${currency}">${amount}</Amt><CdtDbtInd>${indicator}</CdtDbtInd>${inside}<BookgDt><Dt>2026-11-16</Dt></BookgDt>${details}</Ntry>`;

const camt = (version: number, entries: readonly string[], extra = ''): string =>
  `<?xml version="1.0"?><Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.054.001.0${version}"><BkToCstmrDbtCdtNtfctn><Ntfctn><Acct><Id><IBAN>SE4550000000058398257466</IBAN></Id></Acct>${extra}${entries.join('')}</Ntfctn></BkToCstmrDbtCdtNtfctn></Document>`;

const oneEntry = (parts: CamtEntryParts, version = 8): ImportedFile =>
  parsed(bytesOf(camt(version, [camtEntry(parts)])));
const detail = (inner: string): string => `<TxDtls>${inner}</TxDtls>`;
const inDetails = (...details: readonly string[]): string => `<NtryDtls>${details.join('')}</NtryDtls>`;

describe('camt entries that must not be taken for payments', () => {
  test.each<[string, CamtEntryParts, readonly string[]]>([
    ['a debit', { indicator: 'DBIT' }, ['DEBIT']],
    ['a reversed debit, which is a credit', { inside: '<RvslInd>true</RvslInd>' }, ['REVERSAL']],
    [
      'a reversed credit, which is a debit',
      { indicator: 'DBIT', inside: '<RvslInd>1</RvslInd>' },
      ['DEBIT', 'REVERSAL'],
    ],
    ['a pending entry of version 2', { inside: '<Sts>PDNG</Sts>' }, ['NOT_BOOKED']],
    ['a pending entry of version 8', { inside: '<Sts><Cd>PDNG</Cd></Sts>' }, ['NOT_BOOKED']],
    ['a negative credit', { amount: '-100.00' }, ['NEGATIVE']],
    ['nothing', { amount: '0' }, ['ZERO']],
    ['francs', { currency: 'CHF' }, ['CURRENCY_NOT_SUPPORTED']],
    [
      'our own payment coming back',
      { details: inDetails(detail('<RtrInf><Rsn><Cd>AC04</Cd></Rsn></RtrInf>')) },
      ['RETURNED'],
    ],
    [
      'a batch told in another file',
      { details: '<NtryDtls><Btch><NbOfTxs>37</NbOfTxs></Btch></NtryDtls>' },
      ['BATCH_WITHOUT_DETAILS'],
    ],
    [
      'details that miss an öre',
      { details: inDetails(detail('<Amt Ccy="SEK">60.00</Amt>'), detail('<Amt Ccy="SEK">39.99</Amt>')) },
      ['DETAILS_DO_NOT_ADD_UP'],
    ],
    [
      'details that add up only with one taken back',
      {
        details: inDetails(
          detail('<Amt Ccy="SEK">160.00</Amt>'),
          detail('<Amt Ccy="SEK">60.00</Amt><CdtDbtInd>DBIT</CdtDbtInd>'),
        ),
      },
      ['NEGATIVE'],
    ],
    [
      'a single detail of another amount',
      { details: inDetails(detail('<Amt Ccy="SEK">99.00</Amt>')) },
      ['DETAILS_DO_NOT_ADD_UP'],
    ],
  ])('%s', (_, parts, reasons) => {
    const file = oneEntry(parts);
    expect(file.payments).toEqual([]);
    expect(file.rejected).toMatchObject([{ reasons }]);
    expect(file.totals[0]?.entries).toBe(1);
  });
});

describe('camt payments', () => {
  const split = inDetails(
    detail(
      '<Refs><AcctSvcrRef>A1</AcctSvcrRef></Refs><AmtDtls><TxAmt><Amt Ccy="SEK">60.00</Amt></TxAmt></AmtDtls><RltdPties><Dbtr><Pty><Nm>Ett</Nm></Pty></Dbtr><DbtrAcct><Id><IBAN>SE45</IBAN></Id></DbtrAcct></RltdPties><RmtInf><Strd><RfrdDocInf><Nb>F1</Nb></RfrdDocInf><RfrdDocAmt><RmtdAmt Ccy="SEK">60.00</RmtdAmt></RfrdDocAmt></Strd></RmtInf>',
    ),
    detail(
      '<Refs><EndToEndId>NOTPROVIDED</EndToEndId></Refs><Amt Ccy="SEK">40.00</Amt><RltdPties><UltmtDbtr><Nm>Två</Nm></UltmtDbtr></RltdPties><RmtInf><Ustrd>rad 1</Ustrd><Ustrd>rad 2</Ustrd></RmtInf><RltdDts><AccptncDtTm>2026-11-13T23:59:00+01:00</AccptncDtTm></RltdDts>',
    ),
  );

  test.each([2, 3, 4, 5, 6, 7, 8])('version %d: an entry whose details add up is as many payments', (version) => {
    const file = parsed(
      bytesOf(camt(version, [camtEntry({ details: split, inside: '<AcctSvcrRef>E1</AcctSvcrRef>' })]), 'utf8'),
    );
    expect(file.payments).toHaveLength(1);
    expect(file.payments[0]?.payments).toMatchObject([
      {
        amountMinor: 6000n,
        payerName: 'Ett',
        payerAccount: 'SE45',
        references: [{ text: 'F1', amountMinor: 6000n }],
        key: 'camt/SE4550000000058398257466/2026-11-16/6000/A1',
      },
      {
        amountMinor: 4000n,
        payerName: 'Två',
        message: 'rad 1\nrad 2',
        paidDate: '2026-11-13',
        key: 'camt/SE4550000000058398257466/2026-11-16/4000/E1.1',
      },
    ]);
  });

  test('a single detail in another currency is the payment of the booked amount', () => {
    const file = oneEntry({
      details: inDetails(detail('<AmtDtls><InstdAmt><Amt Ccy="USD">9.50</Amt></InstdAmt></AmtDtls>')),
    });
    expect(file.payments[0]?.payments).toMatchObject([{ amountMinor: 10000n, currency: 'SEK' }]);
  });

  test('two equal payments without an id of the bank are two payments, with the same keys each time', () => {
    const bytes = bytesOf(camt(4, [camtEntry({}), camtEntry({})]));
    const keys = parsed(bytes).payments.map((entry) => entry.payments[0]?.key);
    expect(new Set(keys).size).toBe(2);
    expect(parsed(bytes).payments.map((entry) => entry.payments[0]?.key)).toEqual(keys);
  });

  test('a namespace prefix and entries in two currencies are read', () => {
    const text = camt(4, [camtEntry({}), camtEntry({ currency: 'EUR', amount: '5' })])
      .replace('xmlns=', 'xmlns:c=')
      .replace(/<(\/?)(?=[A-Z])/gu, '<$1c:');
    expect(lines(parsed(bytesOf(text)))).toMatchObject([
      { currency: 'SEK', totalMinor: 10000 },
      { currency: 'EUR', totalMinor: 500 },
    ]);
  });

  test('the net and the credit and debit sums of the summary are checked too', () => {
    const entries = [camtEntry({}), camtEntry({ indicator: 'DBIT', amount: '30' })];
    const good =
      '<TxsSummry><TtlNtries><TtlNetNtry><Amt>70</Amt><CdtDbtInd>CRDT</CdtDbtInd></TtlNetNtry></TtlNtries><TtlCdtNtries><NbOfNtries>1</NbOfNtries><Sum>100</Sum></TtlCdtNtries><TtlDbtNtries><NbOfNtries>1</NbOfNtries><Sum>30.00</Sum></TtlDbtNtries></TxsSummry>';
    expect(parsed(bytesOf(camt(8, entries, good))).payments).toHaveLength(1);
    expect(
      parsed(
        bytesOf(
          camt(
            2,
            entries,
            '<TxsSummry><TtlNtries><TtlNetNtryAmt>70</TtlNetNtryAmt><CdtDbtInd>CRDT</CdtDbtInd></TtlNtries></TxsSummry>',
          ),
        ),
      ).rejected,
    ).toHaveLength(1);
    for (const [from, to] of [
      ['>70<', '>71<'],
      ['CRDT</CdtDbtInd></TtlNetNtry>', 'DBIT</CdtDbtInd></TtlNetNtry>'],
      ['>100<', '>99<'],
      ['30.00', '31.00'],
      ['TtlDbtNtries><NbOfNtries>1', 'TtlDbtNtries><NbOfNtries>2'],
    ] as const) {
      expect(refused(bytesOf(camt(8, entries, good.replace(from, to)))).reason).toMatch(/TOTAL_DIFFERS|COUNT_DIFFERS/u);
    }
  });

  test('a page of a longer statement is read without the totals of the whole', () => {
    const page =
      '<NtfctnPgntn><PgNb>1</PgNb><LastPgInd>false</LastPgInd></NtfctnPgntn><TxsSummry><TtlNtries><NbOfNtries>900</NbOfNtries></TtlNtries></TxsSummry>';
    expect(parsed(bytesOf(camt(8, [camtEntry({})], page))).payments).toHaveLength(1);
  });

  test('a notification without entries is an empty file, not a broken one', () => {
    const file = parsed(bytesOf(camt(8, [])));
    expect(lines(file)).toEqual([
      { format: 'camt054', entries: 0, accepted: 0, rejected: 0, totalMinor: 0, acceptedMinor: 0, currency: null },
    ]);
  });
});

interface OcrPayment {
  readonly amount: number;
  readonly kid: string;
  readonly type: string;
  readonly isNegative: boolean;
}

const num = (value: number, length: number): string => String(value).padStart(length, '0');

/** An OCR giro file of one assignment, with right control values. */
function ocrFile(payments: readonly OcrPayment[], extraAssignment: readonly string[] = []): string {
  const items = payments.flatMap(({ amount, kid, type, isNegative }, i) => [
    `NY09${type}30${num(i + 1, 7)}161126132010146${num(i, 1).slice(-1)}${isNegative ? '-' : '0'}${num(amount, 17)}${kid.padStart(25)}000000`,
    `NY09${type}31${num(i + 1, 7)}${'0'.repeat(26)}15112699990512341`.padEnd(80, '0'),
  ]);
  const total = payments.reduce((sum, payment) => sum + (payment.isNegative ? -payment.amount : payment.amount), 0);
  const assignment = [
    'NY09002000856600000000029999104276'.padEnd(80, '0'),
    ...items,
    `NY090088${num(payments.length, 8)}${num(items.length + 2, 8)}${num(total, 17)}161126161126161126`.padEnd(80, '0'),
  ];
  const body = ['NY000010'.padEnd(80, '0'), ...assignment, ...extraAssignment];
  const extra = extraAssignment.length === 0 ? 0 : 1;
  return [
    ...body,
    `NY000089${num(payments.length + extra, 8)}${num(body.length + 1, 8)}${num(total, 17)}161126`.padEnd(80, '0'),
  ].join('\n');
}

describe('OCR giro', () => {
  test('reads back any file that was made from payments', () => {
    const payment = fc.record({
      amount: fc.integer({ min: 1, max: 99_999_999 }),
      kid: fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: 2, maxLength: 25 }),
      type: fc.constantFrom('10', '11', '13', '15', '16'),
      isNegative: fc.constant(false),
    });
    fc.assert(
      fc.property(fc.array(payment, { maxLength: 20 }), (payments) => {
        const file = parsed(bytesOf(ocrFile(payments)));
        expect(file.payments.map((entry) => entry.payments[0]?.references[0]?.text)).toEqual(
          payments.map(({ kid }) => kid),
        );
        expect(file.payments.map((entry) => Number(entry.amountMinor))).toEqual(payments.map(({ amount }) => amount));
        expect(file.payments.every((entry) => entry.payments[0]?.paidDate === '2026-11-15')).toBe(true);
      }),
    );
  });

  test('a reversal and a negative amount are entries of the file but no payments', () => {
    const file = parsed(
      bytesOf(
        ocrFile([
          { amount: 1000, kid: '1234', type: '10', isNegative: false },
          { amount: 300, kid: '1234', type: '18', isNegative: true },
          { amount: 200, kid: '1234', type: '10', isNegative: true },
          { amount: 50, kid: '1234', type: '20', isNegative: false },
        ]),
      ),
    );
    expect(lines(file)).toMatchObject([{ entries: 4, accepted: 1, rejected: 3, totalMinor: 550, acceptedMinor: 1000 }]);
    expect(file.rejected.map((entry) => entry.reasons)).toEqual([['REVERSAL', 'NEGATIVE'], ['NEGATIVE'], ['REVERSAL']]);
  });

  test('a KID with the mod 11 sign "-" and a payment without KID are read', () => {
    const file = parsed(
      bytesOf(
        ocrFile([
          { amount: 1, kid: '1009-', type: '10', isNegative: false },
          { amount: 1, kid: '', type: '10', isNegative: false },
        ]),
      ),
    );
    expect(file.payments.map((entry) => entry.payments[0]?.references.map(({ text }) => text))).toEqual([
      ['1009-'],
      [],
    ]);
  });

  test('notices of AvtaleGiro mandates in the same transmission are counted and left alone', () => {
    const mandates = [
      'NY212420'.padEnd(80, '0'),
      'NY2194700000001'.padEnd(80, '0'),
      `NY2124880000000100000003`.padEnd(80, '0'),
    ];
    const file = parsed(bytesOf(ocrFile([{ amount: 700, kid: '1234', type: '15', isNegative: false }], mandates)));
    expect(lines(file)).toMatchObject([{ entries: 1, accepted: 1, totalMinor: 700 }]);
  });
});

describe('BgMax', () => {
  test('a deduction is an entry with a minus and no payment', () => {
    const text = fixtureText('se-bgmax-no-options.txt')
      .replace(/^20(?=0000000000 {25}000000000000015000)/mu, '21')
      .replace('000000000000085000SEK', '000000000000055000SEK')
      .replace('700000000500000000', '700000000400000001');
    const file = parsed(bytesOf(text));
    expect(lines(file)).toMatchObject([
      { entries: 5, accepted: 4, rejected: 1, totalMinor: 55000, acceptedMinor: 70000 },
    ]);
    expect(file.rejected).toMatchObject([{ reasons: ['DEDUCTION'], amountMinor: -15000n }]);
  });

  test('a deposit in euros is told in euros', () => {
    const text = fixtureText('se-bgmax-no-options.txt').replaceAll('SEK', 'EUR');
    expect(lines(parsed(bytesOf(text)))).toMatchObject([{ currency: 'EUR', totalMinor: 85000 }]);
  });
});

const change = (from: string, to: string): ImportedFile =>
  parsed(bytesOf(fixtureText('peppol-no.xml').replaceAll(from, to)));

describe('Peppol invoices', () => {
  test('an invoice whose parts do not make what is to be paid is rejected', () => {
    expect(change('>802.00<', '>803.00<').rejected).toMatchObject([
      { place: '/Invoice', reasons: ['INVOICE_SUMS_DIFFER'], amountMinor: 80300n },
    ]);
  });

  test('an invoice in another currency is rejected, and told in that currency', () => {
    expect(lines(change('NOK', 'USD'))).toMatchObject([
      { currency: 'USD', accepted: 0, rejected: 1, totalMinor: 80200 },
    ]);
  });

  test('an invoice that asks for less than nothing is rejected', () => {
    expect(change('>802.00<', '>-802.00<').rejected).toMatchObject([{ reasons: ['NEGATIVE'] }]);
  });
});

describe('CSV', () => {
  const header =
    'type,customer_no,name,national_id,invoice_no,issue_date,due_date,amount,currency,reference,supply_point,kind';
  test('commas as separators, quoted decimal commas, columns in any order', () => {
    const file = parsed(bytesOf(`${header}\npayment,7,Åse,,,2026-01-02,,"1 000,50",NOK,123,,\n`));
    expect(file.payments[0]?.payments[0]).toMatchObject({
      amountMinor: 100050n,
      payerName: 'Åse',
      references: [{ text: '123' }],
    });
    const turned =
      'kind;supply_point;reference;currency;amount;due_date;issue_date;invoice_no;national_id;name;customer_no;type';
    expect(parsed(bytesOf(`${turned}\n;;9;NOK;10;2026-02-01;2026-01-01;I1;;A;7;invoice\n`)).documents[0]).toMatchObject(
      { invoiceNo: 'I1', amountMinor: 1000n },
    );
  });

  test('a file of only its header is empty, not broken', () => {
    expect(lines(parsed(bytesOf(`${header}\n`)))).toMatchObject([{ format: 'csv', entries: 0, currency: null }]);
  });

  test('the same payment twice on one day is two payments', () => {
    const row = 'payment,7,,,,2026-01-02,,5,NOK,123,,';
    const keys = parsed(bytesOf([header, row, row].join('\n'))).payments.map((entry) => entry.payments[0]?.key);
    expect(keys).toEqual(['csv/7/2026-01-02/NOK/500/123', 'csv/7/2026-01-02/NOK/500/123#2']);
  });
});
