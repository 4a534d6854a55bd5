import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { CustomerAccount } from '../../../../../shared/ledger/case-file';
import type { IsoDate } from '../../../../../shared/time/dates';
import { DateText } from '../../../ui/DateText';
import { Icon } from '../../../ui/Icon';
import { Fact, Facts } from '../../../ui/Panel';
import { Amount } from '../parts/Amount';
import { useWords } from '../parts/use-words';
import { ledgerSummary, type LedgerSummary } from './ledger-summary';

/** What must be seen before speaking: outstanding, the last payment and what it paid, the next step. */
export function SummaryStrip({ account, today }: { readonly account: CustomerAccount; readonly today: IsoDate }) {
  const { t } = useTranslation('case');
  const { money } = useWords();
  const summary = useMemo(() => ledgerSummary(account, today), [account, today]);
  const { lastPayment } = summary;
  const overdue = t('summary.overdue', {
    count: summary.overdueCount,
    amount: money(summary.overdueMinor, account.currency),
  });
  return (
    <div className="case-summary">
      <Facts layout="strip">
        <Fact
          isBig
          label={t('summary.outstanding')}
          detail={
            summary.overdueCount > 0 ? (
              <span className="case-overdue">
                <Icon name="warning" /> {overdue}
              </span>
            ) : (
              t('summary.open', { count: summary.openCount })
            )
          }
        >
          <Amount value={summary.outstandingMinor} currency={account.currency} />
        </Fact>
        <Fact
          label={t('summary.lastPayment')}
          detail={lastPayment === null ? t('summary.noPaymentWords') : <PaidWhat summary={summary} />}
        >
          {lastPayment === null ? (
            t('summary.noPayment')
          ) : (
            <>
              <Amount value={lastPayment.amountMinor} currency={lastPayment.currency} />{' '}
              <span className="case-light">
                · <DateText date={lastPayment.bookedDate} />
              </span>
            </>
          )}
        </Fact>
        <NextStep account={account} summary={summary} />
      </Facts>
    </div>
  );
}

function PaidWhat({ summary }: { readonly summary: LedgerSummary }) {
  const { t } = useTranslation('case');
  const invoices = summary.lastPaid.map(({ invoiceNo }) => invoiceNo);
  if (invoices.length === 0) return <>{t('summary.paidNothing')}</>;
  const isOldOnly = summary.outstandingMinor > 0n && summary.lastPaid.every(({ balanceMinor }) => balanceMinor <= 0n);
  return (
    <>
      → {t('summary.paid', { count: invoices.length, invoices: invoices.join(', ') })}
      {isOldOnly && ` ${t('summary.paidNotOpen')}`}
    </>
  );
}

function NextStep({ account, summary }: { readonly account: CustomerAccount; readonly summary: LedgerSummary }) {
  const { t } = useTranslation('case');
  const { money, day } = useWords();
  const { disconnection, nextStep } = summary;
  const isHeld = account.cases.some(({ holds }) => holds.length > 0);
  if (disconnection !== null && disconnection.blocks.length === 0) {
    return (
      <Fact
        label={t('summary.nextStep')}
        detail={t('summary.cutStops', { amount: money(disconnection.sumToStopMinor, account.currency) })}
      >
        <span className="case-overdue">
          <Icon name="bolt" /> {t('summary.cut', { date: day(disconnection.earliestCutDate) })}
        </span>
      </Fact>
    );
  }
  if (nextStep === null) {
    return (
      <Fact label={t('summary.nextStep')} detail={isHeld ? t('summary.held') : t('summary.noStepWords')}>
        {isHeld ? t('summary.paused') : t('summary.noStep')}
      </Fact>
    );
  }
  return (
    <Fact label={t('summary.nextStep')} detail={<DateText date={nextStep.date} />}>
      {t(`stage.${nextStep.stage}`)}
    </Fact>
  );
}
