import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  isValidBankgiro,
  isValidIban,
  isValidNorwegianAccount,
  isValidPlusgiro,
  makeIban,
  makeNorwegianAccount,
} from './accounts';
import {
  canonicalReference,
  isValidKid,
  isValidOcr,
  isValidRf,
  isValidViite,
  makeKid,
  makeOcr,
  makeRf,
  makeViite,
} from './payment-references';

const digits = (minLength: number, maxLength: number) =>
  fc.string({ unit: fc.constantFrom(...'0123456789'), minLength, maxLength });

/** Changes one digit of a text, which every check digit here must notice. */
const withOneWrongDigit = (text: string, at: number, by: number): string => {
  const positions = [...text].flatMap((sign, i) => (/[0-9]/u.test(sign) ? [i] : []));
  const position = positions[at % positions.length]!;
  const changed = (Number(text[position]) + 1 + (by % 9)) % 10;
  return text.slice(0, position) + String(changed) + text.slice(position + 1);
};

const where = fc.nat(30);

describe('KID', () => {
  test.each([
    ['1234567890', 'mod10', '12345678903'],
    ['1234567890', 'mod11', '12345678903'],
    ['12345678', 'mod10', '123456782'],
    ['100200300', 'mod10', '1002003000'],
    ['100200300', 'mod11', '1002003003'],
    ['1009', 'mod11', '1009-'],
  ] as const)('%s by %s is %s', (payload, method, kid) => {
    expect(makeKid(payload, method)).toBe(kid);
    expect(isValidKid(kid, method)).toBe(true);
    expect(isValidKid(kid)).toBe(true);
  });

  test('what we make is valid, and one wrong digit is noticed', () => {
    fc.assert(
      fc.property(digits(1, 24), fc.constantFrom('mod10', 'mod11'), where, where, (payload, method, at, by) => {
        const kid = makeKid(payload, method);
        expect(isValidKid(kid, method)).toBe(true);
        expect(isValidKid(withOneWrongDigit(kid, at, by), method)).toBe(false);
      }),
    );
  });

  test.each(['', '3', '1234a', ' 12345678903', '1'.repeat(26), '-1', '10-09'])('refuses %j', (text) => {
    expect(isValidKid(text)).toBe(false);
  });

  test('is not made of letters or of too many digits', () => {
    expect(() => makeKid('12A', 'mod10')).toThrow(RangeError);
    expect(() => makeKid('1'.repeat(25), 'mod10')).toThrow(RangeError);
  });
});

describe('Swedish OCR', () => {
  test('carries a check digit and, when agreed, its length', () => {
    expect(makeOcr('12345', { hasLengthDigit: false })).toBe('123455');
    expect(makeOcr('12345', { hasLengthDigit: true })).toBe('1234574');
    expect(makeOcr('1000234567', { hasLengthDigit: true })).toBe('100023456724');
  });

  test('is checked at the level the payee agreed with Bankgirot', () => {
    expect(isValidOcr('123456', { level: 'soft' })).toBe(true);
    expect(isValidOcr('123456', { level: 'hard' })).toBe(false);
    expect(isValidOcr('123455', { level: 'hard' })).toBe(true);
    expect(isValidOcr('123455', { level: 'variableLength' })).toBe(false);
    expect(isValidOcr('1234574', { level: 'variableLength' })).toBe(true);
    expect(isValidOcr('123455', { level: 'fixedLengths', lengths: [6, 8] })).toBe(true);
    expect(isValidOcr('1234574', { level: 'fixedLengths', lengths: [6, 8] })).toBe(false);
    expect(isValidOcr('12345a', { level: 'soft' })).toBe(false);
  });

  test('what we make is valid, and one wrong digit is noticed', () => {
    fc.assert(
      fc.property(digits(1, 23), fc.boolean(), where, where, (base, hasLengthDigit, at, by) => {
        const ocr = makeOcr(base, { hasLengthDigit });
        expect(isValidOcr(ocr, { level: hasLengthDigit ? 'variableLength' : 'hard' })).toBe(true);
        expect(isValidOcr(withOneWrongDigit(ocr, at, by), { level: 'hard' })).toBe(false);
      }),
    );
  });
});

describe('viitenumero and RF', () => {
  test('are made as Finance Finland shows', () => {
    expect(makeViite('123456')).toBe('1234561');
    expect(makeViite('1234567890')).toBe('12345678907');
    expect(makeRf('1234561')).toBe('RF341234561');
    expect(makeRf('2348236')).toBe('RF332348236');
    expect(isValidRf('RF332348236')).toBe(true);
    expect(isValidRf('RF342348236')).toBe(false);
    expect(isValidRf('rf332348236')).toBe(false);
    expect(() => makeViite('12')).toThrow(RangeError);
    expect(() => makeRf('å')).toThrow(RangeError);
  });

  test('what we make is valid, and one wrong digit is noticed', () => {
    fc.assert(
      fc.property(digits(3, 19), where, where, (payload, at, by) => {
        const viite = makeViite(payload);
        const rf = makeRf(viite);
        expect([isValidViite(viite), isValidRf(rf)]).toEqual([true, true]);
        expect(isValidViite(withOneWrongDigit(viite, at, by))).toBe(false);
        expect(isValidRf(withOneWrongDigit(rf, at, by))).toBe(false);
      }),
    );
  });
});

test('references compare equal however the payer typed them', () => {
  expect(canonicalReference('00 1234 5678 2')).toBe('123456782');
  expect(canonicalReference('rf34 1234 561')).toBe('RF341234561');
  expect(canonicalReference('1009-')).toBe('1009-');
  expect(canonicalReference('000')).toBe('0');
});

describe('accounts', () => {
  test.each([
    'NO9386011117947',
    'SE4550000000058398257466',
    'FI2112345600000785',
    'NO93 8601 1117 947',
    'DE89370400440532013000',
  ])('%s is a valid IBAN', (iban) => {
    expect(isValidIban(iban)).toBe(true);
  });

  test.each(['NO9386011117948', 'NO938601111794', 'XX', '', 'FI21123456000007855', 'SE45500000000583982574A6'])(
    '%j is no IBAN',
    (iban) => {
      expect(isValidIban(iban)).toBe(false);
    },
  );

  test('IBANs we make are valid, and one wrong digit is noticed', () => {
    fc.assert(
      fc.property(digits(14, 14), where, where, (account, at, by) => {
        const iban = makeIban('FI', account);
        expect(isValidIban(iban)).toBe(true);
        expect(isValidIban(withOneWrongDigit(iban, at, by))).toBe(false);
      }),
    );
    expect(makeIban('NO', '86011117947')).toBe('NO9386011117947');
  });

  test('Norwegian accounts, bankgiro and plusgiro keep their check digits', () => {
    expect(isValidNorwegianAccount('8601 11 17947')).toBe(true);
    expect(isValidNorwegianAccount('8601.11.17948')).toBe(false);
    expect(makeNorwegianAccount('8601111794')).toBe('86011117947');
    expect(isValidBankgiro('991-2346')).toBe(true);
    expect(isValidBankgiro('991-2347')).toBe(false);
    expect(isValidBankgiro('12')).toBe(false);
    expect(isValidPlusgiro('815608-5')).toBe(true);
    expect(isValidPlusgiro('815608-6')).toBe(false);
  });
});
