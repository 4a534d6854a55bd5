import { EventEmitter } from 'node:events';
import { describe, expect, test } from 'vitest';
import { NOTICES, VERBS } from '../ipc/channels';
import { createBridge } from './create-bridge';

class FakeIpc extends EventEmitter {
  readonly invoked: { channel: string; args: unknown[] }[] = [];
  invoke(channel: string, ...args: unknown[]): Promise<unknown> {
    this.invoked.push({ channel, args });
    return Promise.resolve();
  }
}

function makeBridge() {
  const ipc = new FakeIpc();
  // The bridge uses invoke, on and removeListener only; Electron's type asks for the whole of ipcRenderer's signatures.
  return { ipc, bridge: createBridge(ipc as unknown as Parameters<typeof createBridge>[0]) };
}

describe('the functions the page gets', () => {
  test('are exactly the rows of the two tables', () => {
    const expected = [
      ...Object.keys(VERBS),
      ...Object.keys(NOTICES).map((name) => `on${name.charAt(0).toUpperCase()}${name.slice(1)}`),
    ];
    expect(Object.keys(makeBridge().bridge).sort()).toEqual(expected.sort());
  });

  test('each speaks on its own channel of the table and on no other', async () => {
    const { ipc, bridge } = makeBridge();
    for (const name of Object.keys(VERBS)) {
      const verb: unknown = Reflect.get(bridge, name);
      if (typeof verb === 'function') await verb('x');
    }
    expect(ipc.invoked.map(({ channel }) => channel)).toEqual(Object.values(VERBS).map(({ channel }) => channel));
  });

  test('a listener gets the payload without the event, until it unsubscribes', () => {
    const { ipc, bridge } = makeBridge();
    const heard: unknown[] = [];
    const stop = bridge.onShortcutPressed((...args: unknown[]) => heard.push(args));
    ipc.emit(NOTICES.shortcutPressed.channel, { sender: 'secret' }, { action: 'mute' });
    stop();
    ipc.emit(NOTICES.shortcutPressed.channel, { sender: 'secret' }, { action: 'answer' });
    expect(heard).toEqual([[{ action: 'mute' }]]);
    expect(ipc.listenerCount(NOTICES.shortcutPressed.channel)).toBe(0);
  });
});
