import { expect, test } from 'vitest';
import { isoDate } from '../../../shared/time/dates';
import { parseDay } from './parse-day';

const TODAY = isoDate('2026-11-20');

test.each([
  ['15.12', '2026-12-15'],
  ['15.12.', '2026-12-15'],
  ['3.1', '2027-01-03'],
  ['15.12.2027', '2027-12-15'],
  ['15/12/26', '2026-12-15'],
  ['2026-12-01', '2026-12-01'],
  ['25', '2026-11-25'],
  ['5', '2026-12-05'],
  ['31', '2026-12-31'],
  ['+14', '2026-12-04'],
])('%s typed on 20 November 2026 means %s', (text, day) => {
  expect(parseDay(text, TODAY)).toBe(day);
});

test.each(['', 'snart', '32.1', '30.2', '2026-13-01', '+', '1.2.3.4'])('%s is no day', (text) => {
  expect(parseDay(text, TODAY)).toBeNull();
});

test('a day that has passed is sought backwards when it is about a payment made', () => {
  expect(parseDay('15', TODAY, 'back')).toBe('2026-11-15');
  expect(parseDay('15.12', TODAY, 'back')).toBe('2025-12-15');
});
