import { useState } from 'react';
import { Form } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { LANGUAGES } from '../../../../shared/lang/languages';
import type { ErrorCode } from '../../../../shared/protocol/errors';
import { desktopBridge } from '../../app/bridge';
import { useAppDispatch, useAppSelector } from '../../app/hooks';
import { logIn } from '../../app/session';
import { languageChosen } from '../../app/state/settings';
import { useErrorText } from '../../i18n/use-error-text';
import { useLanguage } from '../../i18n/use-language';
import type { CommandFailure } from '../../realtime/commands';
import { Banner } from '../../ui/Banner';
import { Button } from '../../ui/Button';
import { Segmented, TextField } from '../../ui/Field';
import { DemoCards } from './DemoCards';
import { LANGUAGE_NAMES } from '../../i18n/language-names';
import { ServerAddress } from './ServerAddress';
import './login.css';

/** What a login is refused with when nobody answered at the address. */
const UNREACHED: readonly ErrorCode[] = ['DEPENDENCY_DOWN', 'TIMEOUT'];

/** The door: a name and a password, or in the demo world one click on who to be. */
export function LoginPage() {
  const { t } = useTranslation('login');
  const dispatch = useAppDispatch();
  const language = useLanguage();
  const endedWhy = useAppSelector((state) => state.session.endedWhy);
  const [error, setError] = useState<CommandFailure | null>(null);
  const [isPending, setIsPending] = useState(false);
  const bridge = desktopBridge();
  const enter = async (userName: string, password: string) => {
    setIsPending(true);
    setError(await dispatch(logIn(userName, password)));
    setIsPending(false);
  };
  return (
    <main className="fm-login">
      <div className="fm-login-box">
        <header className="fm-login-head">
          <h1 className="fm-login-brand">
            <img src={new URL('../../ui/icon.svg', import.meta.url).href} alt="" width={28} height={28} />
            Friskmeld
          </h1>
          <Segmented
            label={t('language')}
            isLabelHidden
            choices={LANGUAGES.map((key) => ({ key, label: LANGUAGE_NAMES[key] }))}
            value={language}
            onChange={(key) => dispatch(languageChosen(key))}
          />
        </header>
        <p className="quiet">{t('lead')}</p>
        {endedWhy !== null && error === null && (
          <Banner tone={endedWhy === 'logged_out' ? 'info' : 'attention'} announce="status">
            {t(`ended.${endedWhy}`)}
          </Banner>
        )}
        <PasswordForm isPending={isPending} error={error} onEnter={(name, password) => void enter(name, password)} />
        {bridge !== null && (
          <ServerAddress
            bridge={bridge}
            isAskedFor={error !== null && UNREACHED.includes(error.code)}
            onKept={() => window.location.reload()}
          />
        )}
        <DemoCards isPending={isPending} onEnter={(name, password) => void enter(name, password)} />
      </div>
    </main>
  );
}

interface PasswordFormProps {
  readonly isPending: boolean;
  readonly error: CommandFailure | null;
  readonly onEnter: (userName: string, password: string) => void;
}

function PasswordForm({ isPending, error, onEnter }: PasswordFormProps) {
  const { t } = useTranslation('login');
  const errorText = useErrorText();
  const [userName, setUserName] = useState('');
  const [password, setPassword] = useState('');
  return (
    <Form
      className="fm-login-form"
      onSubmit={(event) => {
        event.preventDefault();
        onEnter(userName, password);
      }}
    >
      <TextField
        label={t('userName')}
        name="userName"
        autoComplete="username"
        value={userName}
        onChange={setUserName}
        maxLength={80}
        autoFocus
      />
      <TextField
        label={t('password')}
        name="password"
        type="password"
        autoComplete="current-password"
        value={password}
        onChange={setPassword}
        maxLength={200}
      />
      {error !== null && (
        <Banner tone="stop" announce="alert">
          {errorText(error)}
        </Banner>
      )}
      <Button type="submit" kind="primary" isWide isPending={isPending} isDisabled={userName === '' || password === ''}>
        {t('submit')}
      </Button>
    </Form>
  );
}
