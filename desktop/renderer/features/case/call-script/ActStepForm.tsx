import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { assertNever } from '../../../../../shared/assert';
import { findCallScript } from '../../../../../shared/call-scripts/library';
import type { Act } from '../../../../../shared/call-scripts/schema';
import { useHotkey, useKeys } from '../../../app/hotkeys/use-hotkey';
import { useAppDispatch } from '../../../app/hooks';
import { toastRaised } from '../../../app/state/toasts';
import { Banner } from '../../../ui/Banner';
import { Button } from '../../../ui/Button';
import { readableKeys } from '../../../ui/KeyHint';
import '../agreements/agreements.css';
import type { AgreementProps } from '../agreements/agreement-props';
import { DisputeForm } from '../agreements/DisputeForm';
import { ExplainPaymentForm } from '../agreements/ExplainPaymentForm';
import { FeeWaiverForm } from '../agreements/FeeWaiverForm';
import { NoteForm } from '../agreements/NoteForm';
import { PaymentUnderwayForm } from '../agreements/PaymentUnderwayForm';
import { PlanForm } from '../agreements/PlanForm';
import { ReferralForm } from '../agreements/ReferralForm';
import { ResendInvoiceForm } from '../agreements/ResendInvoiceForm';
import { saidInScript } from '../agreements/said-in-script';
import { usePop, useShownAccount, type CallWire, type ScriptRunWire } from '../use-case';
import type { RunCommands } from './use-run-commands';

interface ActStepFormProps {
  readonly run: ScriptRunWire;
  readonly call: CallWire;
  readonly commands: RunCommands;
}

/** The deed of an `act` step, as the feature's own form; the run is told what came of it. */
export function ActStepForm({ run, call, commands }: ActStepFormProps) {
  const { t } = useTranslation('case');
  const dispatch = useAppDispatch();
  const pop = usePop();
  const account = useShownAccount();
  const act = useMemo(() => actOf(run), [run]);
  const said = useMemo(() => saidInScript(run), [run]);
  if (act?.do === 'verify_identity') return <VerifyStep call={call} commands={commands} />;
  if (act === null || pop === null || account === null) return <NotPossible commands={commands} />;
  const props: AgreementProps = {
    account,
    caseFile: pop.caseFile,
    callId: call.id,
    caseId: account.cases.find(({ id }) => id === call.caseId)?.id ?? account.cases[0]?.id ?? null,
    scriptRunId: run.id,
    claimIds: [],
    said,
    onDone: (subjectId) => {
      dispatch(toastRaised({ tone: 'good', text: t(`script.done.${act.do}`) }));
      commands.actDone(true, subjectId);
    },
    onCancel: () => commands.actDone(false, null),
  };
  return <FormOfAct act={act} props={props} />;
}

function actOf(run: ScriptRunWire): Act | null {
  const step = findCallScript(run.slug, run.version)?.steps.find(({ id }) => id === run.current?.stepId);
  return step?.kind === 'act' ? step.act : null;
}

interface FormOfActProps {
  readonly act: Act;
  readonly props: AgreementProps;
}

function FormOfAct({ act, props }: FormOfActProps) {
  switch (act.do) {
    case 'create_plan':
      return <PlanForm {...props} />;
    case 'open_dispute':
      return <DisputeForm {...props} />;
    case 'place_hold':
      return <PaymentUnderwayForm {...props} />;
    case 'waive_fee':
      return <FeeWaiverForm {...props} />;
    case 'resend_invoice':
      return <ResendInvoiceForm {...props} />;
    case 'give_referral':
      return <ReferralForm {...props} topic={act.topic} />;
    case 'explain_payment':
      return <ExplainPaymentForm {...props} />;
    case 'add_note':
      return <NoteForm {...props} />;
    case 'verify_identity':
      return null;
    default:
      return assertNever(act);
  }
}

/** The gate is opened in the customer pane; here the call script goes on once it is. */
function VerifyStep({ call, commands }: Omit<ActStepFormProps, 'run'>) {
  const { t } = useTranslation('case');
  const toCustomer = useKeys('paneCustomer');
  const isOpen = call.gate !== null;
  const goOn = () => commands.actDone(true, null);
  const keys = useHotkey('commit', goOn, { isEnabled: isOpen });
  return (
    <div className="case-form">
      <Banner tone={isOpen ? 'good' : 'info'}>
        {isOpen ? t('script.verified') : t('script.verifyThere', { keys: readableKeys(toCustomer) })}
      </Banner>
      <footer className="case-form-foot">
        <Button
          kind="primary"
          keys={keys}
          isPending={commands.isPending}
          onPress={goOn}
          disabledReason={isOpen ? null : t('script.verifyFirst')}
        >
          {t('script.next')}
        </Button>
        <Button onPress={() => commands.actDone(false, null)}>{t('script.notVerified')}</Button>
      </footer>
    </div>
  );
}

function NotPossible({ commands }: { readonly commands: RunCommands }) {
  const { t } = useTranslation('case');
  return (
    <div className="case-form">
      <Banner tone="attention">{t('script.actUnknown')}</Banner>
      <Button onPress={() => commands.actDone(false, null)}>{t('form.cannot')}</Button>
    </div>
  );
}
