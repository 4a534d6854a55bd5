import { useTranslation } from 'react-i18next';
import { CrashedDesk } from '../../app/CrashedDesk';
import { ErrorBoundary } from '../../app/ErrorBoundary';
import { UserMenu } from '../../app/layout/UserMenu';
import { Announcements } from './Announcements';
import { CallButtons } from './CallButtons';
import { CallNotices } from './CallNotices';
import { CallState } from './CallState';
import { DialDialog } from './DialDialog';
import { QueueStrip } from './QueueStrip';
import { StatusMenu } from './StatusMenu';
import './call-bar.css';

/** Always there, always the same place for each thing: state and caller, buttons, queue, my status. */
export function CallBar() {
  return (
    <ErrorBoundary fallback={<CrashedDesk />}>
      <Bar />
    </ErrorBoundary>
  );
}

function Bar() {
  const { t } = useTranslation('softphone');
  return (
    <>
      <header className="fm-bar" aria-label={t('bar')}>
        <CallState />
        <CallButtons />
        <div className="fm-bar-end">
          <QueueStrip />
          <StatusMenu />
          <UserMenu kind="bar" />
        </div>
      </header>
      <CallNotices />
      <Announcements />
      <DialDialog />
    </>
  );
}
