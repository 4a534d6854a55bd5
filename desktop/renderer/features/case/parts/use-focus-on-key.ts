import { useRef, type RefObject } from 'react';
import { useHotkey } from '../../../app/hotkeys/use-hotkey';

/** An element that the key "to the step in the call script" puts the focus on. It never takes it by itself. */
export function useFocusOnKey(): RefObject<HTMLElement | null> {
  const element = useRef<HTMLElement>(null);
  useHotkey('script', () => element.current?.focus());
  return element;
}
