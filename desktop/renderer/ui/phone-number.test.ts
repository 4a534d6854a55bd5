import { expect, test } from 'vitest';
import { formatNumber } from './phone-number';

test.each([
  ['+4722225555', '+47 22 22 55 55'],
  ['+46701740605', '+46 70 174 06 05'],
  ['+358457300001', '+358 45 730 00 01'],
  // Numbers of the demo world, which no country has.
  ['+4700012345', '+47 00 01 23 45'],
  ['+358000100001', '+358 00 10 00 01'],
  ['anonymous', 'anonymous'],
])('%s is read as %s', (number, read) => {
  expect(formatNumber(number)).toBe(read);
});
