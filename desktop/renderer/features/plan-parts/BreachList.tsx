import { useTranslation } from 'react-i18next';
import type { Currency } from '../../../../shared/lang/languages';
import type { LimitBreach } from '../../../../shared/ledger/plan-life';
import { minorFromText, minorTextSchema } from '../../../../shared/money/money';
import { isIsoDate } from '../../../../shared/time/dates';
import { formatDate } from '../../../../shared/time/format';
import { formatMoney } from '../../../../shared/money/format';
import { useLanguage } from '../../i18n/use-language';
import { Banner } from '../../ui/Banner';

import './plan-parts.css';

interface BreachListProps {
  readonly breaches: readonly LimitBreach[];
  readonly currency: Currency;
}

/** What of a plan goes beyond the mandate: what is asked against what is allowed, a line each. */
export function BreachList({ breaches, currency }: BreachListProps) {
  const { t } = useTranslation('plans');
  const language = useLanguage();
  const value = (limit: LimitBreach['limit'], text: string) => {
    if (limit === 'instalments') return text;
    if (isIsoDate(text)) return formatDate(text, language);
    const amount = minorTextSchema.safeParse(text);
    return amount.success ? formatMoney(minorFromText(amount.data), currency, language) : text;
  };
  return (
    <Banner tone="attention" title={t('breach.title')}>
      <ul className="plan-breaches">
        {breaches.map(({ limit, asked, allowed }) => (
          <li key={limit}>{t(`breach.${limit}`, { asked: value(limit, asked), allowed: value(limit, allowed) })}</li>
        ))}
      </ul>
    </Banner>
  );
}
