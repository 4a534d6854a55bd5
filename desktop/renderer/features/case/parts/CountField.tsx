import type { KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../ui/Button';
import { TextField } from '../../../ui/Field';

interface CountFieldProps {
  readonly label: string;
  readonly value: number;
  readonly min?: number;
  readonly max: number;
  readonly onChange: (count: number) => void;
  readonly description?: string;
}

/** A whole number between two limits: typed, or one up and down with the arrows or the buttons. */
export function CountField({ label, value, min = 1, max, onChange, description }: CountFieldProps) {
  const { t } = useTranslation('case');
  const set = (count: number) => {
    if (Number.isInteger(count)) onChange(Math.min(max, Math.max(min, count)));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowUp' ? 1 : event.key === 'ArrowDown' ? -1 : 0;
    if (step === 0) return;
    event.preventDefault();
    set(value + step);
  };
  return (
    <div className="case-count" onKeyDown={onKeyDown} role="presentation">
      <TextField
        label={label}
        value={String(value)}
        onChange={(text) => set(Number(text.replace(/\D/gu, '').slice(-2)))}
        inputMode="numeric"
        isNumber
        {...(description === undefined ? {} : { description })}
      />
      <Button icon="minus" label={t('count.less')} isDisabled={value <= min} onPress={() => set(value - 1)} />
      <Button icon="plus" label={t('count.more')} isDisabled={value >= max} onPress={() => set(value + 1)} />
    </div>
  );
}
