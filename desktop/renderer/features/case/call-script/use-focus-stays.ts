import { useEffect, useRef, type RefObject } from 'react';

/**
 * Keeps the keyboard in a pane when what had the focus is taken away because the pane shows the next thing: what is
 * marked `data-first-focus`, else its first text field gets the focus, else the pane itself. Was the focus elsewhere, nothing is taken.
 */
export function useFocusStays(pane: RefObject<HTMLElement | null>, shown: string): void {
  const isInside = useRef(false);
  const before = useRef(shown);
  useEffect(() => {
    // An element that is taken away tells nobody that it lost the focus, so this stays true over such a change.
    const onFocus = (event: FocusEvent) => {
      isInside.current = event.target instanceof Node && pane.current?.contains(event.target) === true;
    };
    document.addEventListener('focusin', onFocus);
    return () => document.removeEventListener('focusin', onFocus);
  }, [pane]);
  useEffect(() => {
    const hasChanged = before.current !== shown;
    before.current = shown;
    const active = document.activeElement;
    const isFree = active === null || active === document.body || active === pane.current;
    if (!hasChanged || !isInside.current || !isFree) return;
    const marked = pane.current?.querySelector<HTMLElement>('.case-step [data-first-focus]');
    const field = pane.current?.querySelector<HTMLElement>('.case-step input[type="text"], .case-step textarea');
    (marked ?? field ?? pane.current)?.focus();
  }, [pane, shown]);
}
