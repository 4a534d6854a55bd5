import { expect, test } from 'vitest';
import { startOfFloorDay } from './floor-day';

const oslo = (text: string): number => new Date(`${text}+01:00`).getTime();

test('the day of the floor goes from four in the morning to four in the morning', () => {
  expect(startOfFloorDay(oslo('2026-11-20T04:00:00'), 'NO')).toBe(oslo('2026-11-20T04:00:00'));
  expect(startOfFloorDay(oslo('2026-11-20T23:59:59'), 'NO')).toBe(oslo('2026-11-20T04:00:00'));
  expect(startOfFloorDay(oslo('2026-11-21T03:59:59'), 'NO')).toBe(oslo('2026-11-20T04:00:00'));
});

test('the nights when the clock changes have one start each', () => {
  const spring = startOfFloorDay(new Date('2026-03-29T12:00:00+02:00').getTime(), 'NO');
  expect(spring).toBe(new Date('2026-03-29T04:00:00+02:00').getTime());
  const autumn = startOfFloorDay(new Date('2026-10-25T12:00:00+01:00').getTime(), 'NO');
  expect(autumn).toBe(new Date('2026-10-25T04:00:00+01:00').getTime());
});
