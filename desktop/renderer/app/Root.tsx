import { useEffect, useMemo } from 'react';
import { I18nProvider } from 'react-aria-components';
import { I18nextProvider } from 'react-i18next';
import { Provider } from 'react-redux';
import { i18n } from '../i18n/i18n';
import { useLanguage } from '../i18n/use-language';
import { App } from './App';
import { CrashedDesk } from './CrashedDesk';
import { ErrorBoundary } from './ErrorBoundary';
import { FollowBoardContext, type FollowBoard } from './board-context';
import { useAppSelector } from './hooks';
import { HotkeyRegistry } from './hotkeys/hotkey-registry';
import { effectiveKeys } from './hotkeys/hotkey-table';
import { HotkeyContext } from './hotkeys/use-hotkey';
import type { AppStore } from './store';

/** Number and date fields follow the country's customs, not only its words. */
const LOCALE_OF = { nb: 'nb-NO', sv: 'sv-SE', fi: 'fi-FI', en: 'en-GB' } as const;

interface RootProps {
  readonly store: AppStore;
  readonly followBoard: FollowBoard;
}

/** Everything the page needs around it: store, texts, locale, hot keys. */
export function Root({ store, followBoard }: RootProps) {
  return (
    <Provider store={store}>
      <I18nextProvider i18n={i18n}>
        <FollowBoardContext value={followBoard}>
          <WithLocaleAndKeys>
            <ErrorBoundary fallback={<CrashedDesk />}>
              <App />
            </ErrorBoundary>
          </WithLocaleAndKeys>
        </FollowBoardContext>
      </I18nextProvider>
    </Provider>
  );
}

/** Also for tests that show one component. */
export function WithLocaleAndKeys({ children }: { readonly children: React.ReactNode }) {
  const language = useLanguage();
  const own = useAppSelector((state) => state.settings.hotkeys);
  const registry = useMemo(() => new HotkeyRegistry(), []);
  useEffect(() => registry.setKeys(effectiveKeys(own)), [registry, own]);
  useEffect(() => registry.listen(window), [registry]);
  return (
    <I18nProvider locale={LOCALE_OF[language]}>
      <HotkeyContext value={registry}>{children}</HotkeyContext>
    </I18nProvider>
  );
}
