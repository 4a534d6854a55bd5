import type { Currency } from '../../../../../shared/lang/languages';
import { formatFigures, formatMoney } from '../../../../../shared/money/format';
import type { Minor } from '../../../../../shared/money/money';
import { useLanguage } from '../../../i18n/use-language';

interface AmountProps {
  readonly value: Minor;
  readonly currency: Currency;
  /** In a column whose header names the currency. */
  readonly isBare?: boolean;
}

/** A decoded amount as the agent's language writes it; `ui/Money` does the same for the wire form. */
export function Amount({ value, currency, isBare }: AmountProps) {
  const language = useLanguage();
  return (
    <span className="tabular nowrap">{(isBare === true ? formatFigures : formatMoney)(value, currency, language)}</span>
  );
}
