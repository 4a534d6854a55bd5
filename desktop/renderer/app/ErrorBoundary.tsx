import { Component, type ReactNode } from 'react';
import { i18n } from '../i18n/i18n';
import { Button } from '../ui/Button';
import { EmptyState } from '../ui/EmptyState';

/** Keeps a fault in one part of the page from taking the rest with it: the call bar stays whatever a pane does. */
export class ErrorBoundary extends Component<{ readonly children: ReactNode }, { readonly hasFailed: boolean }> {
  override state = { hasFailed: false };

  static getDerivedStateFromError() {
    return { hasFailed: true };
  }

  override render() {
    if (!this.state.hasFailed) return this.props.children;
    return (
      <div role="alert">
        <EmptyState
          icon="warning"
          title={i18n.t('common:crash.title')}
          actions={<Button onPress={() => window.location.reload()}>{i18n.t('common:crash.reload')}</Button>}
        >
          {i18n.t('common:crash.words')}
        </EmptyState>
      </div>
    );
  }
}
