import type { Currency } from '../../../shared/lang/languages';
import { formatMoney } from '../../../shared/money/format';
import { minorTextSchema, minorFromText } from '../../../shared/money/money';
import { useLanguage } from '../i18n/use-language';
import { classNames } from './class-names';

interface MoneyProps {
  /** The wire form: whole minor units as decimal text. */
  readonly amountMinor: string;
  readonly currency: Currency;
  readonly isStrong?: boolean;
}

/** An amount as the reader's language writes it, in figures of equal width. */
export function Money({ amountMinor, currency, isStrong }: MoneyProps) {
  const language = useLanguage();
  const amount = minorFromText(minorTextSchema.parse(amountMinor));
  return (
    <span className={classNames('tabular', 'nowrap')} data-strong={isStrong}>
      {isStrong === true ? (
        <strong>{formatMoney(amount, currency, language)}</strong>
      ) : (
        formatMoney(amount, currency, language)
      )}
    </span>
  );
}
