import { idnr } from '@navikt/fnrvalidator';
import * as fc from 'fast-check';
import { FinnishSSN } from 'finnish-ssn';
import Personnummer from 'personnummer';
import { describe, expect, test } from 'vitest';
import { COUNTRIES, type Country } from '../lang/languages';
import { addDays, isoDate } from '../time/dates';
import {
  finnishCheckSign,
  makeNorwegianPersonNumber,
  makeSwedishPersonNumber,
  readFinnishPersonNumber,
  readNorwegianPersonNumber,
  readSwedishPersonNumber,
  withSwedishCentury,
} from './national-ids';
import { isValidOrgNo, makeOrgNo } from './organisation-ids';
import { maskNationalId, validateNationalId } from './validate-national-id';

/** Published synthetic persons (Skatteetaten Tenor, NAV Dolly, Skatteverket's test list, DVV's 900 series). */
const SYNTHETIC: readonly (readonly [Country, string, string | null])[] = [
  ['NO', '01819010001', '1990-01-01'],
  ['NO', '15868510045', '1985-06-15'],
  ['NO', '24877010054', '1970-07-24'],
  ['NO', '31929910020', '1999-12-31'],
  ['NO', '05850350088', null],
  ['NO', '41819030020', '1990-01-01'],
  ['NO', '01419030054', '1990-01-01'],
  ['SE', '18900101-9802', '1890-01-01'],
  ['SE', '190001019801', '1900-01-01'],
  ['SE', '191401682396', '1914-01-08'],
  ['FI', '010190-900P', '1990-01-01'],
  ['FI', '150685-913W', '1985-06-15'],
  ['FI', '240304A925S', '2004-03-24'],
  ['FI', '010190Y987H', '1990-01-01'],
];

describe('synthetic persons', () => {
  test.each(SYNTHETIC)('%s %s lives in the demo world', (country, text, birthDate) => {
    const result = validateNationalId(text, country, 'demo');
    expect(result.ok).toBe(true);
    if (result.ok && birthDate !== null) expect(result.value.birthDate).toBe(birthDate);
    expect(result.ok && result.value.isSynthetic).toBe(true);
  });

  test.each(SYNTHETIC.filter(([, text]) => text !== '191401682396'))(
    '%s %s is refused in production',
    (country, text) => {
      const result = validateNationalId(text, country, 'production');
      expect(result).toEqual({
        ok: false,
        error: { code: 'NATIONAL_ID_SYNTHETIC', details: { reason: 'synthetic_in_production' } },
      });
    },
  );

  test('a number that a real person could have is refused in the demo world, and the refusal does not repeat it', () => {
    const made = makeNorwegianPersonNumber('010190101');
    const samples: readonly (readonly [Country, string])[] = [
      ['FI', '131052-308T'],
      ['SE', makeSwedishPersonNumber('19900101100')],
      ...(made === null ? [] : [['NO', made] as const]),
    ];
    for (const [country, text] of samples) {
      expect(validateNationalId(text, country, 'production').ok).toBe(true);
      const refused = validateNationalId(text, country, 'demo');
      expect(refused.ok).toBe(false);
      expect(JSON.stringify(refused)).not.toContain(text);
    }
  });

  test.each([
    ['NO', '01819010002', 'check'],
    ['NO', '32819010001', 'date'],
    ['NO', '0181901000', 'format'],
    ['SE', '900229-9806', 'date'],
    ['SE', '19000101-9802', 'check'],
    ['FI', '010190-900Z', 'format'],
    ['FI', '010190-900R', 'check'],
    ['FI', '310290-900P', 'date'],
    ['FI', '010190-001A', 'format'],
  ] as const)('%s %s is refused for its %s', (country, text, reason) => {
    expect(validateNationalId(text, country, 'demo')).toMatchObject({ ok: false, error: { details: { reason } } });
  });
});

const anyDay = fc.integer({ min: 0, max: 44_000 }).map((days) => addDays(isoDate('1900-03-01'), days));
const threeDigits = fc.integer({ min: 0, max: 999 }).map((n) => String(n).padStart(3, '0'));

