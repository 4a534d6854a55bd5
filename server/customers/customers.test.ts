import { describe, expect, test } from 'vitest';
import { foldName, normalisePhone } from './fold';
import { isSyntheticNationalId } from './synthetic-ids';

describe('how people are compared', () => {
  test.each([
    ['  Åse   ØSTBY ', 'åse østby'],
    ['Pa\u030Al', 'pål'],
  ])('the name "%s" is searched as "%s"', (name, folded) => {
    expect(foldName(name)).toBe(folded);
  });

  test.each([
    ['99 00 00 01', '47', '+4799000001'],
    ['0046 70 123 45 67', '47', '+46701234567'],
    ['070-123 45 67', '46', '+46701234567'],
    ['040 1234567', '358', '+358401234567'],
    ['hallo', '47', null],
    ['12', '47', null],
  ] as const)('the number "%s" in +%s is %s', (text, code, phone) => {
    expect(normalisePhone(text, code)).toBe(phone);
  });
});

test.each([
  ['NO', '01810112345', true],
  ['NO', '01010112345', false],
  ['SE', '19800101-9812', true],
  ['SE', '19800101-1212', false],
  ['FI', '010180-912A', true],
  ['FI', '010180-112A', false],
] as const)('%s %s is a number made for tests: %s', (country, nationalId, isSynthetic) => {
  expect(isSyntheticNationalId(country, nationalId)).toBe(isSynthetic);
});
