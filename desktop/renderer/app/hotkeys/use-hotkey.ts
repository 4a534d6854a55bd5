import {
  createContext,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useRef,
  useSyncExternalStore,
  type RefObject,
} from 'react';
import { useAppSelector } from '../hooks';
import { HotkeyRegistry, type HotkeyHandler } from './hotkey-registry';
import { effectiveKeys, type HotkeyId } from './hotkey-table';

export const HotkeyContext = createContext<HotkeyRegistry>(new HotkeyRegistry());

/** The part of the page that the hot keys of all components within belong to. */
export const HotkeyRegionContext = createContext<RefObject<HTMLElement | null> | null>(null);

/** Who has the key that commits when the focus is nowhere: what is half filled in before what is being concluded. */
export const COMMIT_PRIORITY = { step: 0, wrapUp: 1, form: 2 } as const;

interface HotkeyOptions {
  readonly isEnabled?: boolean;
  readonly onUp?: () => void;
  /** The element the key belongs to; else the region around this component, if there is one. */
  readonly region?: RefObject<HTMLElement | null>;
  readonly priority?: number;
}

/**
 * Runs `onDown` when the key of `id` is pressed anywhere on the page, also in text fields, while the component is shown
 * and no other has a better claim to the key. Returns the keys to show: undefined while another would get them.
 */
export function useHotkey(id: HotkeyId, onDown: () => void, options: HotkeyOptions = {}): string | undefined {
  const registry = useContext(HotkeyContext);
  const around = useContext(HotkeyRegionContext);
  const keys = useKeys(id);
  const latest = useRef({ onDown, onUp: options.onUp });
  useEffect(() => {
    latest.current = { onDown, onUp: options.onUp };
  });
  const { isEnabled = true, priority = 0 } = options;
  const region = options.region ?? around;
  const handler = useMemo<HotkeyHandler>(
    () => ({
      down: () => latest.current.onDown(),
      up: () => latest.current.onUp?.(),
      priority,
      ...(region === null ? {} : { region: () => region.current }),
    }),
    [priority, region],
  );
  useEffect(() => (isEnabled ? registry.add(id, handler) : undefined), [registry, id, isEnabled, handler]);
  const watch = useCallback((listener: () => void) => registry.watch(listener), [registry]);
  const isMine = useSyncExternalStore(watch, () => {
    const winner = registry.winner(id);
    return winner === undefined || winner === handler;
  });
  return isMine ? keys : undefined;
}

/** The keys of a hot key as this person has them, for `<Button keys=…>`. */
export function useKeys(id: HotkeyId): string {
  const own = useAppSelector((state) => state.settings.hotkeys);
  return useMemo(() => effectiveKeys(own)[id], [own, id]);
}
