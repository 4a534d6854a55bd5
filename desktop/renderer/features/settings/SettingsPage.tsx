import { useTranslation } from 'react-i18next';
import { Panel } from '../../ui/Panel';

/** What this person wants on this computer. */
export function SettingsPage() {
  const { t } = useTranslation('common');
  return <Panel title={t('page.settings')}>{null}</Panel>;
}
