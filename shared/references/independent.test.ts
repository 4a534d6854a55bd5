/** Goal: other people's libraries say the same about references, accounts and company numbers as we do, right or wrong. */
import * as fc from 'fast-check';
import finnishBank from 'finnish-bank-utils';
import { FinnishBusinessIds } from 'finnish-business-ids';
import { isValidIBAN } from 'ibantools';
import luhn from 'luhn';
import norsk from 'norsk-validator';
import Organisationsnummer from 'organisationsnummer';
import { expect, test } from 'vitest';
import { COUNTRIES } from '../lang/languages';
import {
  isValidBankgiro,
  isValidIban,
  isValidNorwegianAccount,
  isValidPlusgiro,
  makeIban,
  makeNorwegianAccount,
} from './accounts';
import { luhnDigit } from './check-digits';
import { isValidNorwegianOrgNo, isValidSwedishOrgNo, isValidYTunnus, makeOrgNo } from './organisation-ids';
import {
  isValidKid,
  isValidOcr,
  isValidRf,
  isValidViite,
  makeKid,
  makeOcr,
  makeRf,
  makeViite,
} from './payment-references';

const RUNS = { numRuns: 1_000 };
const digits = (minLength: number, maxLength: number) =>
  fc.string({ unit: fc.constantFrom(...'0123456789'), minLength, maxLength });
/** Ten endings of a payload: one of them is right at most, so both sides must tell right from wrong. */
const endings = (payload: string) => [...'0123456789'].map((digit) => payload + digit);

test('KID by mod 11 agrees with norsk-validator, by mod 10 with luhn', () => {
  fc.assert(
    fc.property(digits(3, 24), (payload) => {
      for (const kid of endings(payload)) {
        expect(isValidKid(kid, 'mod10')).toBe(luhn.validate(kid));
        expect(isValidKid(kid, 'mod11')).toBe(norsk.kidnummer(kid, true, false));
        // Version 2.0.0 computes 10 where the check digit is 0, so it can only be asked about the others.
        if (!kid.endsWith('0')) expect(isValidKid(kid, 'mod10')).toBe(norsk.kidnummer(kid, false, true));
      }
      expect(luhn.validate(makeKid(payload, 'mod10'))).toBe(true);
    }),
    RUNS,
  );
});

test('Norwegian accounts and organisation numbers agree with norsk-validator', () => {
  fc.assert(
    fc.property(digits(10, 10), digits(7, 7), fc.constantFrom(...'2389'), (account, rest, first) => {
      for (const one of endings(account)) expect(isValidNorwegianAccount(one)).toBe(norsk.kontonummer(one));
      for (const one of endings(first + rest)) expect(isValidNorwegianOrgNo(one)).toBe(norsk.organisasjonsnummer(one));
      const made = makeOrgNo(first + rest, 'NO');
      if (made !== null) expect(norsk.organisasjonsnummer(made)).toBe(true);
    }),
    RUNS,
  );
});

test('the check digit of Swedish OCR, bankgiro and plusgiro agrees with luhn', () => {
  fc.assert(
    fc.property(digits(3, 20), (payload) => {
      for (const hasLengthDigit of [true, false]) {
        const ocr = makeOcr(payload, { hasLengthDigit });
        expect(luhn.validate(ocr)).toBe(true);
        expect(isValidOcr(ocr, { level: 'hard' })).toBe(true);
      }
      const giro = payload.slice(0, 7) + luhnDigit(payload.slice(0, 7));
      for (const one of endings(giro.slice(0, -1))) {
        const isRight = luhn.validate(one);
        expect(isValidPlusgiro(one)).toBe(isRight);
        expect(isValidBankgiro(one)).toBe(isRight && one.length >= 7);
      }
    }),
    RUNS,
  );
});

test('Swedish organisation numbers agree with organisationsnummer', () => {
  fc.assert(
    fc.property(digits(9, 9), (payload) => {
      // The library also takes personal numbers (a sole trader's), whose third digit is below 2, and no group 0.
      if (Number(payload[2]) < 2 || payload.startsWith('0')) return;
      for (const one of endings(payload)) expect(isValidSwedishOrgNo(one)).toBe(Organisationsnummer.valid(one));
    }),
    RUNS,
  );
});

test('IBANs of our countries agree with ibantools', () => {
  const lengths = { NO: 11, SE: 20, FI: 14 } as const;
  fc.assert(
    fc.property(fc.constantFrom(...COUNTRIES), digits(20, 20), fc.nat(96), (country, body, check) => {
      const account = body.slice(0, lengths[country]);
      const national = country === 'NO' ? makeNorwegianAccount(account.slice(0, 10)) : account;
      if (national === null) return;
      const made = makeIban(country, national);
      const other = `${country}${String(check + 2).padStart(2, '0')}${national}`;
      // ibantools also checks the account inside; ours of Norway has its digit, for Finland and Sweden only the outside counts.
      if (country !== 'FI') expect(isValidIban(made)).toBe(isValidIBAN(made));
      if (country === 'NO') expect(isValidIban(other)).toBe(isValidIBAN(other));
      expect(isValidIban(made)).toBe(true);
      if (other !== made && !isValidIban(other)) expect(isValidIBAN(other)).toBe(false);
    }),
    RUNS,
  );
  for (const iban of ['NO9386011117947', 'SE4550000000058398257466', 'FI2112345600000785']) {
    expect([isValidIban(iban), isValidIBAN(iban)]).toEqual([true, true]);
  }
});

test('viitenumero, RF and Finnish IBAN agree with finnish-bank-utils', () => {
  fc.assert(
    fc.property(digits(3, 18), (body) => {
      const payload = `1${body}`;
      for (const one of endings(payload)) expect(isValidViite(one)).toBe(finnishBank.isValidFinnishRefNumber(one));
      const rf = makeRf(makeViite(payload));
      expect(isValidRf(rf)).toBe(true);
      expect(finnishBank.isValidFinnishRefNumber(rf)).toBe(true);
      const wrong = `RF${String((Number(rf.slice(2, 4)) + 1) % 97).padStart(2, '0')}${rf.slice(4)}`;
      if (!isValidRf(wrong)) expect(finnishBank.isValidFinnishRefNumber(wrong)).toBe(false);
    }),
    RUNS,
  );
  expect(finnishBank.isValidFinnishIBAN('FI2112345600000785')).toBe(true);
});

test('Y-tunnus agrees with finnish-business-ids', () => {
  fc.assert(
    fc.property(digits(7, 7), (payload) => {
      for (const digit of '0123456789') {
        const one = `${payload}-${digit}`;
        expect(isValidYTunnus(one)).toBe(FinnishBusinessIds.isValidBusinessId(one));
      }
    }),
    RUNS,
  );
});
