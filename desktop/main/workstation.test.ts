import { existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { NOTICES, VERBS, type VerbArgs, type VerbName } from '../ipc/channels';
import { createCrashRecovery } from './crash-recovery';
import { openLoginTokenStore } from './login-token';
import { PAGE_URL } from './page-protocol';
import { openSettings } from './settings';
import { createFakeElectron, FakeWindow, settle, type FakeElectron } from './testing/fake-electron';
import { languageOf } from './texts';
import { trayBitmap } from './tray';
import { startWorkstation } from './workstation';

const PLACES = { preload: '/x/preload/index.cjs', page: '/x/renderer' };
let electron: FakeElectron;
let window: FakeWindow;

beforeEach(async () => {
  electron = createFakeElectron();
  startWorkstation(electron.module, PLACES, {});
  await settle();
  const made = FakeWindow.made[0];
  if (!made) throw new Error('main made no window');
  window = made;
});

function ask<Name extends VerbName>(name: Name, args: VerbArgs<Name>): Promise<unknown> {
  const handler = electron.handlers.get(VERBS[name].channel);
  return Promise.resolve(handler?.({ senderFrame: { url: PAGE_URL, parent: null } }, args));
}

const told = () => window.webContents.sent;

describe('the window', () => {
  test('an incoming call flashes the task bar and shows a hidden window, and never takes the focus', async () => {
    await ask('setAttention', 'incoming');
    expect(window.calls).toEqual(['flashFrame true', 'showInactive']);
    await ask('setAttention', 'incoming');
    await ask('setAttention', 'none');
    expect(window.calls).not.toContain('focus');
    expect(window.calls.at(-1)).toBe('flashFrame false');
  });

  test('a second start brings the window forward', () => {
    electron.app.emit('second-instance', {}, ['friskmeld']);
    expect(window.calls).toContain('focus');
  });

  test('a program that is started twice ends the second time', () => {
    const second = createFakeElectron();
    second.hasLock = false;
    let hasQuit = false;
    second.app.on('quit-called', () => (hasQuit = true));
    startWorkstation(second.module, PLACES, {});
    expect(hasQuit).toBe(true);
    expect(second.handlers.size).toBe(0);
  });

  test('closing asks first while a call is going on', async () => {
    const close = () => {
      let stayed = false;
      window.emit('close', { preventDefault: () => (stayed = true) });
      return stayed;
    };
    expect(close()).toBe(false);
    await ask('setTray', { state: 'busy', label: 'I samtale' });
    expect(close()).toBe(true);
  });
});

describe('a crashed page', () => {
  const crash = () => window.webContents.emit('render-process-gone', {}, { reason: 'crashed' });

  test('is made anew, and can ask how often that was', async () => {
    crash();
    expect(window.webContents.reloads).toBe(1);
    expect(await ask('appInfo', undefined)).toMatchObject({ recoveries: 1 });
  });

  test('is not made anew for ever: at the fourth crash within a minute the agent is told what to do', () => {
    for (let i = 0; i < 4; i += 1) crash();
    expect(window.webContents.reloads).toBe(3);
    expect(electron.errorBoxes).toHaveLength(1);
  });

  test('crashes that lie a minute apart are all recovered', () => {
    let now = 0;
    const recovery = createCrashRecovery(() => now);
    for (let i = 0; i < 10; i += 1) {
      now += 60_000;
      expect(recovery.onCrash()).toBe('reload');
    }
  });

  test('a page that ended by itself is left alone', () => {
    window.webContents.emit('render-process-gone', {}, { reason: 'clean-exit' });
    expect(window.webContents.reloads).toBe(0);
  });
});

describe('phone links', () => {
  const follow = (link: string) => electron.app.emit('second-instance', {}, ['friskmeld', '--flag', link]);
  const shown = () => told().filter(({ channel }) => channel === NOTICES.phoneLinkReceived.channel);

  test('are shown to the agent and dial nothing', () => {
    follow('tel:+47-22-33-44-55');
    expect(shown()).toEqual([{ channel: NOTICES.phoneLinkReceived.channel, payload: { number: '+4722334455' } }]);
  });

  test('that start the program are shown once there is a window', async () => {
    const cold = createFakeElectron();
    startWorkstation(cold.module, PLACES, {});
    cold.app.emit('open-url', { preventDefault: () => undefined }, 'tel:+4722334455');
    await settle();
    const made = FakeWindow.made[0];
    expect(made?.webContents.sent).toEqual([]);
    made?.webContents.emit('did-finish-load');
    expect(made?.webContents.sent).toEqual([
      { channel: NOTICES.phoneLinkReceived.channel, payload: { number: '+4722334455' } },
    ]);
  });

  test('wait while the agent is in a call', async () => {
    await ask('setTray', { state: 'busy', label: 'I samtale' });
    follow('tel:+4722334455');
    expect(shown()).toEqual([]);
  });

  test('cannot flood the agent', () => {
    for (let i = 0; i < 50; i += 1) follow('tel:+4722334455');
    expect(shown()).toHaveLength(1);
  });
});

describe('the login token', () => {
  const file = () => join(electron.userData, 'login-token');

  test('survives a restart where the system can encrypt it, and is never readable on disk', async () => {
    expect(await ask('keepLoginToken', 'secret-token')).toBe('disk');
    expect(readFileSync(file(), 'utf8')).not.toContain('secret-token');
    expect(openLoginTokenStore(electron.module, file()).read()).toBe('secret-token');
  });

  test.each(['basic_text', 'none'] as const)('stays in memory when the key store is %s', async (encryption) => {
    electron.encryption = encryption;
    // Only Linux has the fallback that protects nothing.
    if (encryption === 'basic_text' && process.platform !== 'linux') return;
    expect(await ask('keepLoginToken', 'secret-token')).toBe('memory');
    expect(await ask('readLoginToken', undefined)).toBe('secret-token');
    expect(existsSync(file())).toBe(false);
  });

  test('that cannot be written stays in memory: a full disk keeps nobody from working', async () => {
    // A folder where the file should be: writing fails as on a full disk.
    mkdirSync(file());
    expect(await ask('keepLoginToken', 'secret-token')).toBe('memory');
    expect(await ask('readLoginToken', undefined)).toBe('secret-token');
  });

  test('is forgotten when the agent turns to another server', async () => {
    await ask('keepLoginToken', 'secret-token');
    await ask('changeSettings', { serverUrl: 'https://other.example' });
    expect(await ask('readLoginToken', undefined)).toBeNull();
    expect(existsSync(file())).toBe(false);
  });
});

describe('settings', () => {
  const settingsFile = () => join(mkdtempSync(join(tmpdir(), 'friskmeld-settings-')), 'settings.json');

  test('are found again', () => {
    const file = settingsFile();
    openSettings(file, undefined).change({ serverUrl: 'https://desk.example' });
    expect(openSettings(file, undefined).read().serverUrl).toBe('https://desk.example');
  });

  test('a damaged file gives the defaults', () => {
    const file = settingsFile();
    writeFileSync(file, '{"serverUrl":');
    expect(openSettings(file, undefined).read()).toMatchObject({ serverUrl: 'http://127.0.0.1:4100' });
  });

  test('the environment names the server for this run and is not remembered', () => {
    const file = settingsFile();
    const forced = openSettings(file, 'http://127.0.0.1:4177');
    expect(forced.change({ hasNotifications: false }).serverUrl).toBe('http://127.0.0.1:4177');
    expect(openSettings(file, undefined).read()).toMatchObject({
      serverUrl: 'http://127.0.0.1:4100',
      hasNotifications: false,
    });
  });

  test('an address that is no address in the environment is not used', () => {
    expect(openSettings(settingsFile(), 'javascript:alert(1)').read().serverUrl).toBe('http://127.0.0.1:4100');
  });
});

describe('keys, sleep, notices and tray', () => {
  test('the system-wide keys answer and mute from the start, and are given back', async () => {
    electron.shortcuts.get('Control+Alt+A')?.();
    expect(told().at(-1)).toEqual({ channel: NOTICES.shortcutPressed.channel, payload: { action: 'answer' } });
    expect(await ask('changeSettings', { hasGlobalShortcuts: false })).toMatchObject({
      givenShortcuts: { answer: false, mute: false },
    });
    expect(electron.shortcuts.size).toBe(0);
    expect(await ask('changeSettings', { hasGlobalShortcuts: true })).toMatchObject({
      givenShortcuts: { answer: true, mute: true },
    });
    expect(electron.shortcuts.size).toBe(2);
  });

  test('the computer is kept awake once, however often it is asked', async () => {
    await ask('keepAwake', true);
    await ask('keepAwake', true);
    expect(electron.awake.size).toBe(1);
    await ask('keepAwake', false);
    await ask('keepAwake', false);
    expect(electron.awake.size).toBe(0);
  });

  test('a call that goes elsewhere takes its notice away', async () => {
    await ask('notifyIncoming', { callId: 'call_1', title: 'Anrop', body: 'Nordlys Strøm' });
    await ask('withdrawNotification', 'call_1');
    expect(electron.noticesShown).toEqual(['Anrop', 'closed Anrop']);
  });

  test('every state has a picture of its own', () => {
    const pictures = (['offline', 'ready', 'busy', 'wrap-up', 'break'] as const).map((state) =>
      trayBitmap(state).toString('hex'),
    );
    expect(new Set(pictures).size).toBe(pictures.length);
  });

  test.each([
    ['nn-NO', 'nb'],
    ['no', 'nb'],
    ['sv-FI', 'sv'],
    ['fi', 'fi'],
    ['de-DE', 'en'],
    ['', 'en'],
  ] as const)('the locale %s speaks %s', (locale, language) => {
    expect(languageOf(locale)).toBe(language);
  });
});
