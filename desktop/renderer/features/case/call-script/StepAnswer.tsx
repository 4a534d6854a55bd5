import { useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { bankDayOnOrAfter } from '../../../../../shared/time/bank-days';
import { addDays, isoDateSchema, type IsoDate } from '../../../../../shared/time/dates';
import type { Minor } from '../../../../../shared/money/money';
import { useHotkey } from '../../../app/hotkeys/use-hotkey';
import { Button } from '../../../ui/Button';
import { TextField } from '../../../ui/Field';
import { KeyHint } from '../../../ui/KeyHint';
import { dateOfInstant } from '../../../ui/time-of-day';
import { AmountField } from '../parts/AmountField';
import { DayField } from '../../../ui/DayField';
import { amountAsTyped } from '../parts/amount-as-typed';
import { useWords } from '../parts/use-words';
import { usePop, useShownAccount, type ScriptRunWire } from '../use-case';
import type { RunCommands } from './use-run-commands';

/** What the wire takes (protocol/commands.ts). */
const ANSWER_CHARS_MAX = 2_000;

interface StepAnswerProps {
  readonly run: ScriptRunWire;
  readonly commands: RunCommands;
}

/** How this step is answered: go on, a choice on a number key, or something typed. */
export function StepAnswer({ run, commands }: StepAnswerProps) {
  const { current } = run;
  if (current === null) return null;
  if (current.kind === 'say') return <GoOn commands={commands} />;
  if (current.options.length > 0) return <Choices run={run} commands={commands} />;
  return <TypedAnswer kind={current.answerKind ?? 'text'} usualInDays={current.usualInDays} commands={commands} />;
}

function GoOn({ commands }: { readonly commands: RunCommands }) {
  const { t } = useTranslation('case');
  const keys = useHotkey('commit', () => commands.answer(null));
  return (
    <Button kind="primary" keys={keys} isPending={commands.isPending} onPress={() => commands.answer(null)}>
      {t('script.next')}
    </Button>
  );
}

function Choices({ run, commands }: StepAnswerProps) {
  const { t } = useTranslation('case');
  const { local } = useWords();
  return (
    <ul className="case-choices" aria-label={t('script.answers')}>
      {run.current?.options.map(({ key, label }, index) => (
        <li key={key}>
          <button
            type="button"
            className="case-choice"
            onClick={() => commands.answer(key)}
            aria-keyshortcuts={key === run.current?.usual ? `${index + 1} Enter` : String(index + 1)}
          >
            <KeyHint keys={String(index + 1)} />
            {local(label)}
            {key === run.current?.usual && <KeyHint keys="Enter" />}
          </button>
        </li>
      ))}
    </ul>
  );
}

interface TypedAnswerProps {
  readonly kind: NonNullable<NonNullable<ScriptRunWire['current']>['answerKind']>;
  /** A date begins so many days from today, on a bank day. */
  readonly usualInDays: number | null;
  readonly commands: RunCommands;
}

/** Enter sends a single line at once; it is an answer, not an agreement. */
function TypedAnswer({ kind, usualInDays, commands }: TypedAnswerProps) {
  const { t } = useTranslation('case');
  const [text, setText] = useState('');
  const [amount, setAmount] = useState<Minor | null>(null);
  const account = useShownAccount();
  const [thisDay] = useState(() => isoDateSchema.parse(dateOfInstant(Date.now())));
  const today = usePop()?.caseFile.asOf ?? thisDay;
  const [day, setDay] = useState<IsoDate | null>(() =>
    usualInDays === null || account === null
      ? null
      : bankDayOnOrAfter(addDays(today, usualInDays), account.creditor.country),
  );
  const answer = kind === 'date' ? day : kind === 'amount' ? amountAsTyped(amount) : text.trim();
  const send = () => {
    if (answer !== null && answer !== '') commands.answer(answer);
  };
  const keys = useHotkey('commit', send);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.ctrlKey || kind === 'text') return;
    event.preventDefault();
    send();
  };
  return (
    <div className="case-typed" onKeyDown={onKeyDown} role="presentation">
      {kind === 'date' && <DayField label={t('script.answerDate')} value={day} onChange={setDay} today={today} />}
      {kind === 'amount' && (
        <AmountField
          label={t('script.answerAmount')}
          value={amount}
          onChange={setAmount}
          currency={account?.currency ?? 'NOK'}
          autoFocus
        />
      )}
      {kind === 'text' && (
        <TextField
          label={t('script.answerText')}
          value={text}
          onChange={setText}
          rows={4}
          autoFocus
          maxLength={ANSWER_CHARS_MAX}
        />
      )}
      <Button
        kind="primary"
        keys={keys}
        isPending={commands.isPending}
        onPress={send}
        disabledReason={answer === null || answer === '' ? t('script.answerFirst') : null}
      >
        {t('script.next')}
      </Button>
    </div>
  );
}
