import { useMemo, type RefObject } from 'react';
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
import { useKeysWithin } from '../../../ui/use-keys-within';
import { useWords } from '../parts/use-words';
import type { CallWire, ScriptRunWire } from '../use-case';
import { ActStepForm } from './ActStepForm';
import { LanguageChip } from './LanguageChip';
import { ProgressList } from './ProgressList';
import { StepAnswer } from './StepAnswer';
import { useRunCommands } from './use-run-commands';

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
    const answer = answerOfKey(event, run.current, event.target === pane.current);
    if (answer === undefined) return;
    commands.answer(answer);
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

/**
 * What a key answers: a digit its option, Enter on the pane the usual option or "said". Undefined when it is none of these:
 * Enter in a field, or where the customer's answer must be chosen.
 */
function answerOfKey(
  event: KeyboardEvent,
  current: ScriptRunWire['current'],
  isOnPane: boolean,
): string | null | undefined {
  const digit = digitOf(event);
  if (digit !== null) return current?.options[digit - 1]?.key;
  if (current === null || event.key !== 'Enter' || event.ctrlKey || !isOnPane) return undefined;
  return current.kind === 'say' ? null : (current.usual ?? undefined);
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

/** The same run goes on at the same step in other words; what was said before stays as it was said. */
function useLanguageChange(run: ScriptRunWire) {
  const dispatch = useAppDispatch();
  const { run: send, isPending } = useCommand('call-script:language');
  const to = (language: Language) => {
    if (language === run.language) return;
    dispatch(scriptLanguageChosen(language));
    void send({ runId: run.id, language });
  };
  return { to, isPending };
}
