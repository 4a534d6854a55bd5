import { isTyping } from '../../../ui/is-typing';

/** The digit 1–9 of a key without modifiers that is not meant as text; null for any other key. */
export function digitOf(event: {
  readonly key: string;
  readonly target: EventTarget | null;
  readonly ctrlKey: boolean;
  readonly altKey: boolean;
  readonly metaKey: boolean;
}): number | null {
  if (event.ctrlKey || event.altKey || event.metaKey || isTyping(event.target)) return null;
  return /^[1-9]$/u.test(event.key) ? Number(event.key) : null;
}
