import { useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { findCallScript } from '../../../../../shared/call-scripts/library';
import { isVerifying } from '../../../../../shared/call-scripts/knowledge';
import type { Act } from '../../../../../shared/call-scripts/schema';
import type { CustomerAccount } from '../../../../../shared/ledger/case-file';
import { useHotkey, useKeys } from '../../../app/hotkeys/use-hotkey';
import { useAppDispatch } from '../../../app/hooks';
import { toastRaised } from '../../../app/state/toasts';
import { Banner } from '../../../ui/Banner';
import { Button } from '../../../ui/Button';
import { readableKeys } from '../../../ui/KeyHint';
import '../agreements/agreements.css';
import type { AgreementProps } from '../agreements/agreement-props';
import { saidInScript } from '../agreements/said-in-script';
import { ScriptedForm } from '../agreements/ScriptedForm';
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
  const account = useAccountAtStart();
  const act = useMemo(() => actOf(run), [run]);
  const said = useMemo(() => saidInScript(run), [run]);
  if (act !== null && isVerifying(act.do)) {
    return <VerifyStep call={call} commands={commands} needsAuthority={act.do === 'verify_authority'} />;
  }
  if (act === null || pop === null || account === null) return <NotPossible commands={commands} />;
  const props: AgreementProps = {
    account,
    caseFile: pop.caseFile,
    callId: call.id,
    caseId: account.cases.find(({ id }) => id === call.caseId)?.id ?? account.cases[0]?.id ?? null,
    scriptRunId: run.id,
    claimIds: [],
    said,
    spoken: run.log.filter(({ stepId }) => stepId !== run.current?.stepId).map(({ words }) => words),
    onDone: (subjectId) => {
      dispatch(toastRaised({ tone: 'good', text: t(`script.done.${act.do}`) }));
      commands.actDone(true, subjectId);
    },
    onCancel: () => commands.actDone(false, null),
  };
  return <ScriptedForm act={act} props={props} />;
}

/** The account that was on the screen when the step came: a deed half filled in stays with it. */
function useAccountAtStart(): CustomerAccount | null {
  const pop = usePop();
  const shown = useShownAccount();
  const [id] = useState(shown?.id);
  return pop?.caseFile.accounts.find((account) => account.id === id) ?? shown;
}

function actOf(run: ScriptRunWire): Act | null {
  const step = findCallScript(run.slug, run.version)?.steps.find(({ id }) => id === run.current?.stepId);
  return step?.kind === 'act' ? step.act : null;
}

interface VerifyStepProps extends Omit<ActStepFormProps, 'run'> {
  readonly needsAuthority: boolean;
}

/** The gate is opened in the customer pane; here the call script goes on once it is. */
function VerifyStep({ call, commands, needsAuthority }: VerifyStepProps) {
  const { t } = useTranslation('case');
  const toCustomer = useKeys('paneCustomer');
  // Opened to the customer in person, the gate says nothing of somebody who speaks for them.
  const isOpen = call.gate !== null && (!needsAuthority || call.gate.isThirdParty);
  const goOn = () => commands.actDone(true, null);
  const hasGoneOn = useRef(false);
  const keys = useHotkey('commit', goOn, { isEnabled: isOpen });
  // Once the person is confirmed there is nothing more to say on this step: it is ticked by itself, once.
  useEffect(() => {
    if (!isOpen || hasGoneOn.current) return;
    hasGoneOn.current = true;
    goOn();
  });
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
