import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAppSelector } from '../../app/hooks';
import { useKeys } from '../../app/hotkeys/use-hotkey';
import { isMutedHere } from '../../app/state/mute';
import { readableKeys } from '../../ui/KeyHint';
import { announcementOf, type Announcement, type Told } from './announcements';
import { usePhase } from './use-phase';

/** Tells screen readers the milestones of a call, once each; timers are never read out. */
export function Announcements() {
  const { t } = useTranslation('softphone');
  const phase = usePhase();
  const isMuted = useAppSelector((state) => isMutedHere(state) === true);
  const isRecordingPaused = useAppSelector((state) => state.workstation.call?.recording === 'paused');
  const creditor = useAppSelector((state) => state.workstation.offer?.creditor.name ?? '');
  const keys = readableKeys(useKeys('answer'));
  const now: Told = { phase, isMuted, isRecordingPaused };
  const [before, setBefore] = useState<Told>({ phase: 'idle', isMuted: false, isRecordingPaused: false });
  const [said, setSaid] = useState<Announcement | null>(null);
  if (before.phase !== phase || before.isMuted !== isMuted || before.isRecordingPaused !== isRecordingPaused) {
    setBefore(now);
    setSaid(announcementOf(before, now));
  }
  return (
    <div className="only-for-readers" aria-live="assertive">
      {said === null ? '' : t(`announce.${said}`, { creditor, keys })}
    </div>
  );
}
