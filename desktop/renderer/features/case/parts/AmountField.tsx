import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Currency } from '../../../../../shared/lang/languages';
import { formatMoney } from '../../../../../shared/money/format';
import { parseAmount, type Minor } from '../../../../../shared/money/money';
import { useLanguage } from '../../../i18n/use-language';
import { TextField } from '../../../ui/Field';

interface AmountFieldProps {
  readonly label: string;
  readonly value: Minor | null;
  readonly onChange: (amount: Minor | null) => void;
  readonly currency: Currency;
  readonly description?: string;
  readonly error?: string | null;
  readonly autoFocus?: boolean;
}

/** What is typed as a number and a currency mark: `1184`, `1 184,50`, `1184.5 kr`. */
export function readAmount(text: string, currency: Currency): Minor | null {
  const amount = parseAmount(text.replace(/[a-z€]+\.?/giu, '').trim(), currency);
  return amount.ok && amount.value > 0n ? amount.value : null;
}

/** An amount typed as people write it; what cannot be read exactly is not guessed. */
export function AmountField({ label, value, onChange, currency, description, error, autoFocus }: AmountFieldProps) {
  const { t } = useTranslation('case');
  const language = useLanguage();
  const [text, setText] = useState(value === null ? '' : formatMoney(value, currency, language));
  const [known, setKnown] = useState(value);
  if (value !== known) {
    setKnown(value);
    if (value !== null) setText(formatMoney(value, currency, language));
  }
  const change = (typed: string) => {
    const amount = readAmount(typed, currency);
    setText(typed);
    setKnown(amount);
    onChange(amount);
  };
  const isWrong = text.trim() !== '' && value === null;
  return (
    <TextField
      label={label}
      value={text}
      onChange={change}
      inputMode="decimal"
      isNumber
      autoFocus={autoFocus === true}
      error={isWrong ? t('amount.wrong') : error}
      {...(description === undefined ? {} : { description })}
    />
  );
}
