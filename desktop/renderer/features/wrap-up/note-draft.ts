const PREFIX = 'friskmeld.wrap-up-note.';

/** What was written so far, kept over a reload or a crash; gone once the wrap-up is closed. */
export function readNote(wrapUpId: string): string {
  return localStorage.getItem(PREFIX + wrapUpId) ?? '';
}

export function keepNote(wrapUpId: string, note: string): void {
  if (note === '') localStorage.removeItem(PREFIX + wrapUpId);
  else localStorage.setItem(PREFIX + wrapUpId, note);
}
