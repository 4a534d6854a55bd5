import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { fakeBridge, fakeServices } from '../testing/render';
import { snapshotWire, callWire } from '../testing/wire';
import { draftsOf } from './drafts';
import { RESTORE_RETRY_MS, restoreSession } from './session';
import { connectionLost, connectionOpened } from './state/connection';
import { loggedIn, loggedOut } from './state/session';
import { toastRaised } from './state/toasts';
import { snapshotReceived } from './state/workstation';
import { createStore } from './store';

const LOGIN = {
  id: 'log_1',
  userName: 'kari',
  name: 'Kari Nordmo',
  roles: ['agent'],
  language: 'en',
  country: 'NO',
  creditorIds: null,
} as unknown as Parameters<typeof loggedIn>[0]['login']; // Only what the page reads of it.

const refusal = (status: number, code: string) =>
  new Response(JSON.stringify({ error: { code, message: code } }), { status });

beforeEach(() => {
  vi.useFakeTimers();
  sessionStorage.clear();
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test('a server that is away for a moment ends nobody’s login: the page waits and asks again', async () => {
  sessionStorage.setItem('friskmeld.login-token', 'kept');
  const fetch = vi.fn().mockRejectedValueOnce(new TypeError('Failed to fetch'));
  fetch.mockResolvedValueOnce(refusal(503, 'DEPENDENCY_DOWN'));
  fetch.mockResolvedValueOnce(refusal(401, 'NOT_LOGGED_IN'));
  vi.stubGlobal('fetch', fetch);
  const store = createStore(fakeServices().services);
  const done = store.dispatch(restoreSession());
  await vi.advanceTimersByTimeAsync(0);
  expect(store.getState().session.status).toBe('awaiting');
  expect(sessionStorage.getItem('friskmeld.login-token')).toBe('kept');
  await vi.advanceTimersByTimeAsync(RESTORE_RETRY_MS);
  expect(store.getState().session.status).toBe('awaiting');
  await vi.advanceTimersByTimeAsync(RESTORE_RETRY_MS);
  await done;
  expect(store.getState().session).toMatchObject({ status: 'out', endedWhy: 'expired' });
});

test('whoever chose to log in anew while the server was away is not logged in by the old login', async () => {
  sessionStorage.setItem('friskmeld.login-token', 'kept');
  const fetch = vi.fn().mockRejectedValue(new TypeError('Failed to fetch'));
  vi.stubGlobal('fetch', fetch);
  const store = createStore(fakeServices().services);
  const done = store.dispatch(restoreSession());
  await vi.advanceTimersByTimeAsync(0);
  store.dispatch(loggedOut(null));
  await vi.advanceTimersByTimeAsync(RESTORE_RETRY_MS);
  await done;
  expect(fetch).toHaveBeenCalledTimes(1);
});

test('a key store that fails keeps nobody from the connection, and it is said', async () => {
  const { bridge } = fakeBridge({ keepLoginToken: () => Promise.reject(new Error('FAILED: login-token:keep')) });
  const { services, connected } = fakeServices(bridge);
  const store = createStore(services);
  store.dispatch(loggedIn({ token: 't', login: LOGIN }));
  await vi.advanceTimersByTimeAsync(0);
  expect(connected).toHaveLength(1);
  expect(
    store
      .getState()
      .toasts.shown.map(({ text }) => text)
      .join(),
  ).toMatch(/could not keep your login/u);
});

test('a login that cannot be forgotten here is ended at the server all the same', async () => {
  const fetch = vi.fn().mockResolvedValue(new Response('{}', { status: 200 }));
  vi.stubGlobal('fetch', fetch);
  const { bridge } = fakeBridge({ forgetLoginToken: () => Promise.reject(new Error('FAILED: login-token:forget')) });
  const store = createStore(fakeServices(bridge).services);
  store.dispatch(loggedIn({ token: 't', login: LOGIN }));
  store.dispatch(loggedOut('logged_out'));
  await vi.advanceTimersByTimeAsync(0);
  expect(fetch.mock.calls.map(([url]) => String(url))).toEqual(['http://server.test/api/logout']);
});

test('the next person at this window finds nothing of the last one', async () => {
  vi.stubGlobal('fetch', vi.fn().mockResolvedValue(new Response('{}', { status: 200 })));
  const { services, rang } = fakeServices();
  const store = createStore(services);
  store.dispatch(loggedIn({ token: 't', login: LOGIN }));
  store.dispatch(snapshotReceived(snapshotWire({ call: callWire('talking') }), 0));
  store.dispatch(toastRaised({ tone: 'good', text: 'The plan of Ingrid is made' }));
  draftsOf(LOGIN.id).keep('note:cus_1', 'Ingrid says');
  store.dispatch(loggedOut('logged_out'));
  await vi.advanceTimersByTimeAsync(0);
  const { workstation, toasts, caseScreen, connection } = store.getState();
  expect(workstation.call).toBeNull();
  expect(caseScreen.callId).toBeNull();
  expect(connection.status).toBe('idle');
  expect(toasts.shown).toEqual([]);
  expect(draftsOf(LOGIN.id).read('note:cus_1')).toBeNull();
  expect(sessionStorage.getItem('friskmeld.login-token')).toBeNull();
  expect(rang).not.toContain('start');
});

test('after a loss the agent is told that it is over, and how much was sent', async () => {
  const store = createStore(fakeServices().services);
  store.dispatch(connectionOpened({ at: 0, replayed: 0 }));
  expect(store.getState().toasts.shown).toEqual([]);
  store.dispatch(connectionLost({ at: 1 }));
  store.dispatch(connectionOpened({ at: 2, replayed: 2 }));
  expect(store.getState().toasts.shown[0]?.text).toMatch(/2 changes were sent/u);
  store.dispatch(loggedOut(null));
});
