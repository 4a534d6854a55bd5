import { useEffect, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { findPaidPrevious } from '../../../../../shared/insights/paid-previous-invoice';
import { useAppDispatch, useCommand } from '../../../app/hooks';
import { DateText } from '../../../ui/DateText';
import { evidencePointedAt, tabShown } from '../case-slice';
import { Amount } from '../parts/Amount';
import type { AgreementProps } from './agreement-props';
import { FormShell } from './FormShell';

/** Which invoice the money went to, beside the one that is still open; the rows are marked in the ledger meanwhile. */
export function ExplainPaymentForm(props: AgreementProps) {
  const { account, caseFile, callId, scriptRunId } = props;
  const { t } = useTranslation('case');
  const dispatch = useAppDispatch();
  const explained = useCommand('payment:explained');
  const found = useMemo(() => findPaidPrevious(account, caseFile.asOf), [account, caseFile.asOf]);
  useEffect(() => {
    if (found === null) return undefined;
    dispatch(tabShown('ledger'));
    dispatch(evidencePointedAt([found.payment.id, found.paidClaim.id, found.dueClaim.id]));
    return () => {
      dispatch(evidencePointedAt([]));
    };
  }, [dispatch, found]);
  const commit = async () => {
    const answer = await explained.run({ callId, scriptRunId });
    if (answer.ok) props.onDone(null);
  };
  return (
    <FormShell
      title={t('explain.title')}
      commitLabel={t('explain.commit')}
      onCommit={() => void commit()}
      isPending={explained.isPending}
      blockedReason={null}
      error={explained.error}
      isInScript={scriptRunId !== null}
      onCancel={props.onCancel}
    >
      {found === null ? (
        <p className="quiet">{t('explain.look')}</p>
      ) : (
        <dl className="case-explain">
          <div>
            <dt>{t('explain.paid')}</dt>
            <dd>
              <Amount value={found.payment.amountMinor} currency={found.payment.currency} /> ·{' '}
              <DateText date={found.payment.bookedDate} />
            </dd>
          </div>
          <div>
            <dt>{t('explain.wentTo')}</dt>
            <dd>
              {found.paidClaim.invoiceNo} · <DateText date={found.paidClaim.dueDate} />
            </dd>
          </div>
          <div data-strong>
            <dt>{t('explain.stillOpen')}</dt>
            <dd>
              {found.dueClaim.invoiceNo} ·{' '}
              <Amount value={found.dueClaim.balanceMinor} currency={found.dueClaim.currency} />
            </dd>
          </div>
        </dl>
      )}
    </FormShell>
  );
}
