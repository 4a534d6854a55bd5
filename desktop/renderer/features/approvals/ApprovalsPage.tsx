import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatMoney } from '../../../../shared/money/format';
import type { WaitingPlan } from '../../../../shared/protocol/http-plans';
import { useFollowBoard } from '../../app/board-context';
import { useAppDispatch, useClockOffset } from '../../app/hooks';
import { toastRaised } from '../../app/state/toasts';
import { useErrorText } from '../../i18n/use-error-text';
import { useLanguage } from '../../i18n/use-language';
import type { CommandFailure } from '../../realtime/commands';
import { Banner } from '../../ui/Banner';
import { Button } from '../../ui/Button';
import { Chip } from '../../ui/Chip';
import { DateText, TimeText } from '../../ui/DateText';
import { EmptyState } from '../../ui/EmptyState';
import { TextField } from '../../ui/Field';
import { Fact, Facts } from '../../ui/Panel';
import { Skeleton } from '../../ui/Skeleton';
import { Timer } from '../../ui/Timer';
import { BreachList } from '../plan-parts';
import { useDecidePlanMutation, useWaitingPlans } from './approvals-api';
import './approvals.css';

const NOTE_LENGTH_MAX = 1_000;

/** Plans beyond the mandate that wait for a supervisor, the longest waiting first; what is asked and what it takes to answer. */
export function ApprovalsPage() {
  const { t } = useTranslation('plans');
  const errorText = useErrorText();
  // The board's stream says when the list has changed.
  useFollowBoard();
  const { waiting, error, refetch } = useWaitingPlans();
  return (
    <div className="approvals">
      <header className="approvals-head">
        <h1>{t('page.title')}</h1>
        {waiting !== null && <span className="quiet">{t('page.count', { count: waiting.length })}</span>}
      </header>
      {error !== undefined && (
        <Banner tone="attention" actions={<Button onPress={() => void refetch()}>{t('page.again')}</Button>}>
          {errorText(error as CommandFailure)}
        </Banner>
      )}
      {waiting === null && error === undefined && <Skeleton label={t('page.loading')} lines={8} />}
      {waiting !== null && waiting.length === 0 && (
        <EmptyState icon="checkCircle" title={t('page.none')}>
          {t('page.noneWords')}
        </EmptyState>
      )}
      <ul className="approvals-list">
        {waiting?.map((one) => (
          <li key={one.plan.id}>
            <ApprovalCard waiting={one} />
          </li>
        ))}
      </ul>
    </div>
  );
}

function ApprovalCard({ waiting }: { readonly waiting: WaitingPlan }) {
  const { t } = useTranslation('plans');
  const language = useLanguage();
  const clockOffsetMs = useClockOffset();
  const { plan, creditor, customerName, caseNo, currency, limits } = waiting;
  const { approval } = plan;
  const money = (amount: bigint) => formatMoney(amount as typeof plan.totalMinor, currency, language);
  if (approval === null) return null;
  return (
    <article className="approvals-card" aria-label={customerName}>
      <header>
        <h2>{customerName}</h2>
        <span className="quiet">
          {creditor.name}
          {caseNo !== null && ` · ${caseNo}`}
        </span>
        <Chip tone="attention">
          {t('card.waited')} <Timer since={approval.askedAt} clockOffsetMs={clockOffsetMs} />
        </Chip>
      </header>
      <blockquote className="approvals-why">
        <p>{approval.why}</p>
        <footer className="quiet">
          {approval.askedByName}, <TimeText at={approval.askedAt} /> · {t('card.until')}{' '}
          <TimeText at={approval.dueAt} hasDate />
        </footer>
      </blockquote>
      <BreachList breaches={approval.breaches} currency={currency} />
      <div className="approvals-columns">
        <table className="approvals-plan">
          <caption className="fm-label">{t('card.plan')}</caption>
          <tbody>
            {plan.instalments.map((instalment) => (
              <tr key={instalment.id}>
                <td className="quiet">{instalment.instalmentNo}</td>
                <td>
                  <DateText date={instalment.dueDate} />
                </td>
                <td className="tabular">{money(instalment.amountMinor)}</td>
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row" colSpan={2}>
                {t('card.total')}
              </th>
              <td className="tabular">{money(plan.totalMinor)}</td>
            </tr>
          </tfoot>
        </table>
        <div>
          <Facts>
            <Fact label={t('card.debt')}>{money(waiting.claimsMinor)}</Fact>
            <Fact label={t('card.fee')}>{money(plan.feeMinor)}</Fact>
          </Facts>
          {limits !== null && (
            <>
              <h3 className="fm-label">{t('card.limits')}</h3>
              <Facts>
                <Fact label={t('card.yourCount')}>{limits.instalmentsMax}</Fact>
                <Fact label={t('card.yourMonths')}>{limits.monthsMax}</Fact>
                <Fact label={t('card.yourMin')}>{money(limits.instalmentMinMinor)}</Fact>
                <Fact label={t('card.yourDebt')}>{money(limits.principalMaxMinor)}</Fact>
              </Facts>
            </>
          )}
        </div>
      </div>
      <Answer waiting={waiting} />
    </article>
  );
}

/** Yes needs nothing more; no needs the reason that the agent will say to the customer. */
function Answer({ waiting }: { readonly waiting: WaitingPlan }) {
  const { t } = useTranslation('plans');
  const dispatch = useAppDispatch();
  const errorText = useErrorText();
  const [decide, { isLoading, error }] = useDecidePlanMutation();
  const [note, setNote] = useState('');
  if (waiting.notBy !== null) return <Banner tone="info">{t(`card.notBy.${waiting.notBy}`)}</Banner>;
  const answer = async (decision: 'approve' | 'reject') => {
    const done = await decide({ planId: waiting.plan.id, decision, note: note.trim() });
    if (done.error === undefined) dispatch(toastRaised({ tone: 'good', text: t(`card.done.${decision}`) }));
  };
  return (
    <div className="approvals-answer">
      {error !== undefined && (
        <Banner tone="stop" announce="alert">
          {errorText(error as CommandFailure)}
        </Banner>
      )}
      <TextField label={t('card.note')} value={note} onChange={setNote} maxLength={NOTE_LENGTH_MAX} />
      <Button kind="primary" icon="check" isPending={isLoading} onPress={() => void answer('approve')}>
        {t('card.approve')}
      </Button>
      <Button
        kind="stop"
        icon="cross"
        isPending={isLoading}
        onPress={() => void answer('reject')}
        disabledReason={note.trim() === '' ? t('card.noteFirst') : null}
      >
        {t('card.reject')}
      </Button>
    </div>
  );
}
