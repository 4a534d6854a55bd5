import { useEffect, useRef, useState, type ReactNode, type RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { COMMIT_PRIORITY, useHotkey } from '../../../app/hotkeys/use-hotkey';
import { useErrorText } from '../../../i18n/use-error-text';
import type { CommandFailure } from '../../../realtime/commands';
import { Banner } from '../../../ui/Banner';
import { Button } from '../../../ui/Button';
import { useKeysWithin } from '../../../ui/use-keys-within';
import { useIsOnline } from '../use-case';

interface FormShellProps {
  readonly title: string;
  readonly children: ReactNode;
  readonly commitLabel: string;
  readonly onCommit: () => void;
  readonly isPending: boolean;
  /** Why it cannot be committed yet; said on the button. */
  readonly blockedReason: string | null;
  /** The key was pressed while it cannot be committed: take the agent to what is missing. */
  readonly onBlocked?: () => void;
  readonly error: CommandFailure | null;
  /** True inside a call script: the way out then says "cannot be done" and Esc does nothing. */
  readonly isInScript: boolean;
  readonly onCancel: () => void;
  /** What was written is kept as a draft, so that leaving loses nothing. */
  readonly keepsDraft?: boolean;
}

/**
 * The frame of every agreement: nothing binds before Ctrl+Enter (or the button), a bare Enter never does; a refusal
 * stands beside its cause with what to do. What was written in it is not thrown away by one Esc.
 */
export function FormShell(props: FormShellProps) {
  const { t } = useTranslation('case');
  const errorText = useErrorText();
  const isOnline = useIsOnline();
  const root = useFocusOnOpen(props.isInScript);
  const commit = () => {
    if (props.isPending) return;
    if (props.blockedReason === null) props.onCommit();
    else props.onBlocked?.();
  };
  const keys = useHotkey('commit', commit, { region: root, priority: COMMIT_PRIORITY.form });
  const leave = useLeaving(root, { onLeave: props.onCancel, keepsDraft: props.keepsDraft === true });
  useKeysWithin(root, (event) => {
    if (event.key !== 'Escape' || props.isInScript) return;
    event.stopPropagation();
    leave.wish();
  });
  return (
    <section
      className="case-form"
      ref={root}
      aria-label={props.title}
      tabIndex={-1}
      data-keeps-focus
      onInput={leave.onEdited}
    >
      <h2 className="fm-panel-title">{props.title}</h2>
      {props.children}
      {!isOnline && <Banner tone="attention">{t('offline.write')}</Banner>}
      {props.error !== null && (
        <Banner tone="stop" announce="alert">
          {errorText(props.error)}
        </Banner>
      )}
      <footer className="case-form-foot">
        {leave.isAsked && <ThrowAway onThrow={props.onCancel} onKeep={leave.keep} />}
        <Button
          kind="primary"
          keys={keys}
          isPending={props.isPending}
          onPress={commit}
          disabledReason={props.blockedReason}
        >
          {props.commitLabel}
        </Button>
        <Button
          kind="plain"
          onPress={props.isInScript ? props.onCancel : leave.wish}
          {...(props.isInScript ? {} : { keys: 'Escape' })}
        >
          {props.isInScript ? t('form.cannot') : t('form.cancel')}
        </Button>
      </footer>
    </section>
  );
}

/** Leaves at once while nothing was written, else asks; a second Esc goes back to writing where the focus was. */
function useLeaving(
  root: RefObject<HTMLElement | null>,
  { onLeave, keepsDraft }: { readonly onLeave: () => void; readonly keepsDraft: boolean },
) {
  const isEdited = useRef(false);
  const writing = useRef<HTMLElement | null>(null);
  const [isAsked, setAsked] = useState(false);
  const keep = () => {
    setAsked(false);
    (writing.current?.isConnected === true ? writing.current : root.current)?.focus();
  };
  return {
    isAsked,
    keep,
    onEdited: () => {
      isEdited.current = true;
    },
    wish: () => {
      if (keepsDraft || !isEdited.current) return onLeave();
      if (isAsked) return keep();
      const active = document.activeElement;
      writing.current = active instanceof HTMLElement && root.current?.contains(active) === true ? active : null;
      return setAsked(true);
    },
  };
}

function ThrowAway({ onThrow, onKeep }: { readonly onThrow: () => void; readonly onKeep: () => void }) {
  const { t } = useTranslation('case');
  return (
    <Banner
      tone="attention"
      announce="alert"
      actions={
        <>
          <Button autoFocus onPress={onKeep}>
            {t('form.keepWriting')}
          </Button>
          <Button kind="stop" onPress={onThrow}>
            {t('form.throwAway')}
          </Button>
        </>
      }
    >
      {t('form.throwAwayWords')}
    </Banner>
  );
}

/** A form the agent asked for gets the focus, and gives it back to where it was. Within a call script the step decides. */
function useFocusOnOpen(isInScript: boolean) {
  const root = useRef<HTMLElement>(null);
  useEffect(() => {
    if (isInScript) return undefined;
    const before = document.activeElement;
    const first = root.current?.querySelector<HTMLElement>('input, textarea, button, [tabindex="0"]');
    (first ?? root.current)?.focus();
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, [isInScript]);
  return root;
}
