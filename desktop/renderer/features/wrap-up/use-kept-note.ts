import { useEffect, useRef, useState } from 'react';
import { useDrafts, wrapUpNote } from '../../app/drafts';
import { useCommand } from '../../app/hooks';
import type { WrapUpWire } from './draft';

/** A burst of typing goes to the server this soon after it pauses. */
export const DRAFT_AFTER_MS = 500;

/**
 * The note of a wrap-up: kept in this window with every key, and at the server after each burst, so that neither a crash
 * nor the deadline takes it. What was typed in the last moment is sent when the panel goes; `settled` says that the agent
 * has closed the wrap-up and nothing is left to send.
 */
export function useKeptNote(wrapUp: WrapUpWire) {
  const { id, callId } = wrapUp;
  const drafts = useDrafts();
  const { run } = useCommand('wrap-up:draft');
  const [note, setNote] = useState(() => drafts.read(wrapUpNote(id)) ?? wrapUp.note ?? '');
  const unsent = useRef<string | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null);
  const send = useRef<() => void>(() => undefined);
  useEffect(() => {
    send.current = () => {
      if (timer.current !== null) clearTimeout(timer.current);
      if (unsent.current !== null) void run({ callId, note: unsent.current });
      unsent.current = null;
    };
  });
  useEffect(() => () => send.current(), []);
  const change = (text: string) => {
    setNote(text);
    drafts.keep(wrapUpNote(id), text);
    unsent.current = text;
    if (timer.current !== null) clearTimeout(timer.current);
    timer.current = setTimeout(() => send.current(), DRAFT_AFTER_MS);
  };
  const settled = () => {
    unsent.current = null;
  };
  return { note, change, settled };
}
