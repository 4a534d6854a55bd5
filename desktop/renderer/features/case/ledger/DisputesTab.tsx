import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isDisputeUnsettled } from '../../../../../shared/disputes/dispute-machine';
import type { CustomerAccount, Dispute } from '../../../../../shared/ledger/case-file';
import { Button } from '../../../ui/Button';
import { Chip, type Tone } from '../../../ui/Chip';
import { DateText, TimeText } from '../../../ui/DateText';
import { EmptyState } from '../../../ui/EmptyState';
import { useAppSelector } from '../../../app/hooks';
import { AnswerDialog, UndisputedPart } from '../../cuts';
import { Amount } from '../parts/Amount';
import { useWords } from '../parts/use-words';
import { useCall } from '../use-case';
import { useOpenForm } from '../use-open-form';
import { DisputeHelp } from './DisputeHelp';

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
  const { t } = useTranslation(['case', 'cuts']);
  const open = useOpenForm();
  const disputes = [...account.disputes].sort((a, b) => b.openedAt - a.openedAt);
  const [answered, setAnswered] = useState<Dispute | null>(null);
  const callId = useCall()?.id ?? null;
  if (disputes.length === 0) {
    return (
      <EmptyState
        icon="hand"
        title={t('case:disputes.none')}
        actions={
          <Button icon="hand" onPress={() => open('dispute', account)}>
            {t('case:action.dispute')}
          </Button>
        }
      >
        {t('case:disputes.noneWords')}
      </EmptyState>
    );
  }
  return (
    <div className="case-tab">
      {disputes.map((dispute) => (
        <section key={dispute.id} className="case-record">
          <header>
            <h3>
              {t(`case:disputes.reason.${dispute.reason}`)} ·{' '}
              <Amount value={dispute.disputedMinor} currency={account.currency} />
            </h3>
            <Chip tone={TONE[dispute.state]}>{t(`case:disputes.state.${dispute.state}`)}</Chip>
            {dispute.detail?.isMaterial === false && <Chip tone="neutral">{t('cuts:disputes.immaterial')}</Chip>}
          </header>
          <p className="quiet">
            {t('case:disputes.opened')} <TimeText at={dispute.openedAt} hasDate />
            {dispute.answerDueDate !== null && (
              <>
                {' · '}
                {t('case:disputes.answerDue')} <DateText date={dispute.answerDueDate} />
              </>
            )}
            {' · '}
            {invoicesOf(dispute, account)}
          </p>
          <blockquote className="case-statement">{dispute.statement}</blockquote>
          <DisputeAnswer dispute={dispute} account={account} />
          {isDisputeUnsettled(dispute.state) && <WriteDown onOpen={() => setAnswered(dispute)} />}
        </section>
      ))}
      <UndisputedPart account={account} />
      <DisputeHelp account={account} />
      {answered !== null && (
        <AnswerDialog
          disputeId={answered.id}
          currency={account.currency}
          isMaterial={answered.detail?.isMaterial ?? true}
          callId={callId}
          onClose={() => setAnswered(null)}
        />
      )}
    </div>
  );
}

/** A lead writes down the answer; an agent, that the customer takes it back. */
function WriteDown({ onOpen }: { readonly onOpen: () => void }) {
  const { t } = useTranslation('cuts');
  const isLead = useAppSelector((state) => state.session.login?.roles.includes('lead') ?? false);
  return (
    <div>
      {!isLead && <p className="quiet">{t('answer.leadOnly')}</p>}
      <Button icon="message" onPress={onOpen}>
        {isLead ? t('disputes.answer') : t('answer.withdraw')}
      </Button>
    </div>
  );
}

/** What was answered, by whom, and what follows from it. */
function DisputeAnswer({ dispute, account }: { readonly dispute: Dispute; readonly account: CustomerAccount }) {
  const { t } = useTranslation('cuts');
  const { money, day } = useWords();
  const answer = dispute.detail?.answer ?? null;
  if (answer === null) return null;
  return (
    <div>
      <p>
        <strong>{t(`answer.by.${answer.by}`)}:</strong> {answer.text}
      </p>
      <p className="quiet">
        {answer.saidBy !== null && t('answer.told', { name: answer.saidBy })}{' '}
        {answer.creditAwaitedMinor !== null &&
          t('answer.awaits', { amount: money(answer.creditAwaitedMinor, account.currency) })}{' '}
        {answer.resumesOn !== null && t('answer.resumes', { date: day(answer.resumesOn) })}
      </p>
    </div>
  );
}

function invoicesOf(dispute: Dispute, account: CustomerAccount): string {
  return account.claims
    .filter(({ id }) => dispute.claimIds.includes(id))
    .map(({ invoiceNo }) => invoiceNo)
    .join(', ');
}
