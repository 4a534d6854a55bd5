import { useEffect, useRef } from 'react';

export interface PlayerKeys {
  toggle(): void;
  pause(): void;
  back(): void;
  forward(): void;
  comment(): void;
}

const TYPING = 'input, textarea, select, [contenteditable="true"]';
/** Space presses these already. */
const PRESSABLE = 'button, a, [role="button"], [role="tab"], [role="option"], input';

/** Space, J, K, L and C; single letters never act while somebody writes (WCAG 2.1.4). */
export function usePlayerKeys(keys: PlayerKeys): void {
  const latest = useRef(keys);
  useEffect(() => {
    latest.current = keys;
  });
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const action = actionOf(event);
      if (action === null) return;
      event.preventDefault();
      latest.current[action]();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
}

const LETTERS: Readonly<Record<string, keyof PlayerKeys>> = { j: 'back', k: 'pause', l: 'forward', c: 'comment' };

function actionOf(event: KeyboardEvent): keyof PlayerKeys | null {
  if (event.ctrlKey || event.altKey || event.metaKey || event.defaultPrevented) return null;
  const target = event.target instanceof HTMLElement ? event.target : null;
  if (isWrittenIn(target)) return null;
  if (event.key !== ' ') return LETTERS[event.key.toLowerCase()] ?? null;
  return target?.closest(PRESSABLE) ? null : 'toggle';
}

function isWrittenIn(target: HTMLElement | null): boolean {
  // A radio button is an input too, but nobody writes in it.
  const isChoice = target instanceof HTMLInputElement && ['radio', 'checkbox'].includes(target.type);
  return !isChoice && Boolean(target?.closest(TYPING));
}
