import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useAppSelector } from '../../../app/hooks';
import { HotkeyRegionContext } from '../../../app/hotkeys/use-hotkey';
import { usePaletteCommands } from '../../../app/palette/palette-commands';
import { EmptyState } from '../../../ui/EmptyState';
import { AgreementForm } from '../agreements/AgreementForm';
import { useCall, useOffer } from '../use-case';
import { useCaseCommands } from '../use-case-commands';
import './call-script.css';
import { RunningScript } from './RunningScript';
import { ScriptStart } from './ScriptStart';
import { useFocusStays } from './use-focus-stays';

/** The call script that leads the conversation, or a form opened beside it. */
export function ScriptPane() {
  const { t } = useTranslation('case');
  const call = useCall();
  const offer = useOffer();
  const run = useAppSelector((state) => state.workstation.scriptRun);
  const form = useAppSelector((state) => state.caseScreen.form);
  const pane = useRef<HTMLElement>(null);
  usePaletteCommands(useCaseCommands());
  const isRunning = run !== null && run.callId === call?.id && run.state === 'running';
  useFocusStays(pane, isRunning ? `${run.id}:${run.current?.stepId ?? ''}` : 'start');
  if (call === null) {
    return (
      <EmptyState icon="message" title={offer === null ? t('idle.title') : t('script.title')}>
        {t('idle.script')}
      </EmptyState>
    );
  }
  // One element for all that is shown in turn, so that the keyboard stays here when a call script begins or ends.
  return (
    <section className="case-script" ref={pane} tabIndex={-1} data-pane-focus aria-label={t('script.title')}>
      <HotkeyRegionContext value={pane}>
        {form !== null && call.gate !== null ? (
          <AgreementForm key={`${form.kind}:${form.accountId}:${form.claimIds.join()}`} form={form} />
        ) : isRunning ? (
          <RunningScript key={run.id} run={run} call={call} pane={pane} />
        ) : (
          <ScriptStart call={call} lastRun={run} pane={pane} />
        )}
      </HotkeyRegionContext>
    </section>
  );
}
