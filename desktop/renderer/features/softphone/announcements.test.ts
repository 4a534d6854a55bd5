import { expect, test } from 'vitest';
import { announcementOf, type Told } from './announcements';

const talking: Told = { phase: 'talking', isMuted: false, isRecordingPaused: false };

test.each([
  [{ ...talking, phase: 'idle' }, { ...talking, phase: 'incoming' }, 'incoming'],
  [{ ...talking, phase: 'connecting' }, talking, 'connected'],
  [talking, { ...talking, phase: 'held' }, 'held'],
  [{ ...talking, phase: 'held' }, talking, 'unheld'],
  [talking, { ...talking, phase: 'wrap_up' }, 'ended'],
  [talking, { ...talking, isMuted: true }, 'muted'],
  [{ ...talking, isMuted: true }, talking, 'unmuted'],
  [talking, { ...talking, isRecordingPaused: true }, 'recordingPaused'],
  [{ ...talking, isRecordingPaused: true }, talking, 'recordingResumed'],
  [talking, talking, null],
  [{ ...talking, phase: 'idle', isMuted: true }, { ...talking, phase: 'idle' }, null],
] as const)('a change is told once, in its own words: %o → %o says %s', (before, now, words) => {
  expect(announcementOf(before, now)).toBe(words);
});
