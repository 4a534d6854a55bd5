import { Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { LoginPage } from '../features/login';
import { SettingsPage } from '../features/settings';
import { Button } from '../ui/Button';
import { EmptyState } from '../ui/EmptyState';
import { Skeleton } from '../ui/Skeleton';
import { ErrorBoundary } from './ErrorBoundary';
import { useAppDispatch, useAppSelector } from './hooks';
import { PageFrame } from './layout/PageFrame';
import { Workstation } from './layout/Workstation';
import { pagesFor, type Page } from './roles';
import { useRoute } from './router';
import { SLOTS } from './slots';
import { loggedOut } from './state/session';
import { Toaster } from './Toaster';

/** Chooses the page: the login, or what this person's roles and the address say. */
export function App() {
  const { t } = useTranslation('common');
  const status = useAppSelector((state) => state.session.status);
  if (status === 'restoring') return <Skeleton label={t('loading')} />;
  if (status === 'awaiting') return <AwaitingServer />;
  if (status === 'out') return <LoginPage />;
  return (
    <>
      <LoggedInPage />
      <Toaster />
    </>
  );
}

/** The server is away for a moment: the login is kept, and taken up again as soon as somebody answers. */
function AwaitingServer() {
  const { t } = useTranslation('common');
  const dispatch = useAppDispatch();
  return (
    <main role="status">
      <EmptyState
        icon="clock"
        title={t('awaiting.title')}
        actions={<Button onPress={() => dispatch(loggedOut(null))}>{t('awaiting.logIn')}</Button>}
      >
        {t('awaiting.words')}
      </EmptyState>
    </main>
  );
}

function LoggedInPage() {
  const login = useAppSelector((state) => state.session.login);
  const route = useRoute();
  const pages = pagesFor(login?.roles ?? []);
  const page = pages.find((allowed) => allowed === route.page) ?? pages[0] ?? 'settings';
  if (page === 'workstation') return <Workstation />;
  if (page === 'wallboard') {
    return (
      <PageBody>
        <SLOTS.WallboardPage />
      </PageBody>
    );
  }
  return (
    <PageFrame page={page}>
      <PageBody>
        <PageContent page={page} />
      </PageBody>
    </PageFrame>
  );
}

function PageContent({ page }: { readonly page: Exclude<Page, 'workstation' | 'wallboard'> }) {
  switch (page) {
    case 'board':
      return <SLOTS.BoardPage />;
    case 'work':
      return <SLOTS.WorkPage />;
    case 'approvals':
      return <SLOTS.ApprovalsPage />;
    case 'releases':
      return <SLOTS.ReleasesPage />;
    case 'qa':
      return <SLOTS.QaPage />;
    case 'admin':
      return <SLOTS.AdminPage />;
    case 'reviews':
      return <SLOTS.ReviewsPage />;
    case 'settings':
      return <SettingsPage />;
    default:
      return page satisfies never;
  }
}

function PageBody({ children }: { readonly children: React.ReactNode }) {
  const { t } = useTranslation('common');
  return (
    <ErrorBoundary>
      <Suspense fallback={<Skeleton label={t('loading')} lines={8} />}>{children}</Suspense>
    </ErrorBoundary>
  );
}
