import { useEffect, useRef } from 'react';
import { digitOf } from './is-typing';

/** Where call scripts and forms stand; the focus may rest on the pane itself while a form is in it. */
const PANE = '#pane-script';

/** Runs with the digit 1–9 pressed anywhere in the right-hand pane but in a text field. */
export function useDigitsInPane(onDigit: (digit: number) => void): void {
  const latest = useRef(onDigit);
  useEffect(() => {
    latest.current = onDigit;
  });
  useEffect(() => {
    const listener = (event: KeyboardEvent) => {
      const digit = digitOf(event);
      const isInPane = event.target instanceof Element && event.target.closest(PANE) !== null;
      if (digit === null || !isInPane) return;
      event.preventDefault();
      latest.current(digit);
    };
    document.addEventListener('keydown', listener);
    return () => document.removeEventListener('keydown', listener);
  }, []);
}
