import type { ReactNode } from 'react';
import {
  Button,
  FieldError,
  Label,
  ListBox,
  ListBoxItem,
  Popover,
  Select as AriaSelect,
  SelectValue,
} from 'react-aria-components';
import './select.css';
import { classNames } from './class-names';
import { given } from './given';
import { Icon } from './Icon';

export interface SelectChoice<Key extends string> {
  readonly key: Key;
  readonly label: string;
  readonly detail?: ReactNode;
}

interface SelectProps<Key extends string> {
  readonly label: string;
  readonly isLabelHidden?: boolean;
  readonly choices: readonly SelectChoice<Key>[];
  readonly value: Key | null;
  readonly onChange: (key: Key) => void;
  readonly placeholder?: string;
  readonly isDisabled?: boolean;
  readonly error?: string | null;
  readonly className?: string;
}

/** One of a closed list, opened by arrow keys, with type-ahead. */
export function Select<Key extends string>(props: SelectProps<Key>) {
  const isInvalid = props.error !== undefined && props.error !== null;
  return (
    <AriaSelect
      className={classNames('fm-field', props.className)}
      {...given({ 'aria-label': props.isLabelHidden === true ? props.label : undefined })}
      value={props.value}
      onChange={(key) => {
        const choice = props.choices.find((candidate) => candidate.key === key);
        if (choice) props.onChange(choice.key);
      }}
      placeholder={props.placeholder ?? ''}
      isDisabled={props.isDisabled === true}
      isInvalid={isInvalid}
    >
      {props.isLabelHidden !== true && <Label className="fm-label">{props.label}</Label>}
      <Button className="fm-input fm-select-button">
        <SelectValue className="fm-select-value" />
        <Icon name="chevronDown" />
      </Button>
      <FieldError className="fm-field-error">{props.error}</FieldError>
      <Popover className="fm-popover" offset={4}>
        <ListBox className="fm-menu" items={props.choices}>
          {(choice) => (
            <ListBoxItem id={choice.key} textValue={choice.label} className="fm-menu-item">
              <span className="fm-menu-words">
                {choice.label}
                {choice.detail !== undefined && <span className="fm-menu-detail">{choice.detail}</span>}
              </span>
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </AriaSelect>
  );
}
