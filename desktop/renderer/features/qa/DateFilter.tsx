import { parseDate } from '@internationalized/date';
import { DateField, DateInput, DateSegment, Label } from 'react-aria-components';

interface DateFilterProps {
  readonly label: string;
  /** `yyyy-MM-dd`. */
  readonly value: string | undefined;
  readonly onChange: (date: string | undefined) => void;
}

/** A day typed in parts in the order of the reader's country, each changed by digits or arrow keys; Backspace empties it. */
export function DateFilter({ label, value, onChange }: DateFilterProps) {
  return (
    <DateField
      className="fm-field qa-date"
      value={value === undefined ? null : parseDate(value)}
      onChange={(date) => onChange(date?.toString())}
      shouldForceLeadingZeros
    >
      <Label className="fm-label">{label}</Label>
      <DateInput className="fm-input qa-date-input">
        {(segment) => <DateSegment segment={segment} className="qa-date-part" />}
      </DateInput>
    </DateField>
  );
}
