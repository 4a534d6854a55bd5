import { isoDateSchema } from '../../../shared/time/dates';
import { formatDate, formatDateShort } from '../../../shared/time/format';
import { useLanguage } from '../i18n/use-language';
import { clockOf, dateOfInstant } from './time-of-day';

/** A day of the calendar (`yyyy-MM-dd`) as the reader's language writes it. */
export function DateText({ date, isShort }: { readonly date: string; readonly isShort?: boolean }) {
  const language = useLanguage();
  return (
    <time className="tabular nowrap" dateTime={date}>
      {(isShort === true ? formatDateShort : formatDate)(isoDateSchema.parse(date), language)}
    </time>
  );
}

/** A moment as `14:32` (with seconds on request), with its day before it when that is asked for. */
export function TimeText({
  at,
  hasDate,
  hasSeconds,
  isShort,
}: {
  readonly at: number;
  readonly hasDate?: boolean;
  readonly hasSeconds?: boolean;
  readonly isShort?: boolean;
}) {
  const language = useLanguage();
  const clock = clockOf(at, hasSeconds === true);
  return (
    <time className="tabular nowrap" dateTime={new Date(at).toISOString()}>
      {hasDate === true
        ? `${(isShort === true ? formatDateShort : formatDate)(isoDateSchema.parse(dateOfInstant(at)), language)} ${clock}`
        : clock}
    </time>
  );
}
