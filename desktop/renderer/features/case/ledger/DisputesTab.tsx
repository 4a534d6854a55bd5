import { useTranslation } from 'react-i18next';
import type { CustomerAccount, Dispute } from '../../../../../shared/ledger/case-file';
import { Button } from '../../../ui/Button';
import { Chip, type Tone } from '../../../ui/Chip';
import { DateText, TimeText } from '../../../ui/DateText';
import { EmptyState } from '../../../ui/EmptyState';
import { Amount } from '../parts/Amount';
import { useOpenForm } from '../use-open-form';

const TONE: Readonly<Record<Dispute['state'], Tone>> = {
  open: 'attention',
  with_creditor: 'attention',
  upheld: 'good',
  rejected: 'neutral',
  partly: 'info',
  withdrawn: 'neutral',
};

/** What the customer disagrees with, where it stands and when the answer is due. */
export function DisputesTab({ account }: { readonly account: CustomerAccount }) {
  const { t } = useTranslation('case');
  const open = useOpenForm();
  const disputes = [...account.disputes].sort((a, b) => b.openedAt - a.openedAt);
  if (disputes.length === 0) {
    return (
      <EmptyState
        icon="hand"
        title={t('disputes.none')}
        actions={
          <Button icon="hand" onPress={() => open('dispute', account)}>
            {t('action.dispute')}
          </Button>
        }
      >
        {t('disputes.noneWords')}
      </EmptyState>
    );
  }
  return (
    <div className="case-tab">
      {disputes.map((dispute) => (
        <section key={dispute.id} className="case-record">
          <header>
            <h3>
              {t(`disputes.reason.${dispute.reason}`)} ·{' '}
              <Amount value={dispute.disputedMinor} currency={account.currency} />
            </h3>
            <Chip tone={TONE[dispute.state]}>{t(`disputes.state.${dispute.state}`)}</Chip>
          </header>
          <p className="quiet">
            {t('disputes.opened')} <TimeText at={dispute.openedAt} hasDate />
            {dispute.answerDueDate !== null && (
              <>
                {' · '}
                {t('disputes.answerDue')} <DateText date={dispute.answerDueDate} />
              </>
            )}
            {' · '}
            {invoicesOf(dispute, account)}
          </p>
          <blockquote className="case-statement">{dispute.statement}</blockquote>
        </section>
      ))}
    </div>
  );
}

function invoicesOf(dispute: Dispute, account: CustomerAccount): string {
  return account.claims
    .filter(({ id }) => dispute.claimIds.includes(id))
    .map(({ invoiceNo }) => invoiceNo)
    .join(', ');
}
