import { useTranslation } from 'react-i18next';
import type { CustomerAccount, Plan } from '../../../../../shared/ledger/case-file';
import { sumMinor } from '../../../../../shared/money/money';
import { Button } from '../../../ui/Button';
import { Chip, type Tone } from '../../../ui/Chip';
import { DateText, TimeText } from '../../../ui/DateText';
import { EmptyState } from '../../../ui/EmptyState';
import { Amount } from '../parts/Amount';
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

/** The plans of this account, the newest first, each with its instalments. */
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

function PlanCard({ plan, account }: { readonly plan: Plan; readonly account: CustomerAccount }) {
  const { t } = useTranslation('case');
  const paid = sumMinor(plan.instalments.map(({ paidMinor }) => paidMinor));
  const invoices = account.claims.filter(({ id }) => plan.claimIds.includes(id)).map(({ invoiceNo }) => invoiceNo);
  return (
    <section className="case-record">
      <header>
        <h3>
          {t('plans.of', { count: plan.instalments.length })} ·{' '}
          <Amount value={plan.totalMinor} currency={plan.currency} />
        </h3>
        <Chip tone={TONE[plan.state]}>{t(`plans.state.${plan.state}`)}</Chip>
      </header>
      <p className="quiet">
        {t('plans.made')} <TimeText at={plan.madeAt} hasDate /> ·{' '}
        {t('plans.invoices', { count: invoices.length, invoices: invoices.join(', ') })} · {t('plans.paid')}{' '}
        <Amount value={paid} currency={plan.currency} />
      </p>
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
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
