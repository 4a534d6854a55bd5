import { describe, expect, test } from 'vitest';
import { importSummary } from './import-summary';
import { detectFormat, parseImportFile } from './parse-import-file';
import { bytesOf, fixture, fixtureText, lines, parsed } from './testing/fixtures';

const sample = (line: Readonly<Record<string, unknown>>) => ({
  accepted: line['entries'],
  rejected: 0,
  acceptedMinor: line['totalMinor'],
  ...line,
});

describe('every sample file says exactly what its origin says', () => {
  test.each([
    ['no-ocr-giro.txt', sample({ format: 'ocr-giro', entries: 20, totalMinor: 5144900, currency: 'NOK' })],
    ['se-bgmax-ocr-checked.txt', sample({ format: 'bgmax', entries: 4, totalMinor: 210000, currency: 'SEK' })],
    ['se-bgmax-no-options.txt', sample({ format: 'bgmax', entries: 5, totalMinor: 85000, currency: 'SEK' })],
    [
      'camt053-synthetic-credits.xml',
      sample({
        format: 'camt053',
        entries: 4,
        accepted: 3,
        rejected: 1,
        totalMinor: 185950,
        acceptedMinor: 193450,
        currency: 'NOK',
      }),
    ],
    [
      'camt054-v2.xml',
      sample({
        format: 'camt054',
        entries: 1,
        accepted: 0,
        rejected: 1,
        totalMinor: -20000000,
        acceptedMinor: 0,
        currency: 'SEK',
      }),
    ],
    [
      'camt054-v8.xml',
      sample({
        format: 'camt054',
        entries: 1,
        accepted: 0,
        rejected: 1,
        totalMinor: -20000000,
        acceptedMinor: 0,
        currency: 'SEK',
      }),
    ],
    ['peppol-base.xml', sample({ format: 'peppol-ubl', entries: 1, totalMinor: 165625, currency: 'EUR' })],
    ['peppol-no.xml', sample({ format: 'peppol-ubl', entries: 1, totalMinor: 80200, currency: 'NOK' })],
    ['peppol-creditnote.xml', sample({ format: 'peppol-ubl', entries: 1, totalMinor: -165625, currency: 'EUR' })],
  ])('%s', (name, expected) => {
    const file = parsed(fixture(name));
    expect(lines(file)).toEqual([expected]);
    expect(detectFormat(fixture(name))).toBe(file.format);
  });

  test('the camt.053 without a statement is refused whole', () => {
    expect(parseImportFile(fixture('camt053-v2-malformed.xml'), { fileName: 'x.xml' })).toEqual({
      ok: false,
      error: {
        code: 'FILE_MALFORMED',
        details: { file: 'x.xml', place: '/Document/BkToCstmrStmt', reason: 'ELEMENT_MISSING', expected: 'Stmt' },
      },
    });
  });

  test('a debit whose details do not add up says both', () => {
    for (const name of ['camt054-v2.xml', 'camt054-v8.xml']) {
      const [rejected] = parsed(fixture(name)).rejected;
      expect(rejected).toMatchObject({ reasons: ['DEBIT', 'DETAILS_DO_NOT_ADD_UP'], amountMinor: -20000000n });
      expect(rejected?.place).toBe('/Document/BkToCstmrDbtCdtNtfctn/Ntfctn/Ntry');
    }
  });

  test('a file of two currencies gives one line per currency', () => {
    const file = parsed(fixture('customers-and-payments.csv'));
    expect(importSummary(file)).toEqual([
      {
        format: 'csv',
        entries: 3,
        accepted: 3,
        rejected: 0,
        totalMinor: 160000,
        acceptedMinor: 160000,
        currency: 'NOK',
      },
      {
        format: 'csv',
        entries: 2,
        accepted: 1,
        rejected: 1,
        totalMinor: 0,
        acceptedMinor: 9900,
        currency: 'SEK',
        rejections: [{ place: 'line 6', reasons: ['NEGATIVE'] }],
      },
    ]);
  });

  test('what a use case rejects later leaves the accepted and joins the rejected', () => {
    const file = parsed(fixture('peppol-no.xml'));
    expect(importSummary(file, [{ place: '/Invoice', reason: 'SELLER_NOT_CREDITOR' }])).toEqual([
      {
        format: 'peppol-ubl',
        entries: 1,
        accepted: 0,
        rejected: 1,
        totalMinor: 80200,
        acceptedMinor: 0,
        currency: 'NOK',
        rejections: [{ place: '/Invoice', reasons: ['SELLER_NOT_CREDITOR'] }],
      },
    ]);
  });
});

