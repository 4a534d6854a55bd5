import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { CommandFailure } from '../realtime/commands';

/** Turns a refusal into words that say what to do next. */
export function useErrorText(): (failure: CommandFailure) => string {
  const { t } = useTranslation('errors');
  // A code's text may use its details; which, only the text knows.
  return useCallback((failure) => t(failure.code, { ...failure.details }), [t]);
}
