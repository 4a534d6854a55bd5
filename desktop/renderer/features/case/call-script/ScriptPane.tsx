import { useTranslation } from 'react-i18next';
import { useAppSelector } from '../../../app/hooks';
import { EmptyState } from '../../../ui/EmptyState';
import { AgreementForm } from '../agreements/AgreementForm';
import { useCall } from '../use-case';
import './call-script.css';
import { RunningScript } from './RunningScript';
import { ScriptStart } from './ScriptStart';

/** The call script that leads the conversation, or a form opened beside it. */
export function ScriptPane() {
  const { t } = useTranslation('case');
  const call = useCall();
  const run = useAppSelector((state) => state.workstation.scriptRun);
  const form = useAppSelector((state) => state.caseScreen.form);
  if (call === null)
    return (
      <EmptyState icon="message" title={t('idle.title')}>
        {t('idle.script')}
      </EmptyState>
    );
  if (form !== null) return <AgreementForm key={form.kind} form={form} />;
  const isRunning = run !== null && run.callId === call.id && run.state === 'running';
  return isRunning ? <RunningScript key={run.id} run={run} call={call} /> : <ScriptStart call={call} lastRun={run} />;
}
