import { useTranslation } from 'react-i18next';
import type { Plan } from '../../../../../shared/ledger/case-file';
import type { CommandPayloadWire } from '../../../../../shared/protocol/commands';
import { useHotkey } from '../../../app/hotkeys/use-hotkey';
import { useCommand } from '../../../app/hooks';
import { useErrorText } from '../../../i18n/use-error-text';
import { Banner } from '../../../ui/Banner';
import { Button } from '../../../ui/Button';
import { TimeText } from '../../../ui/DateText';
import { Amount } from '../parts/Amount';
import { BreachList } from '../../plan-parts';
import { InstalmentTable } from './InstalmentTable';

interface ApprovalWaitsProps {
  readonly plan: Plan;
  readonly inCall: Pick<CommandPayloadWire<'plan:cancel'>, 'callId' | 'scriptRunId'>;
  readonly isInScript: boolean;
  readonly onLeave: () => void;
}

/** A supervisor has the draft; nothing is agreed yet. The answer comes by itself. */
export function ApprovalWaits({ plan, inCall, isInScript, onLeave }: ApprovalWaitsProps) {
  const { t } = useTranslation(['plans', 'case']);
  const errorText = useErrorText();
  const cancel = useCommand('plan:cancel');
  const keys = useHotkey('commit', onLeave);
  const withdraw = () => void cancel.run({ ...inCall, planId: plan.id, why: t('plans:waits.withdrawnWhy') });
  return (
    <section className="case-form" aria-label={t('plans:waits.title')}>
      <Banner tone="attention" title={t('plans:waits.title')} announce="status">
        {t('plans:waits.words')}
      </Banner>
      <PlanInBrief plan={plan} />
      {plan.approval !== null && <BreachList breaches={plan.approval.breaches} currency={plan.currency} />}
      {plan.approval !== null && (
        <p className="quiet">
          {t('plans:waits.until')} <TimeText at={plan.approval.dueAt} hasDate />
        </p>
      )}
      {cancel.error !== null && (
        <Banner tone="stop" announce="alert">
          {errorText(cancel.error)}
        </Banner>
      )}
      <footer className="case-form-foot">
        <Button kind="primary" keys={keys} onPress={onLeave}>
          {isInScript ? t('plans:waits.goOn') : t('plans:waits.close')}
        </Button>
        <Button onPress={withdraw} isPending={cancel.isPending}>
          {t('plans:waits.withdraw')}
        </Button>
      </footer>
    </section>
  );
}

/** The supervisor said yes while the form was open: the plan binds, and the call script may go on. */
export function ApprovalGiven({ plan, onGoOn }: { readonly plan: Plan; readonly onGoOn: () => void }) {
  const { t } = useTranslation('plans');
  const keys = useHotkey('commit', onGoOn);
  return (
    <section className="case-form" aria-label={t('given.title')}>
      <Banner tone="good" title={t('given.title')} announce="alert">
        {t('given.words', { name: plan.approval?.decidedByName ?? '' })}
        {plan.approval !== null && plan.approval.note !== '' && <p>{plan.approval.note}</p>}
      </Banner>
      <PlanInBrief plan={plan} />
      <footer className="case-form-foot">
        <Button kind="primary" keys={keys} onPress={onGoOn}>
          {t('given.goOn')}
        </Button>
      </footer>
    </section>
  );
}

/** The answer was no, or none came; what the agent can do stands below in the form. */
export function ApprovalRefused({ plan }: { readonly plan: Plan }) {
  const { t } = useTranslation('plans');
  const { approval } = plan;
  if (approval === null || approval.decision === null || approval.decision === 'approved') return null;
  return (
    <Banner
      tone="stop"
      title={t(`refused.${approval.decision}`, { name: approval.decidedByName ?? '' })}
      announce="alert"
    >
      {approval.note !== '' && <p>{approval.note}</p>}
      {t('refused.next')}
    </Banner>
  );
}

function PlanInBrief({ plan }: { readonly plan: Plan }) {
  const { t } = useTranslation('case');
  return (
    <>
      <h3>
        {t('plans.of', { count: plan.instalments.length })} ·{' '}
        <Amount value={plan.totalMinor} currency={plan.currency} />
      </h3>
      <InstalmentTable plan={plan} payments={[]} />
    </>
  );
}
