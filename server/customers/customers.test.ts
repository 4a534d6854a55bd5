import { describe, expect, test } from 'vitest';
import { foldName } from './fold';
import { normalisePhone, possiblePhones } from './phone-number';

describe('how people are compared', () => {
  test.each([
    ['  Åse   ØSTBY ', 'åse østby'],
    ['Pa\u030Al', 'pål'],
  ])('the name "%s" is searched as "%s"', (name, folded) => {
    expect(foldName(name)).toBe(folded);
  });

  test.each([
    ['99 00 00 01', 'NO', '+4799000001'],
    ['0046 70 123 45 67', 'NO', '+46701234567'],
    // No exchange has these: numbers of the demo world, which no living person can have.
    ['00 20 00 00', 'NO', '+4700200000'],
    ['0047 00 20 00 00', 'SE', '+4700200000'],
    ['070-123 45 67', 'SE', '+46701234567'],
    ['070-174 06', 'SE', '+467017406'],
    ['040 1234567', 'FI', '+358401234567'],
    ['hallo', 'NO', null],
    ['12', 'NO', null],
    ['+1234567890123456', 'NO', null],
  ] as const)('the number "%s" in %s is %s', (text, country, phone) => {
    expect(normalisePhone(text, country)).toBe(phone);
  });

  test('a number without a country is looked for in all of ours, each form once', () => {
    expect(possiblePhones('070-174 06 05')).toEqual(['+470701740605', '+46701740605', '+358701740605']);
    expect(possiblePhones('+46 70 174 06 05')).toEqual(['+46701740605']);
  });
});
