import { useTranslation } from 'react-i18next';
import type { Payment, Plan } from '../../../../../shared/ledger/case-file';
import { Chip } from '../../../ui/Chip';
import { DateText } from '../../../ui/DateText';
import { Amount } from '../parts/Amount';

interface InstalmentTableProps {
  readonly plan: Plan;
  /** The account's payments, to say who paid. */
  readonly payments: readonly Payment[];
}

/** The instalments of a plan, and what paid each. */
export function InstalmentTable({ plan, payments }: InstalmentTableProps) {
  const { t } = useTranslation('case');
  return (
    <table className="case-small-table">
      <tbody>
        {plan.instalments.map((instalment) => (
          <tr key={instalment.id}>
            <td className="case-number">{instalment.instalmentNo}</td>
            <td>
              <DateText date={instalment.dueDate} />
            </td>
            <td className="case-number">
              <Amount value={instalment.amountMinor} currency={plan.currency} />
            </td>
            <td>
              {instalment.paidMinor >= instalment.amountMinor ? (
                <Chip tone="good">{t('plans.instalmentPaid')}</Chip>
              ) : instalment.paidMinor > 0n ? (
                <Chip tone="attention">{t('plans.instalmentPartly')}</Chip>
              ) : null}
            </td>
            <td className="case-paid-by">
              <PaidBy plan={plan} instalment={instalment} payments={payments} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

interface PaidByProps extends InstalmentTableProps {
  readonly instalment: Plan['instalments'][number];
}

function PaidBy({ plan, instalment, payments }: PaidByProps) {
  const { t } = useTranslation('plans');
  return (
    <>
      {instalment.payments.map(({ entryId, date, amountMinor }) => {
        const payment = payments.find(({ id }) => id === entryId);
        return (
          <span key={entryId} className="quiet">
            <DateText date={date} /> <Amount value={amountMinor} currency={plan.currency} />{' '}
            {payment === undefined ? t('history.notPayment') : (payment.payerName ?? '')}
          </span>
        );
      })}
    </>
  );
}
