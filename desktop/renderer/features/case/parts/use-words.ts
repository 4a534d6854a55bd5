import { useCallback } from 'react';
import type { Currency, LocalText } from '../../../../../shared/lang/languages';
import { formatMoney } from '../../../../../shared/money/format';
import type { Minor } from '../../../../../shared/money/money';
import type { IsoDate } from '../../../../../shared/time/dates';
import { formatDate } from '../../../../../shared/time/format';
import { useLanguage } from '../../../i18n/use-language';

/** Amounts, days and texts in the agent's language, for sentences. */
export function useWords() {
  const language = useLanguage();
  const money = useCallback((amount: Minor, currency: Currency) => formatMoney(amount, currency, language), [language]);
  const day = useCallback((date: IsoDate) => formatDate(date, language), [language]);
  const local = useCallback((text: LocalText) => text[language], [language]);
  return { language, money, day, local };
}
