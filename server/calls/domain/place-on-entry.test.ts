import { describe, expect, test } from 'vitest';
import { placeGivenBack, RETURN_PLACE_WINDOW_MS } from './place-on-entry';

const NOW = 1_000_000;

describe('a caller who gave up and calls again', () => {
  test('has the old place within five minutes, to the millisecond', () => {
    const givenUp = { callId: 'cal_1', placeSince: NOW - 400_000, abandonedAt: NOW - RETURN_PLACE_WINDOW_MS };
    expect(placeGivenBack(NOW, givenUp)).toBe(givenUp);
    expect(placeGivenBack(NOW + 1, givenUp)).toBeNull();
  });

  test('starts at the end of the line when there was no such call', () => {
    expect(placeGivenBack(NOW, null)).toBeNull();
  });
});
