import { expect, test } from 'vitest';
import { judgeEvent } from './stream-position';

const at = (seq: number, epoch = 'a') => ({ epoch, seq });

test('the next event of the stream is applied', () => {
  expect(judgeEvent(at(4), at(5))).toBe('apply');
});

test('an event we have already is dropped', () => {
  expect(judgeEvent(at(4), at(4))).toBe('drop');
  expect(judgeEvent(at(4), at(1))).toBe('drop');
});

test('a missing event is a gap, another epoch means another server', () => {
  expect(judgeEvent(at(4), at(6))).toBe('gap');
  expect(judgeEvent(at(4), at(5, 'b'))).toBe('epoch');
});

test('before the first snapshot everything waits', () => {
  expect(judgeEvent(null, at(1))).toBe('wait');
});
