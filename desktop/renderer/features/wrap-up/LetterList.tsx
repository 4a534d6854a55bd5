import { useEffect, useId, useRef, useState, type RefObject } from 'react';
import { Label, Radio, RadioGroup } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { classNames } from '../../ui/class-names';

interface LetterChoice<Key extends string> {
  readonly key: Key;
  readonly letter: string;
  readonly label: string;
}

interface LetterListProps<Key extends string> {
  readonly listRef: RefObject<HTMLDivElement | null>;
  readonly label: string;
  readonly choices: readonly LetterChoice<Key>[];
  readonly value: Key | null;
  readonly ofKey: (key: string) => Key | null;
  readonly onChoose: (key: Key) => void;
  readonly error: string | null;
}

/**
 * A radio group where the letter before a choice takes it, while the group has the focus. The focus stays on the group, so
 * what a letter has taken is said.
 */
export function LetterList<Key extends string>(props: LetterListProps<Key>) {
  const { t } = useTranslation('wrap-up');
  const helpId = useId();
  const [taken, setTaken] = useState<Key | null>(null);
  const latest = useRef(props);
  useEffect(() => {
    latest.current = props;
  });
  const { listRef } = props;
  useEffect(() => {
    const list = listRef.current;
    const onKey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.altKey || event.metaKey) return;
      const chosen = latest.current.ofKey(event.key);
      if (chosen === null) return;
      event.preventDefault();
      latest.current.onChoose(chosen);
      setTaken(chosen);
    };
    list?.addEventListener('keydown', onKey);
    return () => list?.removeEventListener('keydown', onKey);
  }, [listRef]);
  return (
    <div
      ref={listRef}
      className="fm-letter-list"
      role="group"
      aria-label={props.label}
      aria-describedby={helpId}
      tabIndex={-1}
    >
      <span id={helpId} hidden>
        {t('lettersHelp')}
      </span>
      <span role="status" className="only-for-readers">
        {props.choices.find(({ key }) => key === taken && key === props.value)?.label}
      </span>
      <RadioGroup
        value={props.value}
        onChange={(value) => {
          const choice = props.choices.find((candidate) => candidate.key === value);
          if (choice) props.onChoose(choice.key);
        }}
        isInvalid={props.error !== null}
      >
        <Label className={classNames('fm-label', props.error !== null && 'fm-label-error')}>
          {props.error ?? props.label}
        </Label>
        <div className="fm-letter-choices">
          {props.choices.map((choice) => (
            <Radio key={choice.key} value={choice.key} className="fm-letter-choice">
              <span className="fm-letter" aria-hidden="true">
                {choice.letter}
              </span>
              {choice.label}
              <span className="only-for-readers">{t('letter', { letter: choice.letter })}</span>
            </Radio>
          ))}
        </div>
      </RadioGroup>
    </div>
  );
}
