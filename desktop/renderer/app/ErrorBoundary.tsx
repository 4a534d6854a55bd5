import { Component, type ReactNode } from 'react';
import { i18n } from '../i18n/i18n';
import { Button } from '../ui/Button';
import { EmptyState } from '../ui/EmptyState';
import { reportFault } from './report-fault';

interface ErrorBoundaryProps {
  readonly children: ReactNode;
  /** In place of the words and the button to load the page again. */
  readonly fallback?: ReactNode;
}

/**
 * Keeps a fault in one part of the page from taking the rest with it: the call bar stays whatever a pane does. What happened
 * goes to the log of this computer.
 */
export class ErrorBoundary extends Component<ErrorBoundaryProps, { readonly hasFailed: boolean }> {
  override state = { hasFailed: false };

  static getDerivedStateFromError() {
    return { hasFailed: true };
  }

  override componentDidCatch(error: unknown): void {
    reportFault(error);
  }

  override render() {
    if (!this.state.hasFailed) return this.props.children;
    return this.props.fallback ?? <CrashedPart />;
  }
}

/** What stands in the place of a part that failed. */
export function CrashedPart({ actions }: { readonly actions?: ReactNode }) {
  return (
    <div role="alert">
      <EmptyState
        icon="warning"
        title={i18n.t('common:crash.title')}
        actions={
          <>
            {actions}
            <Button onPress={() => window.location.reload()}>{i18n.t('common:crash.reload')}</Button>
          </>
        }
      >
        {i18n.t('common:crash.words')}
      </EmptyState>
    </div>
  );
}
