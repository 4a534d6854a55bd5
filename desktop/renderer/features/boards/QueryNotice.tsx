import { useTranslation } from 'react-i18next';
import { useErrorText } from '../../i18n/use-error-text';
import { failure, type CommandFailure } from '../../realtime/commands';
import { Banner } from '../../ui/Banner';
import { Button } from '../../ui/Button';

/** Why a request failed: our refusal as it came, anything else (a bug in the page) as INTERNAL. */
export function failureOf(error: unknown): CommandFailure {
  const isOurs = typeof error === 'object' && error !== null && 'code' in error && 'details' in error;
  // Only the base query makes objects with these two, and they are failures.
  return isOurs ? (error as CommandFailure) : failure('INTERNAL').error;
}

interface QueryNoticeProps {
  readonly query: { readonly error?: unknown; readonly refetch: () => unknown };
}

/** Why something could not be fetched, in words that say what to do, and a way to ask again. */
export function QueryNotice({ query }: QueryNoticeProps) {
  const { t } = useTranslation('common');
  const errorText = useErrorText();
  return (
    <Banner
      tone="attention"
      announce="status"
      title={errorText(failureOf(query.error))}
      actions={<Button onPress={() => void query.refetch()}>{t('retry')}</Button>}
    />
  );
}
