import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { LANGUAGES } from '../../../shared/lang/languages';
import { IMPORT_BYTES_MAX } from '../../../shared/protocol/limits';
import { REJECTION_REASONS, REJECTION_TEXT } from './imported-file';
import { describeMalformed, MALFORMED_TEXT } from './malformed';
import { detectFormat, parseImportFile } from './parse-import-file';
import { bytesOf, fixture, fixtureText, refused } from './testing/fixtures';

const NAMES = [
  'no-ocr-giro.txt',
  'se-bgmax-ocr-checked.txt',
  'se-bgmax-no-options.txt',
  'camt053-synthetic-credits.xml',
  'camt054-v2.xml',
  'camt054-v8.xml',
  'peppol-base.xml',
  'peppol-creditnote.xml',
  'peppol-no.xml',
  'customers-and-payments.csv',
] as const;

const change = (name: string, from: string | RegExp, to: string): Uint8Array => {
  const text = fixtureText(name);
  const changed = text.replace(from, to);
  expect(changed).not.toBe(text);
  return bytesOf(changed);
};

describe('a file that is not whole is refused whole', () => {
  test.each(NAMES.filter((name) => !name.endsWith('.csv')))(
    '%s cut anywhere before its last record or element',
    (name) => {
      const text = fixtureText(name).trimEnd();
      // The giro formats end in filler; before it stands the last digit of their control values.
      const end = text.replace(/[0 ]+$/u, '').length - 1;
      for (let i = 0; i < 40; i++) {
        const cut = Math.floor((end * i) / 40);
        const result = parseImportFile(bytesOf(text.slice(0, cut)), { fileName: name });
        expect(result.ok, `cut at ${cut}`).toBe(false);
      }
    },
  );

  test.each([
    [
      'no-ocr-giro.txt',
      /(?<=NY0900880000002000000043)0000000000514490/u,
      '0000000000514491',
      'TOTAL_DIFFERS',
      'line 44',
    ],
    ['no-ocr-giro.txt', 'NY09008800000020', 'NY09008800000021', 'COUNT_DIFFERS', 'line 44'],
    [
      'no-ocr-giro.txt',
      /(?<=NY0000890000002000000045)00000000005144900/u,
      '00000000005144901',
      'TOTAL_DIFFERS',
      'line 45',
    ],
    ['no-ocr-giro.txt', 'NY0000890000002000000045', 'NY0000890000002000000044', 'COUNT_DIFFERS', 'line 45'],
    ['se-bgmax-no-options.txt', '000000000000085000SEK', '000000000000085001SEK', 'TOTAL_DIFFERS', 'line 27'],
    ['se-bgmax-no-options.txt', 'SEK00000005', 'SEK00000006', 'COUNT_DIFFERS', 'line 27'],
    ['se-bgmax-no-options.txt', '7000000005', '7000000004', 'COUNT_DIFFERS', 'line 28'],
    [
      'se-bgmax-ocr-checked.txt',
      '70000000040000000000000003',
      '70000000040000000000000002',
      'COUNT_DIFFERS',
      'record 24',
    ],
    [
      'camt053-synthetic-credits.xml',
      '<Sum>2009.50',
      '<Sum>2009.51',
      'TOTAL_DIFFERS',
      '/Document/BkToCstmrStmt/Stmt/TxsSummry/TtlNtries',
    ],
    [
      'camt053-synthetic-credits.xml',
      '<NbOfNtries>4',
      '<NbOfNtries>5',
      'COUNT_DIFFERS',
      '/Document/BkToCstmrStmt/Stmt/TxsSummry/TtlNtries',
    ],
    ['camt053-synthetic-credits.xml', '11859.50', '11859.51', 'BALANCE_DIFFERS', '/Document/BkToCstmrStmt/Stmt'],
  ] as const)('%s with %s changed', (name, from, to, reason, place) => {
    expect(refused(change(name, from, to))).toEqual({ code: 'FILE_MALFORMED', reason, place });
  });

  test.each([
    ['no-ocr-giro.txt', 'NY0921310000001', 'NY0921310000002', 'RECORD_ORDER'],
    ['no-ocr-giro.txt', 'NY092131', 'XX092131', 'VALUE_INVALID'],
    ['no-ocr-giro.txt', '00000000000102000', '0000000000O102000', 'VALUE_INVALID'],
    ['no-ocr-giro.txt', '200192132', '310292132', 'DATE_INVALID'],
    ['no-ocr-giro.txt', 'NY000010', 'NY000010\n', 'VALUE_INVALID'],
    ['se-bgmax-no-options.txt', '\n05', '\n06', 'RECORD_ORDER'],
    ['se-bgmax-no-options.txt', 'SEK00000005', 'EUR00000005', 'VALUE_INVALID'],
    ['se-bgmax-no-options.txt', /^01.{78}/u, `01BGMAX${' '.repeat(80)}x`, 'RECORD_LENGTH'],
    ['camt053-synthetic-credits.xml', '1184.00</Amt>', '1184.005</Amt>', 'AMOUNT_INVALID'],
    ['camt053-synthetic-credits.xml', '1184.00</Amt>', '1e3</Amt>', 'AMOUNT_INVALID'],
    ['camt053-synthetic-credits.xml', '1184.00</Amt>', '999999999999999999</Amt>', 'AMOUNT_INVALID'],
    [
      'camt053-synthetic-credits.xml',
      '<CdtDbtInd>CRDT</CdtDbtInd>\n        <Sts>',
      '<CdtDbtInd>CREDIT</CdtDbtInd>\n<Sts>',
      'VALUE_INVALID',
    ],
    ['camt053-synthetic-credits.xml', '<BookgDt><Dt>2026-11-16', '<BookgDt><Dt>2026-11-31', 'DATE_INVALID'],
    ['camt053-synthetic-credits.xml', '</Stmt>', '', 'XML_NOT_WELL_FORMED'],
    ['camt053-synthetic-credits.xml', '</Document>', '</Document><Document/>', 'XML_NOT_WELL_FORMED'],
    ['peppol-no.xml', /<cbc:PayableAmount[^/]*\/cbc:PayableAmount>/u, '', 'ELEMENT_MISSING'],
    ['peppol-no.xml', '<cbc:PayableAmount currencyID="NOK">', '<cbc:PayableAmount currencyID="SEK">', 'VALUE_INVALID'],
    ['customers-and-payments.csv', 'due_date;', '', 'CSV_HEADER'],
    ['customers-and-payments.csv', '1 184,00', '1 184,005', 'AMOUNT_INVALID'],
    ['customers-and-payments.csv', '"S', 'S', 'CSV_BROKEN'],
    ['customers-and-payments.csv', 'Demo";;INV-2', 'Demo;;INV-2', 'CSV_BROKEN'],
    ['customers-and-payments.csv', '16.10.2026', '31.02.2026', 'DATE_INVALID'],
    ['customers-and-payments.csv', 'credit_note', 'gift', 'VALUE_INVALID'],
    ['customers-and-payments.csv', ';INV-2;', ';;', 'ELEMENT_MISSING'],
  ] as const)('%s with %s changed to %s is %s', (name, from, to, reason) => {
    expect(refused(change(name, from, to))).toMatchObject({ code: 'FILE_MALFORMED', reason });
  });

  test('the place names the line or element to look at', () => {
    expect(refused(change('customers-and-payments.csv', '16.10.2026', '31.02.2026')).place).toBe('line 4');
    expect(refused(change('no-ocr-giro.txt', 'NY0921310000001', 'NY0921310000002')).place).toBe('line 4');
    expect(refused(change('camt053-synthetic-credits.xml', '250.50</Amt>', 'x</Amt>')).place).toBe(
      '/Document/BkToCstmrStmt/Stmt/Ntry[3]/Amt',
    );
  });
});

