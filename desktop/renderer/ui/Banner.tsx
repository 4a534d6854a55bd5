import type { ReactNode } from 'react';
import './banner.css';
import type { Tone } from './Chip';
import { Icon, type IconName } from './Icon';

const SHAPES: Readonly<Record<Tone, IconName>> = {
  good: 'checkCircle',
  attention: 'warning',
  stop: 'stop',
  info: 'info',
  neutral: 'info',
};

interface BannerProps {
  readonly tone: Tone;
  readonly title?: ReactNode;
  readonly children?: ReactNode;
  readonly actions?: ReactNode;
  /** Spoken at once (`alert`), when convenient (`status`), or only found (`none`). */
  readonly announce?: 'alert' | 'status' | 'none';
}

/** What a person must know where they are, with what they can do about it. */
export function Banner({ tone, title, children, actions, announce = 'none' }: BannerProps) {
  return (
    <div className="fm-banner" data-tone={tone} role={announce === 'none' ? undefined : announce}>
      <Icon name={SHAPES[tone]} />
      <div className="fm-banner-words">
        {title !== undefined && <strong>{title}</strong>}
        {children !== undefined && <div>{children}</div>}
      </div>
      {actions !== undefined && <div className="fm-banner-actions">{actions}</div>}
    </div>
  );
}
