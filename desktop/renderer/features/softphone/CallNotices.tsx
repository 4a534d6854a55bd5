import { useTranslation } from 'react-i18next';
import { takeUpAudio } from '../../app/softphone-acts';
import { useAppDispatch, useAppSelector, useClockOffset } from '../../app/hooks';
import { Banner } from '../../ui/Banner';
import { Button } from '../../ui/Button';
import { durationText } from '../../ui/time-of-day';
import { useNow } from '../../ui/use-now';
import { usePhase } from './use-phase';

/** Asks at 90 s whether the customer has been forgotten. */
const HOLD_ASK_MS = 90_000;
/**
 * What the agent must know about the call's audio, under the bar; one line at a time, the gravest first. Advice about a bad
 * line comes and goes with the weather: it stands in the footer, where it moves nothing.
 */
export function CallNotices() {
  const phase = usePhase();
  const media = useAppSelector((state) => state.media);
  const lastOfferEnd = useAppSelector((state) => state.workstation.lastOfferEnd);
  // Also while connected: a headset that was pulled out leaves the line as good as it was.
  if (media.status === 'failed' || media.problem !== null) return <AudioFailed />;
  if (media.status === 'reconnecting') return <Notice textKey="media.reconnecting" />;
  if (phase === 'held') return <LongHold />;
  if (phase === 'idle' && lastOfferEnd === 'missed') return <Notice textKey="missed.missed" />;
  return null;
}

function Notice({ textKey }: { readonly textKey: 'media.reconnecting' | 'missed.missed' }) {
  const { t } = useTranslation('softphone');
  return (
    <div className="fm-call-notice">
      <Banner tone="attention" announce="status">
        {t(textKey)}
      </Banner>
    </div>
  );
}

function AudioFailed() {
  const { t } = useTranslation('softphone');
  const dispatch = useAppDispatch();
  const problem = useAppSelector((state) => state.media.problem) ?? 'connection';
  return (
    <div className="fm-call-notice">
      <Banner
        tone="stop"
        announce="alert"
        actions={<Button onPress={() => void dispatch(takeUpAudio())}>{t('media.retry')}</Button>}
      >
        {t(`media.${problem}`)}
      </Banner>
    </div>
  );
}

function LongHold() {
  const { t } = useTranslation('softphone');
  const heldAt = useAppSelector((state) => state.workstation.call?.heldAt ?? null);
  const now = useNow() + useClockOffset();
  if (heldAt === null || now - heldAt < HOLD_ASK_MS) return null;
  return (
    <div className="fm-call-notice">
      {/* Not announced each second: the text is read when it appears, the ticking time is not. */}
      <Banner tone="attention">{t('holdLong', { time: durationText(now - heldAt) })}</Banner>
    </div>
  );
}
