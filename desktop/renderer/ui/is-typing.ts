const TEXT_LIKE = new Set(['text', 'search', 'tel', 'email', 'password', 'number', 'date', 'url']);

/** True when a key pressed here is meant as text: single keys must not act then (WCAG 2.1.4). */
export function isTyping(target: EventTarget | null): boolean {
  if (target instanceof HTMLTextAreaElement) return true;
  if (target instanceof HTMLInputElement) return TEXT_LIKE.has(target.type);
  return target instanceof HTMLElement && target.isContentEditable;
}
