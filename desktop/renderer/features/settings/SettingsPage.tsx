import { useTranslation } from 'react-i18next';
import { AppearanceSettings } from './AppearanceSettings';
import { AudioSettings } from './AudioSettings';
import { DesktopSettings } from './DesktopSettings';
import { KeySettings } from './KeySettings';
import './settings.css';

/** What this person wants on this computer. */
export function SettingsPage() {
  const { t } = useTranslation('settings');
  return (
    <div className="fm-settings">
      <h1>{t('title')}</h1>
      <AppearanceSettings />
      <AudioSettings />
      <DesktopSettings />
      <KeySettings />
    </div>
  );
}
