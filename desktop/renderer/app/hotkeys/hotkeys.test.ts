import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { HANG_UP_HOLD_MS, HANG_UP_TWICE_MS, HangUpGuard } from './hang-up-guard';
import { HotkeyRegistry } from './hotkey-registry';
import { effectiveKeys, keysOfEvent, ownerOf } from './hotkey-table';

const press = (key: string, init: KeyboardEventInit = {}, target: EventTarget = window) =>
  target.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...init }));

describe('the hot keys', () => {
  test('no two have the same keys, and none is a bare letter', () => {
    const keys = Object.values(effectiveKeys({}));
    expect(new Set(keys).size).toBe(keys.length);
    for (const one of keys) expect(one).toMatch(/^(?:(?:Shift\+)?F\d+|Control\+)/u);
  });

  test('work while one is typing, once per press, and are kept from the browser', () => {
    const registry = new HotkeyRegistry();
    registry.setKeys(effectiveKeys({}));
    const stop = registry.listen(window);
    const down = vi.fn();
    registry.add('answer', { down });
    const field = document.createElement('input');
    document.body.append(field);
    expect(press('F2', {}, field)).toBe(false);
    press('F2', { repeat: true }, field);
    expect(down).toHaveBeenCalledTimes(1);
    press('a', {}, field);
    expect(down).toHaveBeenCalledTimes(1);
    stop();
    field.remove();
  });

  test('belong to the part of the page that holds the focus, whoever came last', () => {
    const registry = new HotkeyRegistry();
    registry.setKeys(effectiveKeys({}));
    const stop = registry.listen(window);
    document.body.innerHTML = '<section id="form"><input id="field"></section><aside id="wrap-up"></aside>';
    const part = (id: string) => () => document.getElementById(id);
    const form = vi.fn();
    const wrapUp = vi.fn();
    registry.add('commit', { down: form, region: part('form') });
    registry.add('commit', { down: wrapUp, region: part('wrap-up'), priority: 1 });
    document.getElementById('field')?.focus();
    press('Enter', { ctrlKey: true });
    expect([form.mock.calls.length, wrapUp.mock.calls.length]).toEqual([1, 0]);
    document.getElementById('field')?.blur();
    press('Enter', { ctrlKey: true });
    expect([form.mock.calls.length, wrapUp.mock.calls.length]).toEqual([1, 1]);
    stop();
  });

  test('of what lies under a dialog do nothing while the dialog has the focus', () => {
    const registry = new HotkeyRegistry();
    registry.setKeys(effectiveKeys({}));
    const stop = registry.listen(window);
    document.body.innerHTML = '<section id="under"></section><div role="dialog"><input id="field"></div>';
    const under = vi.fn();
    const hold = vi.fn();
    registry.add('commit', { down: under, region: () => document.getElementById('under') });
    registry.add('hold', { down: hold });
    document.getElementById('field')?.focus();
    press('Enter', { ctrlKey: true });
    press('F6');
    expect([under.mock.calls.length, hold.mock.calls.length]).toEqual([0, 1]);
    stop();
  });

  test('do nothing while one is choosing new keys', () => {
    const registry = new HotkeyRegistry();
    registry.setKeys(effectiveKeys({}));
    const stop = registry.listen(window);
    const hangUp = vi.fn();
    registry.add('hangUp', { down: hangUp });
    const end = registry.record();
    press('F4');
    end();
    expect(hangUp).not.toHaveBeenCalled();
    press('F4');
    expect(hangUp).toHaveBeenCalledTimes(1);
    stop();
  });

  test('belong, among equals, to whoever wanted them last, and go back when that one leaves', () => {
    const registry = new HotkeyRegistry();
    registry.setKeys(effectiveKeys({}));
    const stop = registry.listen(window);
    const pane = vi.fn();
    const dialog = vi.fn();
    registry.add('commit', { down: pane });
    const leave = registry.add('commit', { down: dialog });
    press('Enter', { ctrlKey: true });
    leave();
    press('Enter', { ctrlKey: true });
    expect([dialog.mock.calls.length, pane.mock.calls.length]).toEqual([1, 1]);
    stop();
  });

  test('nobody wants are left to the browser', () => {
    const registry = new HotkeyRegistry();
    registry.setKeys(effectiveKeys({}));
    const stop = registry.listen(window);
    expect(press('F6')).toBe(true);
    stop();
  });

  test('can be changed, but not to what another one has', () => {
    expect(ownerOf('F6', 'mute', {})).toBe('hold');
    expect(ownerOf('F6', 'mute', { hold: 'F11' })).toBeNull();
    expect(keysOfEvent({ key: 'x', ctrlKey: false, altKey: false, shiftKey: false, metaKey: false })).toBeNull();
    const control = { ctrlKey: true, altKey: false, shiftKey: true, metaKey: false };
    expect(keysOfEvent({ ...control, key: 'g' })).toBe('Control+Shift+G');
    for (const key of ['c', 'V', ' ', 'Dead', 'Control', 'AltGraph'])
      expect(keysOfEvent({ ...control, key })).toBeNull();
  });
});

describe('hanging up with the key', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  function guard() {
    const fire = vi.fn();
    const armed: boolean[] = [];
    return { fire, armed, guard: new HangUpGuard(fire, (isArmed) => armed.push(isArmed)) };
  }

  test('one short press does not end a call', () => {
    const { fire, armed, guard: key } = guard();
    key.down();
    key.up();
    vi.advanceTimersByTime(HANG_UP_TWICE_MS + 1);
    expect(fire).not.toHaveBeenCalled();
    expect(armed).toEqual([true, false]);
  });

  test('holding it does', () => {
    const { fire, guard: key } = guard();
    key.down();
    vi.advanceTimersByTime(HANG_UP_HOLD_MS);
    key.up();
    expect(fire).toHaveBeenCalledTimes(1);
  });

  test('pressing it twice within a second does, and only once', () => {
    const { fire, guard: key } = guard();
    key.down();
    key.up();
    vi.advanceTimersByTime(500);
    key.down();
    vi.advanceTimersByTime(2_000);
    key.up();
    expect(fire).toHaveBeenCalledTimes(1);
  });

  test('two presses too far apart do not', () => {
    const { fire, guard: key } = guard();
    key.down();
    key.up();
    vi.advanceTimersByTime(HANG_UP_TWICE_MS + 50);
    key.down();
    key.up();
    expect(fire).not.toHaveBeenCalled();
  });
});
