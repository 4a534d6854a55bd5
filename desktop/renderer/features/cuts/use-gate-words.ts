import { useTranslation } from 'react-i18next';
import type { Gate } from '../../../../shared/disconnection/index';
import type { Currency } from '../../../../shared/lang/languages';
import { formatMoney } from '../../../../shared/money/format';
import { formatDate } from '../../../../shared/time/format';
import { useLanguage } from '../../i18n/use-language';

/** What is known of a gate, in a few words of the reader's language. */
export function useGateWords(currency: Currency): (gate: Gate) => string {
  const { t } = useTranslation('cuts');
  const language = useLanguage();
  return ({ evidence, date, amountMinor, count }) => {
    const day = date === null ? '' : formatDate(date, language);
    const amount = amountMinor === null ? '' : formatMoney(amountMinor, currency, language);
    const words = t(`evidence.${evidence}`, { date: day, amount, count: count ?? 0 });
    const hasEnd = evidence === 'money_comes' || evidence === 'case_rests';
    return hasEnd && date !== null ? `${words}, ${t('until', { date: day })}` : words;
  };
}
