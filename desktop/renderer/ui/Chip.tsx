import type { ReactNode } from 'react';
import './chip.css';
import { classNames } from './class-names';
import { Icon, type IconName } from './Icon';

/** What a state means, never its colour alone: each tone has its own shape. */
export type Tone = 'good' | 'attention' | 'stop' | 'info' | 'neutral';

const SHAPES: Readonly<Record<Tone, IconName>> = {
  good: 'check',
  attention: 'clock',
  stop: 'warning',
  info: 'dot',
  neutral: 'ring',
};

interface ChipProps {
  readonly tone: Tone;
  readonly children: ReactNode;
  readonly icon?: IconName;
  readonly isSolid?: boolean;
}

/** A state as shape, word and colour. */
export function Chip({ tone, children, icon, isSolid }: ChipProps) {
  return (
    <span className={classNames('fm-chip', isSolid && 'fm-chip-solid')} data-tone={tone}>
      <Icon name={icon ?? SHAPES[tone]} />
      <span>{children}</span>
    </span>
  );
}
