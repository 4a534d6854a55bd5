import type { ReactNode, Ref } from 'react';
import {
  Checkbox as AriaCheckbox,
  FieldError,
  Input,
  Label,
  Radio,
  RadioGroup,
  SearchField as AriaSearchField,
  Text,
  TextArea as AriaTextArea,
  TextField as AriaTextField,
} from 'react-aria-components';
import './field.css';
import { classNames } from './class-names';
import { given } from './given';
import { Icon } from './Icon';
import { KeyHint } from './KeyHint';

interface FieldWords {
  readonly label: string;
  readonly description?: ReactNode;
  /** What is wrong and what to do; shown beside the field. */
  readonly error?: string | null | undefined;
}

export interface TextFieldProps extends FieldWords {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly name?: string;
  readonly type?: 'text' | 'password' | 'tel' | 'email';
  readonly inputMode?: 'text' | 'numeric' | 'decimal' | 'tel';
  readonly autoComplete?: string;
  readonly placeholder?: string;
  readonly maxLength?: number;
  readonly isRequired?: boolean;
  readonly isDisabled?: boolean;
  readonly autoFocus?: boolean;
  /** More than one line to write in. */
  readonly rows?: number;
  /** Numbers stand to the right. */
  readonly isNumber?: boolean;
  readonly inputRef?: Ref<HTMLInputElement>;
  readonly areaRef?: Ref<HTMLTextAreaElement>;
  readonly className?: string;
}

/** One line (or several, with `rows`) of text with its label above and what is wrong below. */
export function TextField(props: TextFieldProps) {
  const isInvalid = props.error !== undefined && props.error !== null;
  return (
    <AriaTextField
      className={classNames('fm-field', props.className)}
      value={props.value}
      onChange={props.onChange}
      type={props.type ?? 'text'}
      autoComplete={props.autoComplete ?? 'off'}
      {...given({ name: props.name, inputMode: props.inputMode, maxLength: props.maxLength })}
      isRequired={props.isRequired === true}
      isDisabled={props.isDisabled === true}
      isInvalid={isInvalid}
      autoFocus={props.autoFocus === true}
      validationBehavior="aria"
    >
      <Label className="fm-label">{props.label}</Label>
      {props.rows === undefined ? (
        <Input
          ref={props.inputRef}
          className={classNames('fm-input', props.isNumber && 'fm-input-number')}
          {...given({ placeholder: props.placeholder })}
        />
      ) : (
        <AriaTextArea
          ref={props.areaRef}
          className="fm-input fm-area"
          rows={props.rows}
          {...given({ placeholder: props.placeholder })}
        />
      )}
      <FieldWordsBelow description={props.description} error={props.error} />
    </AriaTextField>
  );
}

function FieldWordsBelow({ description, error }: Pick<FieldWords, 'description' | 'error'>) {
  return (
    <>
      {description !== undefined && (
        <Text slot="description" className="fm-field-description">
          {description}
        </Text>
      )}
      <FieldError className="fm-field-error">{error}</FieldError>
    </>
  );
}

interface SearchFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly onSubmit?: (value: string) => void;
  readonly placeholder?: string;
  readonly keys?: string;
  readonly autoFocus?: boolean;
  readonly inputRef?: Ref<HTMLInputElement>;
}

/** A search line; the label is read, the placeholder and the key are seen. */
export function SearchField(props: SearchFieldProps) {
  return (
    <AriaSearchField
      className="fm-search"
      aria-label={props.label}
      value={props.value}
      onChange={props.onChange}
      autoFocus={props.autoFocus === true}
      {...(props.onSubmit === undefined ? {} : { onSubmit: props.onSubmit })}
    >
      <Icon name="search" />
      <Input ref={props.inputRef} className="fm-search-input" placeholder={props.placeholder ?? props.label} />
      {props.keys !== undefined && <KeyHint keys={props.keys} />}
    </AriaSearchField>
  );
}

interface CheckboxProps {
  readonly children: ReactNode;
  readonly isSelected: boolean;
  readonly onChange: (isSelected: boolean) => void;
  readonly isDisabled?: boolean;
}

export function Checkbox({ children, isSelected, onChange, isDisabled }: CheckboxProps) {
  return (
    <AriaCheckbox className="fm-checkbox" isSelected={isSelected} onChange={onChange} isDisabled={isDisabled === true}>
      <span className="fm-checkbox-box" aria-hidden="true">
        <Icon name="check" />
      </span>
      <span>{children}</span>
    </AriaCheckbox>
  );
}

export interface Choice<Key extends string> {
  readonly key: Key;
  readonly label: string;
  /** A digit or letter that chooses it while the group has focus. */
  readonly hint?: string;
}

interface SegmentedProps<Key extends string> {
  readonly label: string;
  readonly isLabelHidden?: boolean;
  readonly choices: readonly Choice<Key>[];
  readonly value: Key | null;
  readonly onChange: (key: Key) => void;
  readonly isDisabled?: boolean;
}

/** A few choices side by side; arrow keys move, one is chosen. */
export function Segmented<Key extends string>(props: SegmentedProps<Key>) {
  return (
    <RadioGroup
      className="fm-segmented-group"
      aria-label={props.label}
      value={props.value}
      // The values are the keys of the choices, nothing else can be chosen.
      onChange={(value) => props.onChange(value as Key)}
      orientation="horizontal"
      isDisabled={props.isDisabled === true}
    >
      {props.isLabelHidden !== true && <Label className="fm-label">{props.label}</Label>}
      <div className="fm-segmented">
        {props.choices.map((choice) => (
          <Radio key={choice.key} value={choice.key} className="fm-segment">
            {choice.hint !== undefined && <KeyHint keys={choice.hint} />}
            {choice.label}
          </Radio>
        ))}
      </div>
    </RadioGroup>
  );
}
