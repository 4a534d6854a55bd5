import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CustomerAccount, Plan } from '../../../../../shared/ledger/case-file';
import { sumMinor } from '../../../../../shared/money/money';
import { useCommand } from '../../../app/hooks';
import { useErrorText } from '../../../i18n/use-error-text';
import { Banner } from '../../../ui/Banner';
import { Button } from '../../../ui/Button';
import { Chip, type Tone } from '../../../ui/Chip';
import { TimeText } from '../../../ui/DateText';
import { EmptyState } from '../../../ui/EmptyState';
import { TextField } from '../../../ui/Field';
import { BreachList } from '../../plan-parts';
import { InstalmentTable } from '../agreements/InstalmentTable';
import '../agreements/plan-form.css';
import { Amount } from '../parts/Amount';
import { useCall } from '../use-case';
import { useOpenForm } from '../use-open-form';

const TONE: Readonly<Record<Plan['state'], Tone>> = {
  proposed: 'neutral',
  awaiting_approval: 'attention',
  active: 'info',
  kept: 'good',
  broken: 'stop',
  replaced: 'neutral',
  cancelled: 'neutral',
};

/** Said beside a running plan; one on track says nothing more. */
const LATE: readonly Plan['progress'][] = ['late', 'partly'];
const WHY_LENGTH_MAX = 1_000;

/** The plans of this account, the newest first, each with its instalments and what paid them. */
export function PlansTab({ account }: { readonly account: CustomerAccount }) {
  const { t } = useTranslation('case');
  const open = useOpenForm();
  const plans = [...account.plans].sort((a, b) => b.madeAt - a.madeAt);
  if (plans.length === 0) {
    return (
      <EmptyState
        icon="calendar"
        title={t('plans.none')}
        actions={
          <Button icon="calendar" onPress={() => open('plan', account)}>
            {t('action.plan')}
          </Button>
        }
      >
        {t('plans.noneWords')}
      </EmptyState>
    );
  }
  return (
    <div className="case-tab">
      {plans.map((plan) => (
        <PlanCard key={plan.id} plan={plan} account={account} />
      ))}
    </div>
  );
}

interface PlanCardProps {
  readonly plan: Plan;
  readonly account: CustomerAccount;
}

function PlanCard({ plan, account }: PlanCardProps) {
  const { t } = useTranslation(['case', 'plans']);
  return (
    <section className="case-record">
      <header>
        <h3>
          {t('case:plans.of', { count: plan.instalments.length })} ·{' '}
          <Amount value={plan.totalMinor} currency={plan.currency} />
        </h3>
        <Chip tone={TONE[plan.state]}>{t(`case:plans.state.${plan.state}`)}</Chip>
        {plan.progress !== null && LATE.includes(plan.progress) && (
          <Chip tone="attention">{t(`plans:progress.${plan.progress === 'partly' ? 'partly' : 'late'}`)}</Chip>
        )}
      </header>
      <PlanFacts plan={plan} account={account} />
      <InstalmentTable plan={plan} payments={account.payments} />
      <PlanApprovalLines plan={plan} />
      {plan.endedWhy !== '' && plan.approval?.decision !== 'rejected' && (
        <p className="quiet">
          {t('plans:history.endedWhy')} {plan.endedWhy}
        </p>
      )}
      {(plan.state === 'active' || plan.state === 'awaiting_approval') && <PlanActs plan={plan} account={account} />}
    </section>
  );
}

/** When it was agreed, under which mandate, for which invoices, and how much of it is paid. */
function PlanFacts({ plan, account }: PlanCardProps) {
  const { t } = useTranslation(['case', 'plans']);
  const paid = sumMinor(plan.instalments.map(({ paidMinor }) => paidMinor));
  const invoices = account.claims.filter(({ id }) => plan.claimIds.includes(id)).map(({ invoiceNo }) => invoiceNo);
  return (
    <p className="quiet">
      {plan.agreedAt === null ? t('case:plans.made') : t('plans:history.agreed')}{' '}
      <TimeText at={plan.agreedAt ?? plan.madeAt} hasDate />
      {plan.agreedAt !== null &&
        plan.mandateVersion !== null &&
        ` · ${t('plans:history.mandate', { version: plan.mandateVersion })}`}{' '}
      · {t('case:plans.invoices', { count: invoices.length, invoices: invoices.join(', ') })} · {t('case:plans.paid')}{' '}
      <Amount value={paid} currency={plan.currency} />
      {plan.replacesPlanId !== null && ` · ${t('plans:history.replaces')}`}
    </p>
  );
}

/** What was asked of a supervisor and what they said. */
function PlanApprovalLines({ plan }: { readonly plan: Plan }) {
  const { t } = useTranslation('plans');
  const { approval } = plan;
  if (approval === null) return null;
  const { decision, decidedByName, note, askedByName } = approval;
  return (
    <>
      {decision === null && <BreachList breaches={approval.breaches} currency={plan.currency} />}
      <p className="quiet">
        {t('history.asked', { name: askedByName })} <TimeText at={approval.askedAt} hasDate />: {approval.why}
      </p>
      {decision !== null && approval.decidedAt !== null && (
        <p>
          {t(`history.decision.${decision}`, { name: decidedByName ?? '' })}{' '}
          <TimeText at={approval.decidedAt} hasDate />
          {note !== '' && `: ${note}`}
        </p>
      )}
    </>
  );
}

/** Make another plan instead, or end this one with a reason. */
function PlanActs({ plan, account }: PlanCardProps) {
  const { t } = useTranslation('plans');
  const open = useOpenForm();
  const call = useCall();
  const errorText = useErrorText();
  const cancel = useCommand('plan:cancel');
  const [why, setWhy] = useState<string | null>(null);
  if (call === null) return null;
  const end = () => void cancel.run({ callId: call.id, scriptRunId: null, planId: plan.id, why: why ?? '' });
  return (
    <div className="case-plan-acts">
      {plan.state === 'active' && (
        <Button icon="refresh" onPress={() => open('plan', account)}>
          {t('acts.replace')}
        </Button>
      )}
      {why === null ? (
        <Button kind="quiet" onPress={() => setWhy('')}>
          {plan.state === 'active' ? t('acts.cancel') : t('waits.withdraw')}
        </Button>
      ) : (
        <>
          <TextField label={t('acts.why')} value={why} onChange={setWhy} autoFocus maxLength={WHY_LENGTH_MAX} />
          <Button
            kind="stop"
            onPress={end}
            isPending={cancel.isPending}
            disabledReason={why.trim() === '' ? t('acts.whyFirst') : null}
          >
            {plan.state === 'active' ? t('acts.cancelNow') : t('waits.withdraw')}
          </Button>
          <Button kind="quiet" onPress={() => setWhy(null)}>
            {t('acts.keep')}
          </Button>
        </>
      )}
      {cancel.error !== null && (
        <Banner tone="stop" announce="alert">
          {errorText(cancel.error)}
        </Banner>
      )}
    </div>
  );
}
