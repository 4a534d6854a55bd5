import { matchKeyBindingPress, parseKeybinding, type KeyBindingPress } from 'tinykeys';
import { HOTKEY_IDS, type HotkeyId } from './hotkey-table';

/** Called when the key goes down (once, not while it repeats) and, if wanted, when it comes up. */
export interface HotkeyHandler {
  down(): void;
  up?(): void;
  /** The part of the page the key belongs to; whoever's part holds the focus comes before all others. */
  region?(): HTMLElement | null;
  /** Who comes first when the focus is in nobody's part; 0 when left out. */
  readonly priority?: number;
}

/** A layer that keeps the keyboard: what lies under it gets no key that is not meant for everywhere. */
const LAYER = '[role="dialog"], [role="alertdialog"]';

interface Bound {
  readonly id: HotkeyId;
  readonly press: KeyBindingPress;
}

/**
 * One listener for all hot keys of the page. Several places may want the same key: it is the one whose part of the page
 * holds the focus, the innermost first; else the one of highest priority, and of equals the one that came last. A key
 * nobody wants is left to the browser.
 */
export class HotkeyRegistry {
  private bound: readonly Bound[] = [];
  private readonly handlers = new Map<HotkeyId, HotkeyHandler[]>();
  private readonly down = new Map<HotkeyId, HotkeyHandler>();
  private readonly watchers = new Set<() => void>();
  private isRecording = false;

  setKeys(keys: Readonly<Record<HotkeyId, string>>): void {
    this.bound = HOTKEY_IDS.flatMap((id) => {
      const [press] = parseKeybinding(keys[id]);
      return press === undefined ? [] : [{ id, press }];
    });
  }

  /** Returns the function that gives the key back. */
  add(id: HotkeyId, handler: HotkeyHandler): () => void {
    this.handlers.set(id, [...(this.handlers.get(id) ?? []), handler]);
    this.tell();
    return () => {
      const left = (this.handlers.get(id) ?? []).filter((other) => other !== handler);
      this.handlers.set(id, left);
      this.tell();
    };
  }

  /** Who gets the key as the focus is now; only that one shows it. Undefined when nobody wants it. */
  winner(id: HotkeyId): HotkeyHandler | undefined {
    const wanting = this.handlers.get(id) ?? [];
    const focused = document.activeElement;
    const around = wanting.filter((handler) => focused !== null && handler.region?.()?.contains(focused) === true);
    const layer = focused?.closest(LAYER) ?? null;
    // A region within the layer that has the focus was found already; what lies under the layer stays quiet.
    if (around.length > 0) return around.reduce(innermost);
    const outside = layer === null ? wanting : wanting.filter((handler) => handler.region === undefined);
    return outside.reduce<HotkeyHandler | undefined>(
      (best, handler) => (best === undefined || (handler.priority ?? 0) >= (best.priority ?? 0) ? handler : best),
      undefined,
    );
  }

  /** Calls back when another may get a key: the focus moved, or someone came or left. Returns what stops it. */
  watch(watcher: () => void): () => void {
    this.watchers.add(watcher);
    return () => this.watchers.delete(watcher);
  }

  /** While someone chooses new keys no key does anything; returns the function that ends it. */
  record(): () => void {
    this.isRecording = true;
    return () => {
      this.isRecording = false;
    };
  }

  /** Starts listening on a window; returns the function that stops. */
  listen(target: Pick<Window, 'addEventListener' | 'removeEventListener'>): () => void {
    const onDown = (event: KeyboardEvent) => this.onDown(event);
    const onUp = (event: KeyboardEvent) => this.onUp(event);
    const onBlur = () => this.onBlur();
    const onFocus = () => this.tell();
    // Captured: a text field or a grid may stop the event on its way up, and call keys must work there too.
    target.addEventListener('keydown', onDown, true);
    target.addEventListener('keyup', onUp, true);
    target.addEventListener('blur', onBlur);
    target.addEventListener('focusin', onFocus);
    return () => {
      target.removeEventListener('keydown', onDown, true);
      target.removeEventListener('keyup', onUp, true);
      target.removeEventListener('blur', onBlur);
      target.removeEventListener('focusin', onFocus);
    };
  }

  private tell(): void {
    for (const watcher of this.watchers) watcher();
  }

  private onDown(event: KeyboardEvent): void {
    if (this.isRecording) return;
    const found = this.bound.find(({ press }) => matchKeyBindingPress(event, press));
    if (found === undefined) return;
    const handler = this.winner(found.id);
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

/** Of two regions that hold the focus, the one inside the other; of the same region the one that came last. */
function innermost(one: HotkeyHandler, other: HotkeyHandler): HotkeyHandler {
  const outer = other.region?.() ?? null;
  const isInside = outer !== null && one.region?.()?.contains(outer) !== true;
  return isInside ? one : other;
}
