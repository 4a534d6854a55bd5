import { useEffect, useState } from 'react';
import { Form } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { DesktopBridge } from '../../../ipc/bridge';
import { serverUrlSchema } from '../../../ipc/values';
import { Banner } from '../../ui/Banner';
import { Button } from '../../ui/Button';
import { TextField } from '../../ui/Field';

const URL_LENGTH_MAX = 300;

interface ServerAddressProps {
  readonly bridge: DesktopBridge;
  /** The server did not answer: then the address is the first thing to look at. */
  readonly isAskedFor: boolean;
  /** The address was kept; the page must begin anew, for it may speak only to the server it was loaded for. */
  readonly onKept: () => void;
}

/** Which server the installed workstation belongs to, before anybody has logged in; a browser has its own address line. */
export function ServerAddress({ bridge, isAskedFor, onKept }: ServerAddressProps) {
  const { t } = useTranslation(['login', 'common']);
  const [serverUrl, setServerUrl] = useState<string | null>(null);
  const [isOpen, setOpen] = useState(false);
  const [written, setWritten] = useState<string | null>(null);
  const [fault, setFault] = useState<'wrong' | 'fixed' | null>(null);
  useEffect(() => {
    void bridge.readSettings().then((settings) => setServerUrl(settings.serverUrl));
  }, [bridge]);
  if (serverUrl === null) return null;
  const address = written ?? serverUrl;
  const keep = async () => {
    const read = serverUrlSchema.safeParse(address.trim().replace(/\/+$/u, ''));
    if (!read.success) return setFault('wrong');
    const kept = await bridge.changeSettings({ serverUrl: read.data });
    // The one who started the program may have fixed it from outside.
    return kept.serverUrl === read.data ? onKept() : setFault('fixed');
  };
  if (!isOpen && !isAskedFor) {
    return (
      <p className="fm-login-server quiet">
        {t('login:server.belongsTo', { address: serverUrl })}{' '}
        <Button kind="quiet" onPress={() => setOpen(true)}>
          {t('login:server.change')}
        </Button>
      </p>
    );
  }
  return (
    <Form
      className="fm-login-form"
      onSubmit={(event) => {
        event.preventDefault();
        void keep();
      }}
    >
      <TextField
        label={t('login:server.label')}
        description={t('login:server.words')}
        value={address}
        onChange={(text) => {
          setFault(null);
          setWritten(text);
        }}
        maxLength={URL_LENGTH_MAX}
        error={fault === 'wrong' ? t('login:server.wrong') : null}
      />
      {fault === 'fixed' && (
        <Banner tone="attention" announce="alert">
          {t('login:server.fixed')}
        </Banner>
      )}
      <Button type="submit">{t('login:server.keep')}</Button>
    </Form>
  );
}
