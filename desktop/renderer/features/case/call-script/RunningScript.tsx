import { useMemo, useState, type RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { findCallScript } from '../../../../../shared/call-scripts/library';
import type { RestingStep } from '../../../../../shared/call-scripts/schema';
import type { Language } from '../../../../../shared/lang/languages';
import { useAppDispatch, useCommand } from '../../../app/hooks';
import { useErrorText } from '../../../i18n/use-error-text';
import { Banner } from '../../../ui/Banner';
import { Button } from '../../../ui/Button';
import { scriptLanguageChosen } from '../case-slice';
import { digitOf } from '../parts/is-typing';
import { useKeysWithin } from '../parts/use-keys-within';
import { useWords } from '../parts/use-words';
import type { CallWire, ScriptRunWire } from '../use-case';
import { ActStepForm } from './ActStepForm';
import { LanguageChip } from './LanguageChip';
import { ProgressList } from './ProgressList';
import { StepAnswer } from './StepAnswer';
import { useRunCommands } from './use-run-commands';
import { useStartCallScript } from './use-start-call-script';

interface RunningScriptProps {
  readonly run: ScriptRunWire;
  readonly call: CallWire;
  readonly pane: RefObject<HTMLElement | null>;
}

/** The step of now, open; those before it as ticked lines, those ahead as quiet ones. */
export function RunningScript({ run, call, pane }: RunningScriptProps) {
  const { t } = useTranslation('case');
  const errorText = useErrorText();
  const commands = useRunCommands(run);
  const { current } = run;
  useKeysWithin(pane, (event) => {
    const digit = digitOf(event);
    const option = digit === null ? undefined : current?.options[digit - 1];
    const isOnPane = event.target === pane.current;
    if (option !== undefined) commands.answer(option.key);
    else if (event.key === 'Enter' && !event.ctrlKey && isOnPane && current?.kind === 'say') commands.answer(null);
    else return;
    event.preventDefault();
  });
  return (
    <>
      <RunHead run={run} />
      <ProgressList run={run} onJump={commands.jump} />
      {current !== null && (
        <div className="case-step" key={current.stepId}>
          <StepWords run={run} />
          {current.kind === 'act' ? (
            <ActStepForm run={run} call={call} commands={commands} />
          ) : (
            <StepAnswer run={run} commands={commands} />
          )}
        </div>
      )}
      {commands.error !== null && (
        <Banner tone="stop" announce="alert">
          {errorText(commands.error)}
        </Banner>
      )}
      <footer className="case-script-foot">
        <Button kind="quiet" icon="cross" onPress={commands.leave} isPending={commands.isPending}>
          {t('script.leave')}
        </Button>
      </footer>
    </>
  );
}

function stepOf(run: ScriptRunWire): RestingStep | null {
  const step = findCallScript(run.slug, run.version)?.steps.find(({ id }) => id === run.current?.stepId);
  return step === undefined || step.kind === 'branch' ? null : step;
}

function StepWords({ run }: { readonly run: ScriptRunWire }) {
  const { local } = useWords();
  const step = useMemo(() => stepOf(run), [run]);
  const { current } = run;
  if (current === null) return null;
  return (
    <>
      <h3 className="case-step-title">{local(current.title)}</h3>
      <p className="case-words" lang={run.language}>
        {current.words}
      </p>
      {step?.hint !== undefined && <p className="case-hint">{local(step.hint)}</p>}
    </>
  );
}

function RunHead({ run }: { readonly run: ScriptRunWire }) {
  const { t } = useTranslation('case');
  const { local } = useWords();
  const change = useLanguageChange(run);
  const script = useMemo(
    () => findCallScript(run.slug, run.version) ?? findCallScript(run.slug),
    [run.slug, run.version],
  );
  const place = run.progress.findIndex(({ status }) => status === 'current') + 1;
  return (
    <header className="case-script-head">
      <h2 className="fm-panel-title">{script === null ? run.slug : local(script.title)}</h2>
      <span className="quiet tabular">{t('script.place', { place, count: run.progress.length })}</span>
      <LanguageChip language={run.language} onChoose={change.to} isPending={change.isPending} />
    </header>
  );
}

/**
 * What was shown is stored word for word, so a run keeps its language: another language means a new run that goes on at
 * the same step.
 */
function useLanguageChange(run: ScriptRunWire) {
  const dispatch = useAppDispatch();
  const start = useStartCallScript();
  const { run: leave } = useCommand('call-script:leave');
  const { run: jump } = useCommand('call-script:jump');
  const [isPending, setIsPending] = useState(false);
  const to = async (language: Language) => {
    if (language === run.language) return;
    setIsPending(true);
    dispatch(scriptLanguageChosen(language));
    await leave({ runId: run.id });
    const started = await start.runAsync(run.slug, language);
    if (started?.ok === true && run.current !== null && started.data.current?.stepId !== run.current.stepId) {
      await jump({ runId: started.data.id, stepId: run.current.stepId });
    }
    setIsPending(false);
  };
  return { to: (language: Language) => void to(language), isPending };
}
