import { useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { addDays, type IsoDate } from '../../../shared/time/dates';
import { formatDate, formatDateSpoken } from '../../../shared/time/format';
import { useLanguage } from '../i18n/use-language';
import { TextField } from './Field';
import { parseDay } from './parse-day';

interface DayFieldProps {
  readonly label: string;
  readonly value: IsoDate | null;
  /** The day, or null with the text that is none. */
  readonly onChange: (day: IsoDate | null, typed: string) => void;
  readonly today: IsoDate;
  /** Which way a day without a year lies. */
  readonly direction?: 'ahead' | 'back';
  /** `leave`: told only by Enter or on leaving the field, for what is costly to answer while one types; then empty is null. */
  readonly tells?: 'each' | 'leave';
  readonly error?: string | null;
  readonly description?: string;
  readonly isDisabled?: boolean;
  readonly autoFocus?: boolean;
}

/** A day typed the short way (`15.12`, `15`, `+14`), read back in words; arrow up and down move it by one day. */
export function DayField(props: DayFieldProps) {
  const { value, onChange, today, direction = 'ahead', tells = 'each', error, autoFocus } = props;
  const { t } = useTranslation('common');
  const language = useLanguage();
  const [text, setText] = useState(value === null ? '' : formatDate(value, language));
  /** The day of the text. */
  const [day, setDay] = useState(value);
  const [known, setKnown] = useState(value);
  // A day chosen from outside (a proposal) takes the place of what was typed.
  if (value !== known) {
    setKnown(value);
    setDay(value);
    if (value !== null || tells === 'leave') setText(value === null ? '' : formatDate(value, language));
  }
  const change = (typed: string) => {
    const read = parseDay(typed, today, direction);
    setText(typed);
    setDay(read);
    if (tells === 'leave') return;
    setKnown(read);
    onChange(read, typed);
  };
  const isEmpty = text.trim() === '';
  const tell = () => {
    if (tells === 'leave' && day !== value && (day !== null || isEmpty)) onChange(day, text);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter') return tell();
    const step = event.key === 'ArrowUp' ? 1 : event.key === 'ArrowDown' ? -1 : 0;
    if (step === 0 || event.ctrlKey || event.altKey || event.metaKey) return undefined;
    event.preventDefault();
    const moved = addDays(day ?? today, step);
    return onChange(moved, moved);
  };
  const description = day === null ? props.description : formatDateSpoken(day, language, today);
  return (
    <div onKeyDown={onKeyDown} onBlur={tell} role="presentation" className="fm-day-field">
      <TextField
        label={props.label}
        value={text}
        onChange={change}
        inputMode="text"
        placeholder={t('day.placeholder')}
        autoFocus={autoFocus === true}
        isDisabled={props.isDisabled === true}
        error={!isEmpty && day === null ? t('day.wrong') : error}
        {...(description === undefined ? {} : { description })}
      />
    </div>
  );
}
