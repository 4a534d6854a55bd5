import { useEffect, useRef, type RefObject } from 'react';

/** Hears the keys pressed while the focus is somewhere inside the element; for keys that belong to a group, not a control. */
export function useKeysWithin<Element extends HTMLElement>(
  onKey: (event: KeyboardEvent, within: Element) => void,
): RefObject<Element | null> {
  const ref = useRef<Element | null>(null);
  const latest = useRef(onKey);
  useEffect(() => {
    latest.current = onKey;
  });
  useEffect(() => {
    const element = ref.current;
    if (element === null) return undefined;
    const listener = (event: KeyboardEvent) => latest.current(event, element);
    element.addEventListener('keydown', listener);
    return () => element.removeEventListener('keydown', listener);
  }, []);
  return ref;
}
