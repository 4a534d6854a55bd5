import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { GLOBAL_KEYS, type SettingsAnswer, type SettingsChange } from '../../../ipc/values';
import { desktopBridge } from '../../app/bridge';
import { Banner } from '../../ui/Banner';
import { Checkbox } from '../../ui/Field';
import { readableKeys } from '../../ui/KeyHint';
import { Fact, Facts, Panel } from '../../ui/Panel';

/** What only the desktop program has; nothing in a plain browser. */
export function DesktopSettings() {
  const { t } = useTranslation('settings');
  const bridge = desktopBridge();
  const [settings, setSettings] = useState<SettingsAnswer | null>(null);
  const [version, setVersion] = useState('');
  useEffect(() => {
    if (bridge === null) return;
    void bridge.readSettings().then(setSettings);
    void bridge.appInfo().then((info) => setVersion(`${info.version} (Electron ${info.electronVersion})`));
  }, [bridge]);
  if (bridge === null || settings === null) return null;
  const change = (wish: SettingsChange) => void bridge.changeSettings(wish).then(setSettings);
  const { answer, mute } = settings.givenShortcuts;
  const isTaken = settings.hasGlobalShortcuts && !(answer && mute);
  return (
    <Panel title={t('desktop')} className="fm-settings-card">
      <Checkbox
        isSelected={settings.hasGlobalShortcuts}
        onChange={(hasGlobalShortcuts) => change({ hasGlobalShortcuts })}
      >
        {t('globalShortcuts')} ({readableKeys(GLOBAL_KEYS.answer)}, {readableKeys(GLOBAL_KEYS.mute)})
      </Checkbox>
      {isTaken && <Banner tone="attention">{t('globalTaken')}</Banner>}
      <Checkbox isSelected={settings.hasNotifications} onChange={(hasNotifications) => change({ hasNotifications })}>
        {t('notifications')}
      </Checkbox>
      <Facts>
        <Fact label={t('server')}>{settings.serverUrl}</Fact>
        <Fact label={t('version')}>{version}</Fact>
      </Facts>
    </Panel>
  );
}