const unix = (name: string): string => fixtureText(name).replace(/\r\n/gu, '\n');

describe('the same content says the same however it travelled', () => {
  const names = ['no-ocr-giro.txt', 'se-bgmax-no-options.txt', 'camt053-synthetic-credits.xml', 'peppol-no.xml'];

  test.each(names)('%s with Windows line breaks, a byte order mark, or a DOS end', (name) => {
    const expected = parsed(fixture(name));
    const text = unix(name);
    const utf8 = new TextDecoder(name.startsWith('se-') ? 'windows-1252' : 'utf-8').decode(bytesOf(text));
    const windows = bytesOf(text.replaceAll('\n', '\r\n'));
    expect(lines(parsed(windows))).toEqual(lines(expected));
    expect(parsed(bytesOf(`\uFEFF${utf8}`, 'utf8')).payments).toEqual(parsed(bytesOf(utf8, 'utf8')).payments);
    expect(parsed(bytesOf(utf8, 'utf8'))).toEqual(parsed(bytesOf(text)));
    expect(lines(parsed(bytesOf(`${text}\u001A`)))).toEqual(lines(expected));
  });

  test.each(['no-ocr-giro.txt', 'se-bgmax-no-options.txt'])('%s without line breaks', (name) => {
    const records = unix(name)
      .split('\n')
      .filter((line) => line !== '');
    const stream = parsed(bytesOf(records.map((line) => line.padEnd(80)).join('')));
    const expected = parsed(fixture(name));
    expect(stream.payments.map((entry) => entry.payments)).toEqual(expected.payments.map((entry) => entry.payments));
    const trimmed = parsed(bytesOf(records.map((line) => line.trimEnd()).join('\r\n')));
    expect(trimmed.payments.map((entry) => entry.payments)).toEqual(expected.payments.map((entry) => entry.payments));
  });

  test('XML in UTF-16 and in ISO-8859-1 under a UTF-8 heading keeps its Nordic letters', () => {
    const xml = new TextDecoder().decode(fixture('camt053-synthetic-credits.xml'));
    const utf16 = new Uint8Array(Buffer.from(`\uFEFF${xml}`, 'utf16le'));
    for (const bytes of [utf16, bytesOf(xml, 'latin1'), bytesOf(xml, 'utf8')]) {
      expect(parsed(bytes).payments[0]?.payments[0]?.payerName).toBe('Åse Øvrebø Demo');
    }
  });
});

