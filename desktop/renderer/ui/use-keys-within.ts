import { useEffect, useRef, type RefObject } from 'react';

/**
 * Keys that act while the focus is on an element or inside it. The element itself stays what it is (a region, not a
 * control); layers that open from it (menus, lists) lie elsewhere in the document and keep their own keys.
 */
export function useKeysWithin(element: RefObject<HTMLElement | null>, onKey: (event: KeyboardEvent) => void): void {
  const latest = useRef(onKey);
  useEffect(() => {
    latest.current = onKey;
  });
  useEffect(() => {
    const target = element.current;
    if (target === null) return undefined;
    const listener = (event: KeyboardEvent) => latest.current(event);
    target.addEventListener('keydown', listener);
    return () => target.removeEventListener('keydown', listener);
  }, [element]);
}
