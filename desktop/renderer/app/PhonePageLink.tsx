import { useTranslation } from 'react-i18next';
import { Button } from '../ui/Button';
import { desktopBridge } from './bridge';

/** Opens the customer's phone beside the workstation: a new tab, or the system's browser when the page runs on the desktop. */
export function PhonePageLink() {
  const { t } = useTranslation('login');
  const bridge = desktopBridge();
  if (bridge === null)
    return (
      <a href="/phone" target="_blank" rel="noopener">
        {t('phoneLink')}
      </a>
    );
  return (
    <Button kind="quiet" icon="phone" onPress={() => void bridge.openLink({ kind: 'server', id: 'phone' })}>
      {t('phoneLink')}
    </Button>
  );
}
