import type { ReactNode, Ref } from 'react';
import { Button as AriaButton, Tooltip, TooltipTrigger, type PressEvent } from 'react-aria-components';
import './button.css';
import { classNames } from './class-names';
import { given } from './given';
import { Icon, type IconName } from './Icon';
import { KeyHint } from './KeyHint';

export type ButtonKind = 'primary' | 'plain' | 'quiet' | 'stop' | 'good' | 'bar';

export interface ButtonProps {
  readonly children?: ReactNode;
  readonly kind?: ButtonKind;
  readonly icon?: IconName;
  /** Shown on the button and told to screen readers, e.g. `F4` or `Control+Enter`. */
  readonly keys?: string | undefined;
  /** The name when there are no words on the button. */
  readonly label?: string;
  /** Why it cannot be pressed now: disables the button and is shown when the pointer or focus rests on it. */
  readonly disabledReason?: string | null | undefined;
  /** Shown when the pointer or the focus rests on it. */
  readonly hint?: string;
  readonly isDisabled?: boolean;
  readonly isPending?: boolean;
  /** For buttons that stay in: mute, hold, pause. */
  readonly isPressed?: boolean;
  readonly isLarge?: boolean;
  readonly isWide?: boolean;
  readonly type?: 'button' | 'submit';
  readonly autoFocus?: boolean;
  readonly slot?: string;
  readonly className?: string;
  readonly ref?: Ref<HTMLButtonElement>;
  readonly onPress?: (event: PressEvent) => void;
}

/** Why it is off, else what it does when there are no words on it or more to say. */
function hintOf(props: ButtonProps): string | undefined {
  return props.disabledReason ?? props.hint ?? (props.children === undefined ? props.label : undefined);
}

/** A button of 28 px with a verb, perhaps an icon, and the key that does the same. */
export function Button(props: ButtonProps) {
  const hint = hintOf(props);
  if (hint === undefined) return <BareButton {...props} />;
  return (
    <TooltipTrigger delay={500} closeDelay={100}>
      <BareButton {...props} />
      <Tooltip className="fm-tooltip" offset={6}>
        {hint}
      </Tooltip>
    </TooltipTrigger>
  );
}

function BareButton(props: ButtonProps) {
  const isRefused = typeof props.disabledReason === 'string';
  return (
    <AriaButton
      type={props.type ?? 'button'}
      // A button that says why it is off stays reachable, so that the reason can be read.
      isDisabled={props.isDisabled === true && !isRefused}
      isPending={props.isPending === true}
      autoFocus={props.autoFocus === true}
      {...given({
        ref: props.ref,
        slot: props.slot,
        'aria-label': props.label,
        'aria-pressed': props.isPressed,
      })}
      // The library hands on only the attributes it knows; these two are for screen readers all the same.
      render={(dom) => (
        <button {...dom} {...given({ 'aria-disabled': isRefused || undefined, 'aria-keyshortcuts': props.keys })} />
      )}
      data-kind={props.kind ?? 'plain'}
      data-refused={isRefused || undefined}
      className={classNames(
        'fm-button',
        props.isLarge && 'fm-button-large',
        props.isWide && 'fm-button-wide',
        props.children === undefined ? 'fm-button-icon' : 'fm-button-words-icon',
        props.className,
      )}
      onPress={(event) => {
        if (!isRefused) props.onPress?.(event);
      }}
    >
      {props.icon && <Icon name={props.icon} />}
      {props.children !== undefined && <span className="fm-button-words">{props.children}</span>}
      {props.keys !== undefined && <KeyHint keys={props.keys} />}
    </AriaButton>
  );
}
