import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, type ButtonKind } from '../../ui/Button';
import { Menu } from '../../ui/Menu';
import { useAppDispatch, useAppSelector } from '../hooks';
import { pagesFor, PAGES } from '../roles';
import { goTo } from '../router';
import { loggedOut } from '../state/session';
import { THEMES, themeChosen } from '../state/settings';
import { ToastHistory } from '../ToastHistory';

/** Where one can go, how the page looks, and the way out. */
export function UserMenu({ kind = 'plain' }: { readonly kind?: ButtonKind }) {
  const { t } = useTranslation('common');
  const dispatch = useAppDispatch();
  const login = useAppSelector((state) => state.session.login);
  const theme = useAppSelector((state) => state.settings.theme);
  const unseen = useAppSelector((state) => state.workstation.unseenReviews);
  const [isHistoryOpen, setHistoryOpen] = useState(false);
  if (login === null) return null;
  const onAction = (id: string) => {
    const page = PAGES.find((candidate) => candidate === id);
    const chosen = THEMES.find((candidate) => candidate === id);
    if (page !== undefined) goTo(page);
    else if (chosen !== undefined) dispatch(themeChosen(chosen));
    else if (id === 'messages') setHistoryOpen(true);
    else dispatch(loggedOut('logged_out'));
  };
  return (
    <>
      <Menu
        label={t('nav.menu')}
        trigger={
          <Button
            kind={kind}
            icon="user"
            label={
              unseen > 0 ? `${login.displayName}, ${t('nav.unseenReviews', { count: unseen })}` : login.displayName
            }
            className={unseen > 0 ? 'fm-has-news' : ''}
          />
        }
        groups={[
          {
            id: 'pages',
            label: login.displayName,
            entries: pagesFor(login.roles).map((page) => ({
              id: page,
              label: t(`page.${page}`),
              ...(page === 'reviews' && unseen > 0 ? { detail: t('nav.unseenReviews', { count: unseen }) } : {}),
            })),
          },
          {
            id: 'theme',
            entries: THEMES.map((id) => ({ id, label: t(`nav.theme.${id}`), isSelected: id === theme })),
          },
          { id: 'messages', entries: [{ id: 'messages', label: t('toast.history'), icon: 'clock' }] },
          { id: 'out', entries: [{ id: 'log-out', label: t('nav.logOut'), icon: 'logout' }] },
        ]}
        onAction={onAction}
      />
      {isHistoryOpen && <ToastHistory onClose={() => setHistoryOpen(false)} />}
    </>
  );
}
