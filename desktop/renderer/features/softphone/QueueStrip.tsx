import { useTranslation } from 'react-i18next';
import { ANSWER_TARGET_MS } from '../../../../shared/calls/vocabulary';
import { useAppSelector, useClockOffset } from '../../app/hooks';
import { useLanguage } from '../../i18n/use-language';
import { wholePercentText } from '../../ui/percent';
import { durationText } from '../../ui/time-of-day';
import { useNow } from '../../ui/use-now';

/** How the queue is doing, in four numbers. */
export function QueueStrip() {
  const { t } = useTranslation('softphone');
  const strip = useAppSelector((state) => state.workstation.strip);
  const now = useNow() + useClockOffset();
  const language = useLanguage();
  if (strip === null) return null;
  const share = (bp: number | null) => (bp === null ? '–' : wholePercentText(bp, language));
  const { waiting, longestWaitSince } = strip;
  return (
    <dl className="fm-strip" aria-label={t('strip.label')}>
      <div data-late={longestWaitSince !== null && now - longestWaitSince > ANSWER_TARGET_MS ? true : undefined}>
        <dt>{t('strip.waiting')}</dt>
        <dd>{waiting}</dd>
      </div>
      <div className="fm-strip-more">
        <dt>{t('strip.longest')}</dt>
        <dd>{longestWaitSince === null ? '–' : durationText(now - longestWaitSince)}</dd>
      </div>
      <div className="fm-strip-answered">
        <dt>{t('strip.answered')}</dt>
        <dd>{share(strip.answeredInTargetBp)}</dd>
      </div>
      <div className="fm-strip-more">
        <dt>
          <abbr title={t('strip.fcr')}>{t('strip.fcrShort')}</abbr>
        </dt>
        <dd>{share(strip.fcrBp)}</dd>
      </div>
    </dl>
  );
}
