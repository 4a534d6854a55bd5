import { matchKeyBindingPress, parseKeybinding, type KeyBindingPress } from 'tinykeys';
import { HOTKEY_IDS, type HotkeyId } from './hotkey-table';

/** Called when the key goes down (once, not while it repeats) and, if wanted, when it comes up. */
export interface HotkeyHandler {
  down(): void;
  up?(): void;
}

interface Bound {
  readonly id: HotkeyId;
  readonly press: KeyBindingPress;
}

/**
 * One listener for all hot keys of the page. Several places may want the same key (a dialog over a pane): the one that
 * came last has it. A key nobody wants is left to the browser.
 */
export class HotkeyRegistry {
  private bound: readonly Bound[] = [];
  private readonly handlers = new Map<HotkeyId, HotkeyHandler[]>();
  private readonly down = new Map<HotkeyId, HotkeyHandler>();

  setKeys(keys: Readonly<Record<HotkeyId, string>>): void {
    this.bound = HOTKEY_IDS.flatMap((id) => {
      const [press] = parseKeybinding(keys[id]);
      return press === undefined ? [] : [{ id, press }];
    });
  }

  /** Returns the function that gives the key back. */
  add(id: HotkeyId, handler: HotkeyHandler): () => void {
    this.handlers.set(id, [...(this.handlers.get(id) ?? []), handler]);
    return () => {
      const left = (this.handlers.get(id) ?? []).filter((other) => other !== handler);
      this.handlers.set(id, left);
    };
  }

  /** Starts listening on a window; returns the function that stops. */
  listen(target: Pick<Window, 'addEventListener' | 'removeEventListener'>): () => void {
    const onDown = (event: KeyboardEvent) => this.onDown(event);
    const onUp = (event: KeyboardEvent) => this.onUp(event);
    const onBlur = () => this.onBlur();
    // Captured: a text field or a grid may stop the event on its way up, and call keys must work there too.
    target.addEventListener('keydown', onDown, true);
    target.addEventListener('keyup', onUp, true);
    target.addEventListener('blur', onBlur);
    return () => {
      target.removeEventListener('keydown', onDown, true);
      target.removeEventListener('keyup', onUp, true);
      target.removeEventListener('blur', onBlur);
    };
  }

  private onDown(event: KeyboardEvent): void {
    const found = this.bound.find(({ press }) => matchKeyBindingPress(event, press));
    if (found === undefined) return;
    const handler = this.handlers.get(found.id)?.at(-1);
    if (handler === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    if (event.repeat) return;
    this.down.set(found.id, handler);
    handler.down();
  }

  private onUp(event: KeyboardEvent): void {
    for (const { id, press } of this.bound) {
      // Modifiers may be let go first, so the key alone ends the press.
      const key = press[1];
      const isSame = typeof key === 'string' && key.toLowerCase() === event.key.toLowerCase();
      if (isSame) this.release(id);
    }
  }

  /** A window that loses the keyboard never hears the key come up. */
  private onBlur(): void {
    for (const id of this.down.keys()) this.release(id);
  }

  private release(id: HotkeyId): void {
    this.down.get(id)?.up?.();
    this.down.delete(id);
  }
}