describe('files that are none of ours', () => {
  test.each([
    ['nothing', '', 'FILE_MALFORMED', 'EMPTY'],
    ['blanks', ' \n\t\r\n', 'FILE_MALFORMED', 'EMPTY'],
    ['only a byte order mark', '\u00EF\u00BB\u00BF', 'FILE_MALFORMED', 'EMPTY'],
    ['a picture', '\u0089PNG\r\n\u001A\n\u0000', 'FILE_MALFORMED', 'NOT_TEXT'],
    ['a letter', 'Hei, kan dere importere dette?', 'FILE_UNKNOWN_FORMAT', 'UNKNOWN_FORMAT'],
    ['a web page', '<html><body/></html>', 'FILE_UNKNOWN_FORMAT', 'UNKNOWN_FORMAT'],
    [
      'another camt',
      '<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.052.001.02"/>',
      'FILE_UNKNOWN_FORMAT',
      'UNKNOWN_FORMAT',
    ],
    [
      'a camt of another version',
      '<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.01"/>',
      'FILE_UNKNOWN_FORMAT',
      'UNKNOWN_FORMAT',
    ],
  ])('%s', (_, text, code, reason) => {
    expect(refused(bytesOf(text))).toMatchObject({ code, reason });
    expect(detectFormat(bytesOf(text))).toBeNull();
  });

  test('a file made to keep a reader busy is refused soon', () => {
    const long = 2_000_000;
    for (const text of [
      `NY000010${'\r'.repeat(long)}x`,
      `01BGMAX${' '.repeat(long)}x`,
      `<a>${'&'.repeat(long)}</a>`,
      `type;amount${' '.repeat(long)}x`,
      '"'.repeat(long),
    ]) {
      expect(parseImportFile(bytesOf(text), { fileName: 'x' }).ok).toBe(false);
    }
  });

  test('a file beyond the limit is refused before it is read', () => {
    expect(refused(new Uint8Array(IMPORT_BYTES_MAX + 1))).toMatchObject({
      code: 'FILE_MALFORMED',
      reason: 'TOO_LARGE',
    });
  });
});

