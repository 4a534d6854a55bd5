import { parseDate } from '@internationalized/date';
import { DateField, DateInput, DateSegment, I18nProvider, Label } from 'react-aria-components';
import type { Language } from '../../../../shared/lang/languages';
import { useLanguage } from '../../i18n/use-language';

/** Day before month, as our readers write it; the browser's own field would follow the computer instead. */
const LOCALES: Readonly<Record<Language, string>> = { nb: 'nb-NO', sv: 'sv-SE', fi: 'fi-FI', en: 'en-GB' };

interface DateFilterProps {
  readonly label: string;
  /** `yyyy-MM-dd`. */
  readonly value: string | undefined;
  readonly onChange: (date: string | undefined) => void;
}

/** A day typed in parts, each changed by digits or arrow keys; Backspace empties it. */
export function DateFilter({ label, value, onChange }: DateFilterProps) {
  return (
    <I18nProvider locale={LOCALES[useLanguage()]}>
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
    </I18nProvider>
  );
}
