import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { BridgeSettings } from '../../../ipc/values';
import { desktopBridge } from '../../app/bridge';
import { Banner } from '../../ui/Banner';
import { Checkbox } from '../../ui/Field';
import { Fact, Facts, Panel } from '../../ui/Panel';

/** What only the desktop program has; nothing in a plain browser. */
export function DesktopSettings() {
  const { t } = useTranslation('settings');
  const bridge = desktopBridge();
  const [settings, setSettings] = useState<BridgeSettings | null>(null);
  const [version, setVersion] = useState('');
  const [isTaken, setIsTaken] = useState(false);
  useEffect(() => {
    if (bridge === null) return;
    void bridge.readSettings().then(setSettings);
    void bridge.appInfo().then((info) => setVersion(`${info.version} (Electron ${info.electronVersion})`));
  }, [bridge]);
  if (bridge === null || settings === null) return null;
  const changeShortcuts = async (enabled: boolean) => {
    const given = await bridge.setGlobalShortcuts({ enabled });
    setIsTaken(enabled && !(given.answer && given.mute));
    setSettings(await bridge.changeSettings({ hasGlobalShortcuts: enabled }));
  };
  return (
    <Panel title={t('desktop')} className="fm-settings-card">
      <Checkbox isSelected={settings.hasGlobalShortcuts} onChange={(enabled) => void changeShortcuts(enabled)}>
        {t('globalShortcuts')} (Ctrl Alt A, Ctrl Alt M)
      </Checkbox>
      {isTaken && <Banner tone="attention">{t('globalTaken')}</Banner>}
      <Checkbox
        isSelected={settings.hasNotifications}
        onChange={(hasNotifications) => void bridge.changeSettings({ hasNotifications }).then(setSettings)}
      >
        {t('notifications')}
      </Checkbox>
      <Facts>
        <Fact label={t('server')}>{settings.serverUrl}</Fact>
        <Fact label={t('version')}>{version}</Fact>
      </Facts>
    </Panel>
  );
}
