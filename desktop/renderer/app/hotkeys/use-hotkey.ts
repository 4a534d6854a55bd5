import { createContext, useContext, useEffect, useMemo, useRef } from 'react';
import { useAppSelector } from '../hooks';
import { HotkeyRegistry } from './hotkey-registry';
import { effectiveKeys, type HotkeyId } from './hotkey-table';

export const HotkeyContext = createContext<HotkeyRegistry>(new HotkeyRegistry());

interface HotkeyOptions {
  readonly isEnabled?: boolean;
  readonly onUp?: () => void;
}

/** Runs `onDown` when the key of `id` is pressed anywhere on the page, also in text fields, while the component is shown. */
export function useHotkey(id: HotkeyId, onDown: () => void, options: HotkeyOptions = {}): void {
  const registry = useContext(HotkeyContext);
  const latest = useRef({ onDown, onUp: options.onUp });
  useEffect(() => {
    latest.current = { onDown, onUp: options.onUp };
  });
  const isEnabled = options.isEnabled ?? true;
  useEffect(() => {
    if (!isEnabled) return undefined;
    return registry.add(id, { down: () => latest.current.onDown(), up: () => latest.current.onUp?.() });
  }, [registry, id, isEnabled]);
}

/** The keys of a hot key as this person has them, for `<Button keys=…>`. */
export function useKeys(id: HotkeyId): string {
  const own = useAppSelector((state) => state.settings.hotkeys);
  return useMemo(() => effectiveKeys(own)[id], [own, id]);
}
