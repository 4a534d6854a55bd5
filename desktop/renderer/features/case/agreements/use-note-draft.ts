import { useEffect, useRef, useState } from 'react';

/** A burst of typing is kept this soon after it pauses. */
const KEEP_AFTER_MS = 400;
const keyOf = (customerId: string): string => `friskmeld.note-draft.${customerId}`;

/** The note being written, kept in this window until it is saved: a reload in mid-call loses nothing. */
export function useNoteDraft(customerId: string, otherwise: string) {
  const [first] = useState(() => sessionStorage.getItem(keyOf(customerId)) ?? otherwise);
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
      timer.current = setTimeout(() => sessionStorage.setItem(keyOf(customerId), text), KEEP_AFTER_MS);
    },
    forget: () => {
      stopWaiting();
      sessionStorage.removeItem(keyOf(customerId));
    },
  };
}
