import { useTranslation } from 'react-i18next';
import {
  doesDisputeStand,
  standingOf,
  undisputedParts,
  type UndisputedPart as Part,
} from '../../../../shared/disputes/index';
import type { CustomerAccount } from '../../../../shared/ledger/case-file';
import { formatMoney } from '../../../../shared/money/format';
import { useLanguage } from '../../i18n/use-language';
import { DateText } from '../../ui/DateText';
import './cuts.css';

/** What the customer agrees with, with the number to pay each part with; nothing while no dispute stands. */
export function UndisputedPart({ account }: { readonly account: CustomerAccount }) {
  const { t } = useTranslation('cuts');
  const language = useLanguage();
  const disputes = account.disputes.filter((dispute) => doesDisputeStand(standingOf(dispute)));
  if (disputes.length === 0) return null;
  const known = disputes.map((dispute) => ({
    ...standingOf(dispute),
    lines:
      dispute.detail?.lines ?? dispute.claimIds.map((claimId) => ({ claimId, amountMinor: dispute.disputedMinor })),
  }));
  // Nobody agrees to costs by agreeing to a bill: while something is disputed they are not asked for.
  const bills = account.claims.filter(({ kind }) => kind === 'invoice');
  const { parts, totalMinor } = undisputedParts(bills, known);
  if (parts.length === 0) return <p className="quiet cuts-undisputed">{t('undisputed.none')}</p>;
  const money = (amount: Part['amountMinor']) => formatMoney(amount, account.currency, language);
  return (
    <table className="cuts-payments cuts-undisputed">
      <caption className="fm-label">
        {t('undisputed.title')}: <strong className="tabular">{money(totalMinor)}</strong>
      </caption>
      <tbody>
        {parts.map((part) => (
          <tr key={part.claimId}>
            <th scope="row">
              {part.invoiceNo} <DateText date={part.dueDate} />
            </th>
            <td className="tabular">
              <span className="quiet">{t('panel.reference')}</span> {part.reference}
            </td>
            <td className="tabular cuts-amount">{money(part.amountMinor)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
