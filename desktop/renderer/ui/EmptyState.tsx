import type { ReactNode } from 'react';
import './empty-state.css';
import { Icon, type IconName } from './Icon';

interface EmptyStateProps {
  readonly icon: IconName;
  readonly title: string;
  /** What to do next. */
  readonly children?: ReactNode;
  readonly actions?: ReactNode;
}

/** A place with nothing in it yet, which says what will fill it. */
export function EmptyState({ icon, title, children, actions }: EmptyStateProps) {
  return (
    <div className="fm-empty">
      <span className="fm-empty-icon">
        <Icon name={icon} />
      </span>
      <p className="fm-empty-title">{title}</p>
      {children !== undefined && <div className="fm-empty-words">{children}</div>}
      {actions !== undefined && <div className="fm-empty-actions">{actions}</div>}
    </div>
  );
}
