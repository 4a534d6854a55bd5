const TEXT_LIKE = new Set(['text', 'search', 'tel', 'email', 'password', 'number', 'date', 'url']);

/** True when a key pressed here is meant as text: single keys must not act then (WCAG 2.1.4). */
export function isTyping(target: EventTarget | null): boolean {
  if (target instanceof HTMLTextAreaElement) return true;
  if (target instanceof HTMLInputElement) return TEXT_LIKE.has(target.type);
  return target instanceof HTMLElement && target.isContentEditable;
}

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