describe('hostile XML', () => {
  const xml = fixtureText('camt053-synthetic-credits.xml');
  const bomb =
    '<!DOCTYPE lolz [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>';

  test('an entity bomb or an outside entity is refused by its DOCTYPE', () => {
    const outside = '<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]>';
    for (const doctype of [bomb, outside, '<!doctype html>']) {
      const bytes = bytesOf(xml.replace('<Document', `${doctype}<Document`));
      expect(refused(bytes)).toMatchObject({ code: 'FILE_MALFORMED', reason: 'XML_DOCTYPE' });
    }
  });

  const named = (text: string): Uint8Array => bytesOf(xml.replace(/<Nm>[^<]*Demo<\/Nm>/u, `<Nm>${text}</Nm>`));

  test('an entity nobody declared is refused, the five of XML and character numbers are read', () => {
    expect(refused(named('&f;'))).toMatchObject({ reason: 'XML_DOCTYPE' });
    expect(refused(named('&#0;'))).toMatchObject({ reason: 'XML_DOCTYPE' });
    expect(refused(named('&#x110000;'))).toMatchObject({ reason: 'XML_DOCTYPE' });
    const result = parseImportFile(named('A &amp; B &#229;&#xD8; &amp;lt; <![CDATA[<C> &amp;]]>'), { fileName: 'x' });
    expect(result.ok && result.value.payments[0]?.payments[0]?.payerName).toBe('A & B åØ &lt;<C> &amp;');
  });

  test('endless nesting and names that are traps end in a refusal', () => {
    expect(refused(bytesOf(`${'<a>'.repeat(5000)}${'</a>'.repeat(5000)}`))).toMatchObject({
      reason: 'XML_NOT_WELL_FORMED',
    });
    expect(refused(bytesOf(xml.replace('<GrpHdr>', '<__proto__/><GrpHdr>')))).toMatchObject({ code: 'FILE_MALFORMED' });
  });
});

const settle = (bytes: Uint8Array): void => {
  const result = parseImportFile(bytes, { fileName: 'fuzz' });
  if (!result.ok) {
    expect(['FILE_MALFORMED', 'FILE_UNKNOWN_FORMAT']).toContain(result.error.code);
    expect(result.error.details?.['file']).toBe('fuzz');
    for (const language of LANGUAGES)
      expect(describeMalformed(result.error.details ?? {}, language)).not.toMatch(/\{(?:expected|found)\}/u);
    return;
  }
  const { documents, payments, rejected, totals } = result.value;
  const all = [...documents, ...payments, ...rejected];
  expect(totals.reduce((sum, total) => sum + total.entries, 0)).toBe(all.length);
  expect(new Set(all.map((entry) => entry.place)).size).toBe(all.length);
  for (const entry of payments) {
    expect(entry.payments.reduce((sum, payment) => sum + payment.amountMinor, 0n)).toBe(entry.amountMinor);
    for (const payment of entry.payments) expect(payment.amountMinor > 0n).toBe(true);
  }
};

describe('whatever the bytes, the answer is a file or a coded refusal', () => {
  test('random bytes', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 400 }), settle), { numRuns: 300 });
  });

  test('samples with bytes changed, taken out or doubled', () => {
    const edit = fc.record({
      at: fc.nat(20_000),
      kind: fc.constantFrom('set', 'drop', 'double'),
      value: fc.integer({ min: 0, max: 255 }),
      length: fc.integer({ min: 1, max: 90 }),
    });
    fc.assert(
      fc.property(fc.constantFrom(...NAMES), fc.array(edit, { minLength: 1, maxLength: 4 }), (name, edits) => {
        let bytes = [...fixture(name)];
        for (const { at, kind, value, length } of edits) {
          const from = at % bytes.length;
          const piece = bytes.slice(from, from + length);
          const middle = kind === 'set' ? [value, ...piece.slice(1)] : kind === 'drop' ? [] : [...piece, ...piece];
          bytes = [...bytes.slice(0, from), ...middle, ...bytes.slice(from + length)];
          if (bytes.length === 0) return;
        }
        settle(Uint8Array.from(bytes));
      }),
      { numRuns: 500 },
    );
  });

  test('records and columns of random text after a true beginning', () => {
    const begin = fc.constantFrom(
      'NY000010',
      '01BGMAX               01',
      'type;amount\n',
      '<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.02">',
      '<Invoice ',
    );
    fc.assert(
      fc.property(begin, fc.string({ maxLength: 300 }), (start, rest) => settle(bytesOf(start + rest, 'utf8'))),
      { numRuns: 300 },
    );
  });
});

test('every reason has its sentence in every language', () => {
  for (const language of LANGUAGES) {
    for (const reason of REJECTION_REASONS) expect(REJECTION_TEXT[reason][language]).toMatch(/\.$/u);
    for (const text of Object.values(MALFORMED_TEXT)) expect(text[language].length).toBeGreaterThan(5);
  }
  const details = { file: 'a.txt', place: 'line 3', reason: 'COUNT_DIFFERS', expected: 4, found: 5 };
  expect(describeMalformed(details, 'nb')).toBe('a.txt, line 3: Filen sier 4 poster, men har 5.');
});
