import { useEffect, useSyncExternalStore } from 'react';
import { I18nProvider } from 'react-aria-components';
import { I18nextProvider, useTranslation } from 'react-i18next';
import { LANGUAGES, type Language } from '../../../../shared/lang/languages';
import { i18n } from '../../i18n/i18n';
import { LANGUAGE_NAMES } from '../../i18n/language-names';
import { useErrorText } from '../../i18n/use-error-text';
import { useLanguage } from '../../i18n/use-language';
import { Banner } from '../../ui/Banner';
import { Segmented } from '../../ui/Field';
import { CallView } from './CallView';
import { LANGUAGE_KEY } from './language-key';
import type { PhoneLine } from './phone-line';
import './phone-page.css';
import { StartView } from './StartView';

/** A phone: before a call one chooses, in a call one talks. */
export function PhonePage({ line }: { readonly line: PhoneLine }) {
  return (
    <I18nextProvider i18n={i18n}>
      <Phone line={line} />
    </I18nextProvider>
  );
}

function Phone({ line }: { readonly line: PhoneLine }) {
  const { t } = useTranslation('phone');
  const language = useLanguage();
  const errorText = useErrorText();
  const state = useSyncExternalStore(line.subscribe, line.read);
  useEffect(() => {
    document.title = t('pageTitle');
    document.documentElement.lang = language;
  }, [t, language]);
  const isInCall = state.view !== null && state.view.state !== 'idle';
  return (
    <I18nProvider locale={language}>
      <main className="fm-phone">
        <div className="fm-phone-body" data-calling={isInCall || undefined}>
          <div className="fm-phone-notices">
            {!window.isSecureContext && (
              <Banner tone="attention" title={t('insecureTitle')}>
                {t('insecure')}
              </Banner>
            )}
            {!state.isOnline && state.options !== null && (
              <Banner tone="attention" announce="status">
                {t('offline')}
              </Banner>
            )}
            {state.trouble !== null && (
              <Banner tone="stop" announce="alert">
                {t(`trouble.${state.trouble}`)}
              </Banner>
            )}
            {state.error !== null && (
              <Banner tone="stop" announce="alert">
                {errorText(state.error)}
              </Banner>
            )}
          </div>
          {isInCall && state.view !== null ? (
            <CallView line={line} state={state} view={state.view} />
          ) : (
            <StartView line={line} state={state} />
          )}
        </div>
        <Segmented
          label={t('language')}
          isLabelHidden
          choices={LANGUAGES.map((key) => ({ key, label: LANGUAGE_NAMES[key] }))}
          value={language}
          onChange={chooseLanguage}
        />
      </main>
    </I18nProvider>
  );
}

function chooseLanguage(language: Language): void {
  localStorage.setItem(LANGUAGE_KEY, language);
  void i18n.changeLanguage(language);
}
