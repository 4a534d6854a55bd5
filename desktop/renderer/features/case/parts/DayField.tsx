import { useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { addDays, type IsoDate } from '../../../../../shared/time/dates';
import { formatDate, formatDateSpoken } from '../../../../../shared/time/format';
import { useLanguage } from '../../../i18n/use-language';
import { TextField } from '../../../ui/Field';
import { parseDay } from './parse-day';

interface DayFieldProps {
  readonly label: string;
  readonly value: IsoDate | null;
  readonly onChange: (day: IsoDate | null) => void;
  readonly today: IsoDate;
  /** Which way a day without a year lies. */
  readonly direction?: 'ahead' | 'back';
  readonly error?: string | null;
  readonly autoFocus?: boolean;
}

/** A day typed the short way (`15.12`, `15`, `+14`), read back in words; arrow up and down move it by one day. */
export function DayField({ label, value, onChange, today, direction = 'ahead', error, autoFocus }: DayFieldProps) {
  const { t } = useTranslation('case');
  const language = useLanguage();
  const [text, setText] = useState(value === null ? '' : formatDate(value, language));
  const [known, setKnown] = useState(value);
  // A day chosen from outside (a proposal) takes the place of what was typed.
  if (value !== known) {
    setKnown(value);
    if (value !== null) setText(formatDate(value, language));
  }
  const change = (typed: string) => {
    const day = parseDay(typed, today, direction);
    setText(typed);
    setKnown(day);
    onChange(day);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowUp' ? 1 : event.key === 'ArrowDown' ? -1 : 0;
    if (step === 0 || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    onChange(addDays(value ?? today, step));
  };
  const isWrong = text.trim() !== '' && value === null;
  return (
    <div onKeyDown={onKeyDown} role="presentation">
      <TextField
        label={label}
        value={text}
        onChange={change}
        inputMode="text"
        placeholder={t('day.placeholder')}
        autoFocus={autoFocus === true}
        error={isWrong ? t('day.wrong') : error}
        {...(value === null ? {} : { description: formatDateSpoken(value, language, today) })}
      />
    </div>
  );
}
