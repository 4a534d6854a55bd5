import { useTranslation } from 'react-i18next';
import { useAppSelector } from '../../app/hooks';
import { useKeys } from '../../app/hotkeys/use-hotkey';
import { readableKeys } from '../../ui/KeyHint';
import { usePhase } from './use-phase';

/** Tells screen readers the milestones of a call, once each; timers are never read out. */
export function Announcements() {
  const { t } = useTranslation('softphone');
  const phase = usePhase();
  const creditor = useAppSelector((state) => state.workstation.offer?.creditor.name ?? '');
  const keys = readableKeys(useKeys('answer'));
  const words =
    phase === 'incoming'
      ? t('announce.incoming', { creditor, keys })
      : phase === 'talking'
        ? t('announce.connected')
        : phase === 'wrap_up'
          ? t('announce.ended')
          : '';
  return (
    <div className="only-for-readers" aria-live="assertive">
      {words}
    </div>
  );
}
