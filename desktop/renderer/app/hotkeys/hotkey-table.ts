/**
 * Every key that does something anywhere. Call keys are F-keys for the left hand: they work while typing, and no single
 * letter ever acts in a text field (WCAG 2.1.4). The help (F1) and the settings list this table.
 */
export const HOTKEYS = {
  help: { keys: 'F1', group: 'general' },
  palette: { keys: 'Control+K', group: 'general' },
  paneCustomer: { keys: 'Control+1', group: 'general' },
  paneLedger: { keys: 'Control+2', group: 'general' },
  paneScript: { keys: 'Control+3', group: 'general' },
  answer: { keys: 'F2', group: 'call' },
  reject: { keys: 'Shift+F2', group: 'call' },
  hangUp: { keys: 'F4', group: 'call' },
  hold: { keys: 'F6', group: 'call' },
  mute: { keys: 'F7', group: 'call' },
  pauseRecording: { keys: 'F3', group: 'call' },
  script: { keys: 'F9', group: 'call' },
  outcome: { keys: 'F10', group: 'call' },
  keypad: { keys: 'Control+D', group: 'call' },
  dial: { keys: 'Control+Shift+D', group: 'call' },
  commit: { keys: 'Control+Enter', group: 'work' },
  extendWrapUp: { keys: 'Control+E', group: 'work' },
  status: { keys: 'Control+J', group: 'work' },
  refresh: { keys: 'Control+R', group: 'work' },
} as const satisfies Record<string, { keys: string; group: 'general' | 'call' | 'work' }>;

export type HotkeyId = keyof typeof HOTKEYS;
export const HOTKEY_IDS = Object.keys(HOTKEYS) as HotkeyId[]; // The table above is the only source of its keys.

/** The keys of every hot key, with the person's own in place of the defaults. */
export function effectiveKeys(own: Readonly<Record<string, string>>): Readonly<Record<HotkeyId, string>> {
  // One entry per id of the table, which is exactly this record.
  return Object.fromEntries(HOTKEY_IDS.map((id) => [id, own[id] ?? HOTKEYS[id].keys])) as Record<HotkeyId, string>;
}

/** Which hot key already has these keys, if any; a conflict is refused with its owner's name. */
export function ownerOf(keys: string, except: HotkeyId, own: Readonly<Record<string, string>>): HotkeyId | null {
  const all = effectiveKeys(own);
  return HOTKEY_IDS.find((id) => id !== except && all[id].toLowerCase() === keys.toLowerCase()) ?? null;
}

/** What may be chosen with a modifier: letters, digits and these. Dead keys and composed characters have no place here. */
const CHOOSABLE =
  /^(?:F\d{1,2}|[A-Za-z0-9]|Enter|Insert|Delete|Home|End|PageUp|PageDown|Arrow(?:Up|Down|Left|Right))$/u;

/** Every text field needs these: copy, cut, paste, undo, redo, select all. */
const OF_TEXT_FIELDS = /^Control\+(?:Shift\+)?[ACVXYZ]$/u;

/**
 * What was pressed, in the table's writing; null for a modifier alone, a bare letter that would act while typing, and what
 * text fields need themselves.
 */
export function keysOfEvent(
  event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'shiftKey' | 'altKey' | 'metaKey'>,
): string | null {
  if (!CHOOSABLE.test(event.key)) return null;
  const isFunctionKey = /^F\d{1,2}$/u.test(event.key);
  if (!isFunctionKey && !event.ctrlKey && !event.altKey && !event.metaKey) return null;
  const key = event.key.length === 1 ? event.key.toUpperCase() : event.key;
  const keys = [
    ...(event.ctrlKey ? ['Control'] : []),
    ...(event.altKey ? ['Alt'] : []),
    ...(event.shiftKey ? ['Shift'] : []),
    ...(event.metaKey ? ['Meta'] : []),
    key,
  ].join('+');
  return OF_TEXT_FIELDS.test(keys) ? null : keys;
}
