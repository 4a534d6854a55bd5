import { useTranslation } from 'react-i18next';
import { useClockOffset, useCommand } from '../../app/hooks';
import { useHotkey, useKeys } from '../../app/hotkeys/use-hotkey';
import { useErrorText } from '../../i18n/use-error-text';
import { Button } from '../../ui/Button';
import { durationText } from '../../ui/time-of-day';
import { useNow } from '../../ui/use-now';
import type { WrapUpWire } from './draft';

/** The allowance as a bar and a number, with more time for the asking, once (WCAG 2.2.1). */
export function Countdown({ wrapUp }: { readonly wrapUp: WrapUpWire }) {
  const { t } = useTranslation('wrap-up');
  const errorText = useErrorText();
  const extend = useCommand('wrap-up:extend');
  const keys = useKeys('extendWrapUp');
  const now = useNow() + useClockOffset();
  const leftMs = Math.max(0, wrapUp.dueAt - now);
  const share = leftMs / Math.max(1, wrapUp.dueAt - wrapUp.openedAt);
  const onExtend = () => {
    if (!wrapUp.isExtended && !extend.isPending) void extend.run({ callId: wrapUp.callId });
  };
  useHotkey('extendWrapUp', onExtend, { isEnabled: !wrapUp.isExtended });
  return (
    <div className="fm-countdown">
      <span className="fm-countdown-bar" aria-hidden="true">
        <svg viewBox="0 0 100 6" preserveAspectRatio="none">
          <rect width={100 * Math.min(1, share)} height="6" />
        </svg>
      </span>
      <span className="tabular nowrap" role="timer" aria-live="off">
        {leftMs === 0 ? t('over') : `${durationText(leftMs)} ${t('left')}`}
      </span>
      <span className="only-for-readers" aria-live="polite">
        {share < 0.5 && leftMs > 0 ? t('halfway') : ''}
      </span>
      <Button
        keys={keys}
        isPending={extend.isPending}
        disabledReason={wrapUp.isExtended ? t('extended') : null}
        onPress={onExtend}
        {...(extend.error === null ? {} : { hint: errorText(extend.error) })}
      >
        {t('extend')}
      </Button>
    </div>
  );
}
