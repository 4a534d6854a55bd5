import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon, type IconName } from '../../ui/Icon';
import { useAppSelector } from '../hooks';
import { pagesFor, isWorkstationLogin, type Page } from '../roles';
import { hrefOf } from '../router';
import { CallBar } from '../../features/softphone';
import { ConnectionBanner } from './ConnectionBanner';
import { GlobalKeys } from './GlobalKeys';
import { StatusFooter } from './StatusFooter';
import { UserMenu } from './UserMenu';
import './layout.css';

const PAGE_ICONS: Readonly<Record<Page, IconName>> = {
  workstation: 'phone',
  board: 'chart',
  work: 'clock',
  approvals: 'checkCircle',
  releases: 'bolt',
  wallboard: 'expand',
  qa: 'star',
  admin: 'list',
  reviews: 'message',
  settings: 'gear',
};

interface PageFrameProps {
  readonly page: Page;
  readonly children: ReactNode;
}

/** Every page but the desk: where one can go, who one is. An agent keeps the call bar, so a call is never out of sight. */
export function PageFrame({ page, children }: PageFrameProps) {
  const { t } = useTranslation('common');
  const login = useAppSelector((state) => state.session.login);
  const pages = pagesFor(login?.roles ?? []);
  return (
    <div className="fm-desk">
      <GlobalKeys />
      {isWorkstationLogin(login) && <CallBar />}
      <header className="fm-page-head">
        <nav aria-label={t('nav.menu')} className="fm-page-nav">
          {pages.map((other) => (
            <a
              key={other}
              href={hrefOf(other)}
              className="fm-page-link"
              aria-current={other === page ? 'page' : undefined}
            >
              <Icon name={PAGE_ICONS[other]} />
              {t(`page.${other}`)}
            </a>
          ))}
        </nav>
        {!isWorkstationLogin(login) && <UserMenu />}
      </header>
      <ConnectionBanner />
      <main className="fm-page">{children}</main>
      <StatusFooter />
    </div>
  );
}