describe('against other people’s implementations', () => {
  test('Norwegian numbers agree with NAV’s validator, right or wrong', () => {
    const shapes = fc.record({
      day: anyDay,
      individual: threeDigits,
      dayAdded: fc.constantFrom(0, 40),
      monthAdded: fc.constantFrom(0, 40, 80),
      tail: fc.option(fc.integer({ min: 0, max: 99 })),
    });
    fc.assert(
      fc.property(shapes, ({ day, individual, dayAdded, monthAdded, tail }) => {
        const ddmm =
          String(Number(day.slice(8)) + dayAdded).padStart(2, '0') +
          String(Number(day.slice(5, 7)) + monthAdded).padStart(2, '0');
        const nine = ddmm + day.slice(2, 4) + individual;
        const number = tail === null ? makeNorwegianPersonNumber(nine) : nine + String(tail).padStart(2, '0');
        if (number === null) return;
        const ours = readNorwegianPersonNumber(number);
        // NAV's validator takes 29 February of any year '00 as 2000; we read the century from the individual number.
        if ('fault' in ours && ours.fault === 'date' && ddmm.startsWith('29')) return;
        expect('fault' in ours).toBe(idnr(number).status === 'invalid');
      }),
      { numRuns: 2_000 },
    );
  });

  test('Norwegian numbers of the 2032 rule are taken as NAV takes them', () => {
    let relaxed = 0;
    for (let tail = 0; tail < 100; tail++) {
      const number = `018190100${String(tail).padStart(2, '0')}`;
      const isOurs = !('fault' in readNorwegianPersonNumber(number));
      expect(isOurs).toBe(idnr(number).status === 'valid');
      if (isOurs) relaxed++;
    }
    expect(relaxed).toBeGreaterThan(1);
  });

  test('Swedish numbers agree with the personnummer library, right or wrong', () => {
    fc.assert(
      fc.property(
        anyDay,
        threeDigits,
        fc.boolean(),
        fc.integer({ min: 0, max: 9 }),
        (day, number, isTemporary, wrong) => {
          if (number === '000') return;
          const dd = isTemporary ? String(Number(day.slice(8)) + 60) : day.slice(8);
          const right = makeSwedishPersonNumber(day.slice(0, 4) + day.slice(5, 7) + dd + number);
          const other = right.slice(0, 11) + String(wrong);
          for (const text of [right, other])
            expect('fault' in readSwedishPersonNumber(text)).toBe(!Personnummer.valid(text));
        },
      ),
    );
  });

  test('Finnish numbers agree with the finnish-ssn library, right or wrong', () => {
    const numbers = fc.integer({ min: 2, max: 899 }).map((n) => String(n).padStart(3, '0'));
    fc.assert(
      fc.property(
        anyDay,
        numbers,
        fc.constantFrom(...'-YXWVU'),
        fc.constantFrom(...'0123456789ABCDEFHJKLMNPRSTUVWXY'),
        (day, number, old, wrong) => {
          const ddmmyy = day.slice(8) + day.slice(5, 7) + day.slice(2, 4);
          const separator = day < '2000-01-01' ? old : 'A';
          for (const check of [finnishCheckSign(ddmmyy + number), wrong]) {
            const text = ddmmyy + separator + number + check;
            expect('fault' in readFinnishPersonNumber(text)).toBe(!FinnishSSN.validate(text));
          }
        },
      ),
    );
  });
});

describe('Swedish centuries', () => {
  const today = isoDate('2026-11-21');
  test.each([
    ['900101-9802', '199001019802'],
    ['900101+9802', '189001019802'],
    ['250101-2384', '202501012384'],
    ['261122-2384', '192611222384'],
    ['261122+2384', '182611222384'],
    ['199001019802', '199001019802'],
  ])('%s is %s', (short, long) => {
    expect(withSwedishCentury(short, today)).toBe(long);
  });
});

describe('organisation numbers', () => {
  test.each([
    ['NO', '310123455'],
    ['NO', '310 123 455'],
    ['SE', '556016-0680'],
    ['FI', '1234567-1'],
  ] as const)('%s %s is valid', (country, text) => {
    expect(isValidOrgNo(text, country)).toBe(true);
  });

  test.each([
    ['NO', '310123456'],
    ['SE', '551016-0680'],
    ['FI', '12345671'],
    ['FI', '1234567-2'],
  ] as const)('%s %s is not', (country, text) => {
    expect(isValidOrgNo(text, country)).toBe(false);
  });

  test('what we make is valid', () => {
    const payloads: Readonly<Record<Country, number>> = { NO: 8, SE: 9, FI: 7 };
    fc.assert(
      fc.property(fc.constantFrom(...COUNTRIES), fc.nat(999_999_999), (country, n) => {
        const payload = String(n).padStart(9, '0').slice(0, payloads[country]);
        const made = makeOrgNo(payload, country);
        if (made !== null) expect(isValidOrgNo(made, country)).toBe(true);
      }),
    );
  });

  test('a Norwegian test organisation is refused in production', () => {
    expect(validateNationalId('310123455', 'NO', 'production').ok).toBe(false);
    expect(validateNationalId('310123455', 'NO', 'demo')).toMatchObject({ ok: true, value: { kind: 'organisation' } });
  });
});

describe('masking', () => {
  test.each([
    ['NO', '01819010001', '018190•••••'],
    ['SE', '19900101-9802', '19900101••••'],
    ['SE', '900101-9802', '900101-••••'],
    ['FI', '010190-900p', '010190-••••'],
    ['FI', '010190Y987H', '010190•••••'],
    ['NO', '310123455', '310123455'],
    ['NO', 'hello', '•••••'],
  ] as const)('%s %s shows as %s', (country, text, masked) => {
    expect(maskNationalId(text, country)).toBe(masked);
  });

  test('never shows the last four signs of a person', () => {
    for (const [country, text] of SYNTHETIC) expect(maskNationalId(text, country).slice(-4)).toBe('••••');
  });
});
