import type { ReactNode } from 'react';
import './panel.css';
import { classNames } from './class-names';

interface PanelProps {
  readonly title?: ReactNode;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
  /** Heading level in the page's outline. */
  readonly level?: 2 | 3 | 4;
  readonly isFlush?: boolean;
  readonly className?: string;
}

/** A part of a screen under its own heading. */
export function Panel({ title, actions, children, level = 2, isFlush, className }: PanelProps) {
  const Heading = `h${level}` as const;
  return (
    <section className={classNames('fm-panel', isFlush && 'fm-panel-flush', className)}>
      {(title !== undefined || actions !== undefined) && (
        <header className="fm-panel-head">
          {title !== undefined && <Heading className="fm-panel-title">{title}</Heading>}
          {actions !== undefined && <div className="fm-panel-actions">{actions}</div>}
        </header>
      )}
      {children}
    </section>
  );
}

interface FactProps {
  readonly label: string;
  readonly children: ReactNode;
  readonly detail?: ReactNode;
  readonly isBig?: boolean;
}

/** One fact as a label over its value; put several in a `<Facts>`. */
export function Fact({ label, children, detail, isBig }: FactProps) {
  return (
    <div className={classNames('fm-fact', isBig && 'fm-fact-big')}>
      <dt>{label}</dt>
      <dd>
        {children}
        {detail !== undefined && <span className="fm-fact-detail">{detail}</span>}
      </dd>
    </div>
  );
}

/** Facts in a row (`strip`) or as lines with the label to the left (`lines`). */
export function Facts({
  children,
  layout = 'lines',
}: {
  readonly children: ReactNode;
  readonly layout?: 'strip' | 'lines';
}) {
  return <dl className={`fm-facts fm-facts-${layout}`}>{children}</dl>;
}
