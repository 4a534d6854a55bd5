import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { CallState } from '../../../../shared/calls/vocabulary';

/** A call's state as a lead reads it: the shared words, but the phone does not ring at the reader. */
export function useCallStateWord(): (state: CallState) => string {
  const { t } = useTranslation(['vocabulary', 'boards']);
  return useCallback(
    (state) => (state === 'offered' ? t('boards:calls.offered') : t(`vocabulary:callState.${state}`)),
    [t],
  );
}
