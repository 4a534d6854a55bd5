import { useTranslation } from 'react-i18next';
import type { CustomerAccount } from '../../../../../shared/ledger/case-file';
import { weekdayOf } from '../../../../../shared/time/dates';
import { formatDate } from '../../../../../shared/time/format';
import { useLanguage } from '../../../i18n/use-language';
import { DateText } from '../../../ui/DateText';
import { Amount } from '../parts/Amount';
import { useWords } from '../parts/use-words';
import type { PlanPreview, PlanRow } from './plan-model';

const SATURDAY = 6;

/** The instalments with their days, why a day was moved, and a sum that is exact to the øre. */
export function PlanTable({ preview, account }: { readonly preview: PlanPreview; readonly account: CustomerAccount }) {
  const { t } = useTranslation('case');
  if (preview.rows.length === 0) return null;
  return (
    <table className="case-plan-table">
      <caption className="fm-label">{t('plan.preview')}</caption>
      <tbody>
        {preview.rows.map((row, index) => (
          <tr key={row.dueDate}>
            <td className="case-number quiet">{index + 1}</td>
            <td>
              <DateText date={row.dueDate} /> <MovedWords row={row} />
            </td>
            <td className="case-number">
              <Amount value={row.amountMinor} currency={account.currency} />
            </td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        {preview.feeMinor > 0n && (
          <tr>
            <td colSpan={2}>{t('plan.feeWithin')}</td>
            <td className="case-number">
              <Amount value={preview.feeMinor} currency={account.currency} />
            </td>
          </tr>
        )}
        <tr className="case-sum">
          <th scope="row" colSpan={2}>
            {t('plan.sum')}
          </th>
          <td className="case-number">
            <Amount value={preview.totalMinor} currency={account.currency} />
          </td>
        </tr>
      </tfoot>
    </table>
  );
}

function MovedWords({ row }: { readonly row: PlanRow }) {
  const { t } = useTranslation('case');
  const { local } = useWords();
  const language = useLanguage();
  if (row.movedFrom === null) return null;
  const { date, holiday } = row.movedFrom;
  const why =
    holiday !== null ? local(holiday.name) : weekdayOf(date) >= SATURDAY ? t('plan.weekend') : t('plan.bankHoliday');
  return <span className="quiet case-moved">{t('plan.moved', { date: formatDate(date, language), why })}</span>;
}
