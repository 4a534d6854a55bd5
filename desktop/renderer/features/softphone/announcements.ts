import type { CallPhase } from '../../app/call-phase';

/** What a screen reader is told of; a change of any of it may be worth a word. */
export interface Told {
  readonly phase: CallPhase;
  readonly isMuted: boolean;
  readonly isRecordingPaused: boolean;
}

export type Announcement =
  'incoming' | 'connected' | 'held' | 'unheld' | 'ended' | 'muted' | 'unmuted' | 'recordingPaused' | 'recordingResumed';

/** The word for a change, never for a state: coming back from hold is not "connected". Null when nothing is worth a word. */
export function announcementOf(before: Told, now: Told): Announcement | null {
  if (before.phase !== now.phase) return ofPhase(before.phase, now.phase);
  const isTalking = now.phase === 'talking' || now.phase === 'held';
  if (!isTalking) return null;
  if (before.isMuted !== now.isMuted) return now.isMuted ? 'muted' : 'unmuted';
  if (before.isRecordingPaused === now.isRecordingPaused) return null;
  return now.isRecordingPaused ? 'recordingPaused' : 'recordingResumed';
}

function ofPhase(before: CallPhase, now: CallPhase): Announcement | null {
  switch (now) {
    case 'incoming':
      return 'incoming';
    case 'held':
      return 'held';
    case 'talking':
      return before === 'held' ? 'unheld' : 'connected';
    case 'wrap_up':
      return 'ended';
    case 'idle':
    case 'connecting':
    case 'dialing':
      return null;
  }
}
