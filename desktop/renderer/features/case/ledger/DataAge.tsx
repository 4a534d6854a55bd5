import { useTranslation } from 'react-i18next';
import { useCommand } from '../../../app/hooks';
import { useHotkey, useKeys } from '../../../app/hotkeys/use-hotkey';
import { Button } from '../../../ui/Button';
import { TimeText } from '../../../ui/DateText';
import { useErrorText } from '../../../i18n/use-error-text';
import { useIsOnline } from '../use-case';
import { useTakePop } from '../use-take-pop';

/** When the ledger was read, and the key that reads it again. */
export function DataAge({ readAt, callId }: { readonly readAt: number; readonly callId: string }) {
  const { t } = useTranslation('case');
  const errorText = useErrorText();
  const refresh = useCommand('pop:refresh');
  const takePop = useTakePop();
  const isOnline = useIsOnline();
  const run = () => {
    if (isOnline) void refresh.run({ callId }).then(takePop);
  };
  useHotkey('refresh', run);
  const keys = useKeys('refresh');
  return (
    <div className="case-age">
      <span className="quiet" data-old={!isOnline}>
        {refresh.error === null ? t('age.read') : errorText(refresh.error)} <TimeText at={readAt} hasSeconds />
      </span>
      <Button
        kind="quiet"
        icon="refresh"
        label={t('age.refresh')}
        keys={keys}
        isPending={refresh.isPending}
        onPress={run}
        disabledReason={isOnline ? null : t('offline.refresh')}
      />
    </div>
  );
}
