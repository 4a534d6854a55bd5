import { cleanup, render } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { ReactElement } from 'react';
import { I18nextProvider } from 'react-i18next';
import { Provider } from 'react-redux';
import { afterEach } from 'vitest';
import { WithLocaleAndKeys } from '../app/Root';
import type { DesktopBridge } from '../../ipc/bridge';
import type { Services } from '../app/services';
import { createStore } from '../app/store';
import { i18n, startI18n } from '../i18n/i18n';
import type { CommandFailure } from '../realtime/commands';

afterEach(cleanup);

interface Sent {
  readonly name: string;
  readonly payload: unknown;
}

/** The desktop program as the page sees it: every verb is noted and answers nothing, every notice can be sent. */
export function fakeBridge(answers: Readonly<Record<string, () => Promise<unknown>>> = {}) {
  const asked: { readonly verb: string; readonly args: unknown }[] = [];
  const listeners = new Map<string, (payload: unknown) => void>();
  const bridge = new Proxy(
    {},
    {
      get: (_target, verb: string) => (args: unknown) => {
        if (verb.startsWith('on')) {
          // A notice takes a listener.
          listeners.set(verb, args as (payload: unknown) => void);
          return () => listeners.delete(verb);
        }
        asked.push({ verb, args });
        return answers[verb]?.() ?? Promise.resolve(undefined);
      },
    },
    // The proxy answers to every name of the bridge.
  ) as DesktopBridge;
  return { bridge, asked, notice: (name: string, payload: unknown) => listeners.get(name)?.(payload) };
}

/** Services that note what was asked of them and answer as told; no network, no audio. */
export function fakeServices(bridge: DesktopBridge | null = null) {
  if (!i18n.isInitialized) startI18n('en');
  const sent: Sent[] = [];
  const answers = new Map<string, { ok: true; data: unknown } | { ok: false; error: CommandFailure }>();
  const rang: string[] = [];
  const joined: (string | null)[] = [];
  const muted: boolean[] = [];
  const devices: unknown[] = [];
  const connected: unknown[] = [];
  const services: Services = {
    serverUrl: 'http://server.test',
    realtime: {
      connect: (login) => void connected.push(login),
      // The fake answers any command with what the test laid ready under its name.
      send: (async (name: string, payload: unknown) => {
        sent.push({ name, payload });
        return answers.get(name) ?? { ok: true, data: {} };
      }) as unknown as Services['realtime']['send'],
      retryNow: () => undefined,
      close: () => undefined,
      end: () => undefined,
    },
    media: {
      join: async (callId) => void joined.push(callId),
      leave: () => void joined.push(null),
      setMuted: (isMuted) => void muted.push(isMuted),
      setDevices: async (chosen) => void devices.push(chosen),
      onReport: () => () => undefined,
    },
    ringer: {
      start: () => void rang.push('start'),
      stop: () => void rang.push('stop'),
      ringOnce: () => undefined,
      setDevice: () => undefined,
    },
    bridge,
    nowMs: Date.now,
  };
  return { services, sent, answers, rang, joined, muted, devices, connected };
}

/** Shows one component with a store, texts and hot keys of its own. */
export function show(component: ReactElement, fake = fakeServices()) {
  const store = createStore(fake.services);
  const user = userEvent.setup();
  const view = render(
    <Provider store={store}>
      <I18nextProvider i18n={i18n}>
        <WithLocaleAndKeys>{component}</WithLocaleAndKeys>
      </I18nextProvider>
    </Provider>,
  );
  return { ...fake, store, user, view };
}