describe('what the payments of the samples say', () => {
  test('OCR giro: KID, payer’s account, booking day and the day the bank took the order', () => {
    const [first] = parsed(fixture('no-ocr-giro.txt')).payments;
    expect(first?.payments).toEqual([
      {
        key: 'ocr-giro/001008566/0000002/1992-01-20/1320101464/0000001/102000',
        amountMinor: 102000n,
        currency: 'NOK',
        references: [{ text: '0000531', amountMinor: null }],
        message: 'Foo bar baz',
        payerName: null,
        payerAccount: '99990512341',
        customerNo: null,
        bookedDate: '1992-01-20',
        valueDate: '1992-01-20',
        paidDate: '1992-01-16',
      },
    ]);
  });

  test('BgMax: one payment carries the references of the records after it', () => {
    const { payments } = parsed(fixture('se-bgmax-ocr-checked.txt'));
    expect(payments.map((entry) => entry.payments[0]?.references.map((reference) => reference.text))).toEqual([
      ['573949'],
      [],
      ['65896', '65862', '65763'],
      ['65581'],
    ]);
    expect(payments[2]?.payments[0]).toMatchObject({
      payerName: 'Kalles Plåt AB',
      payerAccount: '3783511',
      bookedDate: '2004-05-25',
    });
    expect(payments[3]?.payments[0]?.message).toBe('Faktura65581 Kundnr1233');
  });

  test('camt.053: reference, payer, message and the bank’s own id', () => {
    const { payments } = parsed(fixture('camt053-synthetic-credits.xml'));
    expect(payments.map((entry) => entry.payments[0])).toMatchObject([
      {
        amountMinor: 118400n,
        references: [{ text: '1002003000' }],
        payerName: 'Åse Øvrebø Demo',
        bookedDate: '2026-11-16',
      },
      { amountMinor: 50000n, references: [], message: 'betaling strøm oktober', payerName: 'Jørn Sæther Demo' },
      { amountMinor: 25050n, references: [{ text: '1002003003' }], payerName: null },
    ]);
    expect(payments[0]?.payments[0]?.key).toBe('camt/NO9386011117947/2026-11-16/118400/SYNTH202611160001.0');
  });

  test('Peppol: seller, buyer, dates, reference and lines that sum to what is to be paid', () => {
    const [document] = parsed(fixture('peppol-no.xml')).documents;
    expect(document).toMatchObject({
      type: 'invoice',
      invoiceNo: 'TOSL108',
      issueDate: '2013-06-30',
      dueDate: '2013-07-20',
      periodFrom: '2013-06-01',
      reference: '0003434323213231',
      seller: { name: 'The Sellercompany ASA', countryCode: 'NO' },
      buyer: { name: 'Buyercompany ASA', email: 'john@buyercompany.no' },
      customerNo: '3456789012098',
      supplyPoint: '6754238987643',
    });
    expect(document?.seller?.ids[0]).toEqual({ scheme: '0192', id: '123456785' });
    const [credit] = parsed(fixture('peppol-creditnote.xml')).documents;
    expect(credit).toMatchObject({ type: 'credit_note', creditedInvoiceNos: ['Snippet1'], amountMinor: -165625n });
    for (const one of [document, credit]) {
      expect(one?.lines.reduce((sum, line) => sum + line.amountMinor, 0n)).toBe(one?.amountMinor);
    }
  });

  test('CSV: invoices, credit notes and payments of a customer', () => {
    const file = parsed(fixture('customers-and-payments.csv'));
    expect(file.documents).toMatchObject([
      {
        type: 'invoice',
        invoiceNo: 'INV-1',
        amountMinor: 118400n,
        dueDate: '2026-10-15',
        nationalId: '01819010001',
        kindText: 'power',
      },
      { type: 'credit_note', invoiceNo: 'CRE-1', amountMinor: -8450n, dueDate: null },
      { type: 'invoice', buyer: { name: 'Sæther; Jørn Demo' }, amountMinor: 9900n, currency: 'SEK' },
    ]);
    expect(file.payments[0]?.payments).toMatchObject([
      {
        amountMinor: 50050n,
        bookedDate: '2026-10-16',
        customerNo: '10001',
        references: [{ text: '1002003000' }, { text: 'INV-1' }],
      },
    ]);
  });

  test.each([
    'no-ocr-giro.txt',
    'se-bgmax-no-options.txt',
    'se-bgmax-ocr-checked.txt',
    'camt053-synthetic-credits.xml',
  ])('%s gives each payment its own key, the same each time', (name) => {
    const keys = (): readonly string[] =>
      parsed(fixture(name)).payments.flatMap((entry) => entry.payments.map((payment) => payment.key));
    expect(new Set(keys()).size).toBe(keys().length);
    expect(keys()).toEqual(keys());
  });
});
