import { useTranslation } from 'react-i18next';
import { EmptyState } from '../ui/EmptyState';

/** Stands where a feature is missing from the build, and says so. */
export function NotBuilt() {
  const { t } = useTranslation('common');
  return <EmptyState icon="info" title={t('pane.notBuilt')} />;
}
