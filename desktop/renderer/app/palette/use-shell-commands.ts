import { useTranslation } from 'react-i18next';
import { useAppDispatch, useAppSelector, useCommand } from '../hooks';
import { effectiveKeys } from '../hotkeys/hotkey-table';
import { focusPane } from '../layout/focus-pane';
import { isWorkstationLogin, pagesFor } from '../roles';
import { goTo } from '../router';
import { dialWished } from '../state/dial';
import { loggedOut } from '../state/session';
import { THEMES, themeChosen } from '../state/settings';
import type { PaletteCommand } from './palette-commands';

const AWAY = ['break', 'lunch', 'meeting', 'training', 'admin_work'] as const;

/** What can be done from anywhere: go somewhere, change my status, ring someone, change how the page looks. */
export function useShellCommands(): readonly PaletteCommand[] {
  const { t } = useTranslation(['common', 'hotkeys', 'softphone', 'vocabulary']);
  const dispatch = useAppDispatch();
  const request = useCommand('agent:request-state');
  const login = useAppSelector((state) => state.session.login);
  const keys = effectiveKeys(useAppSelector((state) => state.settings.hotkeys));
  const pages = pagesFor(login?.roles ?? []).map((page): PaletteCommand => ({
    id: `page.${page}`,
    label: t('palette.goTo', { page: t(`page.${page}`) }),
    icon: 'chevronRight',
    run: () => goTo(page),
  }));
  const looks = THEMES.map((theme): PaletteCommand => ({
    id: `theme.${theme}`,
    label: t(`nav.theme.${theme}`),
    icon: theme === 'dark' ? 'moon' : 'sun',
    run: () => void dispatch(themeChosen(theme)),
  }));
  const out: PaletteCommand = {
    id: 'log-out',
    label: t('nav.logOut'),
    icon: 'logout',
    run: () => void dispatch(loggedOut('logged_out')),
  };
  if (!isWorkstationLogin(login)) return [...pages, ...looks, out];
  const panes = (['customer', 'ledger', 'script'] as const).map((pane): PaletteCommand => ({
    id: `pane.${pane}`,
    label: t('palette.goTo', { page: t(`pane.${pane}`) }),
    icon: 'sidebar',
    keys: { customer: keys.paneCustomer, ledger: keys.paneLedger, script: keys.paneScript }[pane],
    run: () => void focusPane(pane),
  }));
  const states: readonly PaletteCommand[] = [
    {
      id: 'state.available',
      label: `${t('softphone:status.menu')}: ${t('softphone:status.available')}`,
      icon: 'check',
      run: () => void request.run({ request: { state: 'available' } }),
    },
    ...AWAY.map((reason): PaletteCommand => ({
      id: `state.${reason}`,
      label: `${t('softphone:status.menu')}: ${t(`vocabulary:unavailableReason.${reason}`)}`,
      icon: 'clock',
      run: () => void request.run({ request: { state: 'unavailable', reason } }),
    })),
  ];
  const dial: PaletteCommand = {
    id: 'dial',
    label: t('softphone:dial'),
    icon: 'phoneOut',
    keys: keys.dial,
    run: () => void dispatch(dialWished({})),
  };
  return [dial, ...states, ...panes, ...pages, ...looks, out];
}
