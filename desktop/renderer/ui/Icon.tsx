import './icon.css';
import { ICON_PATHS, type IconName } from './icon-paths';

export type { IconName } from './icon-paths';

interface IconProps {
  readonly name: IconName;
  /** Read aloud; leave out when words beside it say the same. */
  readonly label?: string;
}

/** A 16-unit line drawing in the colour of its text, sized by it too. */
export function Icon({ name, label }: IconProps) {
  return (
    <svg
      className="fm-icon"
      viewBox="0 0 16 16"
      aria-hidden={label === undefined ? true : undefined}
      role={label === undefined ? undefined : 'img'}
      aria-label={label}
    >
      <path d={ICON_PATHS[name]} />
    </svg>
  );
}
