import { useMemo, type RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { useAppDispatch } from '../../../app/hooks';
import { useHotkey } from '../../../app/hotkeys/use-hotkey';
import { useErrorText } from '../../../i18n/use-error-text';
import { Banner } from '../../../ui/Banner';
import { Button } from '../../../ui/Button';
import { Chip } from '../../../ui/Chip';
import { KeyHint } from '../../../ui/KeyHint';
import { scriptLanguageChosen } from '../case-slice';
import { digitOf } from '../parts/is-typing';
import { useKeysWithin } from '../../../ui/use-keys-within';
import { useWords } from '../parts/use-words';
import { usePop, useScriptLanguage, type CallWire, type ScriptRunWire } from '../use-case';
import { LanguageChip } from './LanguageChip';
import { offeredScripts, type OfferedScript } from './suggested-scripts';
import { useStartCallScript } from './use-start-call-script';

interface ScriptStartProps {
  readonly call: CallWire;
  readonly lastRun: ScriptRunWire | null;
  readonly pane: RefObject<HTMLElement | null>;
}

/** Which call script to begin with: the suggested first, each on a number key. */
export function ScriptStart({ call, lastRun, pane }: ScriptStartProps) {
  const { t } = useTranslation('case');
  const errorText = useErrorText();
  const dispatch = useAppDispatch();
  const pop = usePop();
  const language = useScriptLanguage();
  const start = useStartCallScript();
  const { local } = useWords();
  const offered = useMemo(
    () =>
      offeredScripts({
        insights: pop?.insights ?? [],
        isGateOpen: call.gate !== null,
        leadsTo: lastRun !== null && lastRun.callId === call.id ? lastRun.leadsTo : null,
        topic: call.topic,
      }),
    [pop, call.gate, call.id, call.topic, lastRun],
  );
  const first = offered[0];
  const commitKeys = useHotkey('commit', () => first !== undefined && start.run(first.script.slug));
  useKeysWithin(pane, (event) => {
    const digit = digitOf(event);
    const chosen = digit === null ? undefined : offered[digit - 1];
    if (chosen === undefined) return;
    event.preventDefault();
    start.run(chosen.script.slug);
  });
  return (
    <>
      <header className="case-script-head">
        <h2 className="fm-panel-title">{t('script.title')}</h2>
        <LanguageChip language={language} onChoose={(chosen) => dispatch(scriptLanguageChosen(chosen))} />
      </header>
      {lastRun !== null && lastRun.callId === call.id && lastRun.state === 'finished' && (
        <Banner tone="good">{t('script.finished')}</Banner>
      )}
      {first !== undefined && (
        <Button
          kind="primary"
          isLarge
          isWide
          keys={commitKeys}
          isPending={start.isPending}
          onPress={() => start.run(first.script.slug)}
        >
          {t('script.begin', { title: local(first.script.title) })}
        </Button>
      )}
      {start.error !== null && (
        <Banner tone="stop" announce="alert">
          {errorText(start.error)}
        </Banner>
      )}
      <ol className="case-script-list">
        {offered.map((one, index) => (
          <OfferedRow
            key={one.script.slug}
            offered={one}
            place={index + 1}
            onStart={() => start.run(one.script.slug)}
          />
        ))}
      </ol>
    </>
  );
}

/** Only so many rows have a number key; the others are chosen by arrow or in the palette. */
const DIGITS = 9;

interface OfferedRowProps {
  readonly offered: OfferedScript;
  readonly place: number;
  readonly onStart: () => void;
}

function OfferedRow({ offered, place, onStart }: OfferedRowProps) {
  const { t } = useTranslation('case');
  const { local } = useWords();
  return (
    <li>
      <button type="button" className="case-script-choice" onClick={onStart}>
        {place <= DIGITS && <KeyHint keys={String(place)} />}
        <span>{local(offered.script.title)}</span>
        {offered.isSuggested && (
          <Chip tone="info" icon="star">
            {t('script.suggested')}
          </Chip>
        )}
      </button>
    </li>
  );
}
