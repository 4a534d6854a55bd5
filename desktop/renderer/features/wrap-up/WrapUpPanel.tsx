import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { OUTCOMES, REASONS } from '../../../../shared/calls/vocabulary';
import { useAppDispatch, useAppSelector, useCommand } from '../../app/hooks';
import { COMMIT_PRIORITY, useHotkey, useKeys } from '../../app/hotkeys/use-hotkey';
import { toastRaised } from '../../app/state/toasts';
import { useErrorText } from '../../i18n/use-error-text';
import { Banner } from '../../ui/Banner';
import { Button } from '../../ui/Button';
import { Checkbox, TextField } from '../../ui/Field';
import { isTyping } from '../../ui/is-typing';
import { readableKeys } from '../../ui/KeyHint';
import { Countdown } from './Countdown';
import { LetterList } from './LetterList';
import {
  closingOf,
  draftOf,
  LETTERS,
  missingOf,
  outcomeOfKey,
  reasonOfKey,
  withOutcome,
  type WrapUpWire,
} from './draft';
import { useKeptNote } from './use-kept-note';
import './wrap-up.css';

const NOTE_LENGTH_MAX = 4_000;

/** Nothing while there is no wrap-up; after a call, what closes it. */
export function WrapUpPanel() {
  const wrapUp = useAppSelector((state) => state.workstation.wrapUp);
  return wrapUp === null ? null : <OpenWrapUp key={wrapUp.id} wrapUp={wrapUp} />;
}

function OpenWrapUp({ wrapUp }: { readonly wrapUp: WrapUpWire }) {
  const { t } = useTranslation(['wrap-up', 'vocabulary']);
  const dispatch = useAppDispatch();
  const errorText = useErrorText();
  const close = useCommand('wrap-up:close');
  const [draft, setDraft] = useState(() => draftOf(wrapUp));
  const [hasTried, setHasTried] = useState(false);
  const reasonList = useRef<HTMLDivElement>(null);
  const outcomeList = useRef<HTMLDivElement>(null);
  const root = useRef<HTMLElement>(null);
  const closeKeys = useKeys('commit');
  const kept = useKeptNote(wrapUp);
  const missing = missingOf(draft);

  const focusNext = () => (draft.reason === null ? reasonList : outcomeList).current?.focus();
  const onClose = async () => {
    setHasTried(true);
    const closing = closingOf(draft, { callId: wrapUp.callId, note: kept.note });
    if (closing === null) {
      focusNext();
      return;
    }
    if (close.isPending) return;
    kept.settled();
    const answer = await close.run(closing);
    if (!answer.ok) return;
    dispatch(toastRaised({ tone: 'good', text: t('closed', { outcome: t(`vocabulary:outcome.${closing.outcome}`) }) }));
  };
  // The call is over and nobody is typing: the next key may already be the answer.
  const focusOnOpen = useRef(focusNext);
  useEffect(() => {
    const active = document.activeElement;
    // A form that is half filled in, or a dialog, is not interrupted.
    const isKept = active?.closest('[data-keeps-focus], [role="dialog"], [role="alertdialog"]') ?? null;
    if (isKept === null && !isTyping(active)) focusOnOpen.current();
  }, []);
  useHotkey('outcome', focusNext);
  const commitKeys = useHotkey('commit', () => void onClose(), { region: root, priority: COMMIT_PRIORITY.wrapUp });

  return (
    <section className="fm-wrap-up" ref={root} aria-labelledby="wrap-up-title">
      <header className="fm-wrap-up-head">
        <h2 id="wrap-up-title">
          {wrapUp.customerName === null ? t('title') : t('titleFor', { name: wrapUp.customerName })}
        </h2>
        <Countdown wrapUp={wrapUp} />
      </header>
      <div className="fm-wrap-up-lists">
        <LetterList
          listRef={reasonList}
          label={t('reason')}
          choices={REASONS.map((key, index) => ({
            key,
            letter: LETTERS.charAt(index),
            label: t(`vocabulary:reason.${key}`),
          }))}
          value={draft.reason}
          ofKey={reasonOfKey}
          onChoose={(reason) => {
            setDraft({ ...draft, reason });
            if (draft.outcome === null) outcomeList.current?.focus();
          }}
          error={hasTried && missing === 'reason' ? t('missingReason') : null}
        />
        <LetterList
          listRef={outcomeList}
          label={t('outcome')}
          choices={OUTCOMES.map((key, index) => ({
            key,
            letter: LETTERS.charAt(index),
            label: t(`vocabulary:outcome.${key}`),
          }))}
          value={draft.outcome}
          ofKey={outcomeOfKey}
          onChoose={(outcome) => setDraft(withOutcome(draft, outcome))}
          error={hasTried && missing === 'outcome' ? t('missingOutcome') : null}
        />
      </div>
      <div className="fm-wrap-up-ticks">
        <Checkbox isSelected={draft.isResolved} onChange={(isResolved) => setDraft({ ...draft, isResolved })}>
          {t('resolved')}
        </Checkbox>
        <Checkbox
          isSelected={draft.isFollowUpAgreed}
          onChange={(isFollowUpAgreed) => setDraft({ ...draft, isFollowUpAgreed })}
        >
          {t('followUp')}
        </Checkbox>
      </div>
      <TextField
        label={t('note')}
        rows={2}
        placeholder={t('notePlaceholder')}
        maxLength={NOTE_LENGTH_MAX}
        value={kept.note}
        onChange={kept.change}
      />
      {close.error !== null && (
        <Banner tone="stop" announce="alert">
          {errorText(close.error)}
        </Banner>
      )}
      <footer className="fm-wrap-up-foot">
        <span className="quiet">
          {missing === null ? t('prefilled') : t('keysHint', { keys: readableKeys(closeKeys) })}
        </span>
        <Button kind="primary" keys={commitKeys} isPending={close.isPending} onPress={() => void onClose()}>
          {t('close')}
        </Button>
      </footer>
    </section>
  );
}
