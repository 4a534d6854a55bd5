import { screen } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import { useHotkey } from '../../app/hotkeys/use-hotkey';
import { fakeBridge, show } from '../../testing/render';
import { DesktopSettings } from './DesktopSettings';
import { KeySettings } from './KeySettings';

afterEach(() => Reflect.deleteProperty(window, 'friskmeld'));

test('choosing a new key performs nothing: F4 is refused with its owner and hangs nobody up', async () => {
  const hangUp = vi.fn();
  function InCall() {
    useHotkey('hangUp', hangUp);
    return <KeySettings />;
  }
  const { user, store } = show(<InCall />);
  await user.click(screen.getByRole('button', { name: /^Change: Mute/u }));
  await user.keyboard('{F4}');
  expect(hangUp).not.toHaveBeenCalled();
  expect(screen.getByRole('alert').textContent).toMatch(/Hang up/u);
  expect(store.getState().settings.hotkeys).toEqual({});
  await user.keyboard('{F4}');
  expect(hangUp).toHaveBeenCalledTimes(1);
});

const SETTINGS = { serverUrl: 'https://desk.example', hasGlobalShortcuts: true, hasNotifications: true };

test('the system-wide keys that another program has are said as soon as the page is opened', async () => {
  const given = { answer: true, mute: false };
  const { bridge, asked } = fakeBridge({
    readSettings: () => Promise.resolve({ ...SETTINGS, givenShortcuts: given }),
    appInfo: () => Promise.resolve({ version: '1', electronVersion: '1', recoveries: 0 }),
    changeSettings: () =>
      Promise.resolve({ ...SETTINGS, hasGlobalShortcuts: false, givenShortcuts: { answer: false, mute: false } }),
  });
  Object.defineProperty(window, 'friskmeld', { value: bridge, configurable: true });
  const { user } = show(<DesktopSettings />);
  expect(await screen.findByText(/another program/u)).toBeTruthy();
  await user.click(screen.getByRole('checkbox', { name: /Ctrl Alt A/u }));
  expect(asked).toContainEqual({ verb: 'changeSettings', args: { hasGlobalShortcuts: false } });
  expect(screen.queryByText(/another program/u)).toBeNull();
});
