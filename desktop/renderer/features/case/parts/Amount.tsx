import type { Currency } from '../../../../../shared/lang/languages';
import { formatMoney } from '../../../../../shared/money/format';
import type { Minor } from '../../../../../shared/money/money';
import { useLanguage } from '../../../i18n/use-language';

interface AmountProps {
  readonly value: Minor;
  readonly currency: Currency;
}

/** A decoded amount as the agent's language writes it; `ui/Money` does the same for the wire form. */
export function Amount({ value, currency }: AmountProps) {
  const language = useLanguage();
  return <span className="tabular nowrap">{formatMoney(value, currency, language)}</span>;
}
