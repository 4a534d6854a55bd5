import { useEffect, useRef, useState } from 'react';
import { useDrafts } from '../../../app/drafts';

/** A burst of typing is kept this soon after it pauses. */
const KEEP_AFTER_MS = 400;
const matterOf = (customerId: string): string => `note:${customerId}`;

/** The note being written, kept in this window until it is saved: a reload in mid-call loses nothing. */
export function useNoteDraft(customerId: string, otherwise: string) {
  const drafts = useDrafts();
  const [first] = useState(() => drafts.read(matterOf(customerId)) ?? otherwise);
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null);
  useEffect(
    () => () => {
      if (timer.current !== null) clearTimeout(timer.current);
    },
    [],
  );
  const stopWaiting = () => {
    if (timer.current !== null) clearTimeout(timer.current);
  };
  return {
    first,
    keep: (text: string) => {
      stopWaiting();
      timer.current = setTimeout(() => drafts.keep(matterOf(customerId), text), KEEP_AFTER_MS);
    },
    forget: () => {
      stopWaiting();
      drafts.forget(matterOf(customerId));
    },
  };
}
