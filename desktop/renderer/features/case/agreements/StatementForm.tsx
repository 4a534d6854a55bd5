import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { newestFirst, openClaims } from '../../../../../shared/insights/account-facts';
import { sumMinor } from '../../../../../shared/money/money';
import { useAppDispatch } from '../../../app/hooks';
import { DateText } from '../../../ui/DateText';
import { tabShown } from '../case-slice';
import { Amount } from '../parts/Amount';
import type { AgreementProps } from './agreement-props';
import { FormShell } from './FormShell';

/** What is open and what came in, line by line as it is read to the customer; the ledger stands beside it. */
export function StatementForm(props: AgreementProps) {
  const { account, scriptRunId, said } = props;
  const { t } = useTranslation('care');
  const dispatch = useAppDispatch();
  const open = newestFirst(openClaims(account));
  const payments = [...account.payments]
    .sort((a, b) => (a.bookedDate < b.bookedDate ? 1 : -1))
    .slice(0, PAYMENTS_SHOWN);
  // Where payments went stands in the ledger; what is owed, and the statement to send, beside the balance.
  const tab = said['wanted'] === 'payments' ? 'ledger' : 'balance';
  useEffect(() => {
    dispatch(tabShown(tab));
  }, [dispatch, tab]);
  return (
    <FormShell
      title={t('statement.title')}
      commitLabel={t('statement.commit')}
      onCommit={() => props.onDone(null)}
      isPending={false}
      blockedReason={null}
      error={null}
      isInScript={scriptRunId !== null}
      onCancel={props.onCancel}
    >
      <dl className="case-explain">
        {open.map((claim) => (
          <div key={claim.id}>
            <dt>
              {claim.invoiceNo} · <DateText date={claim.dueDate} />
            </dt>
            <dd>
              <Amount value={claim.balanceMinor} currency={claim.currency} />
            </dd>
          </div>
        ))}
        <div data-strong>
          <dt>{t('statement.open')}</dt>
          <dd>
            <Amount value={sumMinor(open.map(({ balanceMinor }) => balanceMinor))} currency={account.currency} />
          </dd>
        </div>
        {payments.map((payment) => (
          <div key={payment.id}>
            <dt>
              {t('statement.paid')} <DateText date={payment.bookedDate} />
            </dt>
            <dd>
              <Amount value={payment.amountMinor} currency={payment.currency} /> ·{' '}
              {payment.allocations.map(({ invoiceNo }) => invoiceNo).join(', ') || t('statement.unmatched')}
            </dd>
          </div>
        ))}
      </dl>
    </FormShell>
  );
}

/** More payments than this are in the ledger beside it. */
const PAYMENTS_SHOWN = 4;
