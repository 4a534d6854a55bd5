import { beforeEach, expect, test } from 'vitest';
import { fakeBridge, fakeServices } from '../testing/render';
import { offerWire, snapshotWire } from '../testing/wire';
import { loggedIn } from './state/session';
import { snapshotReceived } from './state/workstation';
import { createStore } from './store';
import { watchBridge } from './watch-bridge';

beforeEach(() => sessionStorage.clear());

const loginAs = (role: 'agent' | 'qa') =>
  loggedIn({
    token: 't',
    // Only what the page reads of it.
    login: { id: 'log_1', roles: [role], language: 'en' } as unknown as Parameters<typeof loggedIn>[0]['login'],
  });

function desk(recoveries = 0) {
  const fake = fakeBridge({ appInfo: () => Promise.resolve({ recoveries }) });
  const services = fakeServices(fake.bridge);
  const store = createStore(services.services);
  watchBridge(store, fake.bridge);
  return { ...fake, ...services, store };
}

const settled = () => new Promise((resolve) => setTimeout(resolve, 0));

test('a window that was made anew after a crash says so once', async () => {
  const first = desk(0);
  await settled();
  expect(first.store.getState().crash.isNews).toBe(false);
  const second = desk(1);
  await settled();
  expect(second.store.getState().crash.isNews).toBe(true);
  const reloaded = desk(1);
  await settled();
  expect(reloaded.store.getState().crash.isNews).toBe(false);
});

test('the system-wide answer key tells the agent when the call was gone', async () => {
  const { store, answers, notice } = desk();
  answers.set('offer:accept', { ok: false, error: { code: 'OFFER_GONE', details: {} } });
  store.dispatch(snapshotReceived(snapshotWire({ offer: offerWire() }), 0));
  notice('onShortcutPressed', { action: 'answer' });
  await settled();
  expect(store.getState().toasts.shown).toHaveLength(1);
});

test('a followed tel: link opens the dialler of an agent, and tells anybody else why it cannot', () => {
  const agent = desk();
  agent.store.dispatch(loginAs('agent'));
  agent.notice('onPhoneLinkReceived', { number: '+4722334455' });
  expect(agent.store.getState().dial.wish?.number).toBe('+4722334455');
  const qa = desk();
  qa.store.dispatch(loginAs('qa'));
  qa.notice('onPhoneLinkReceived', { number: '+4722334455' });
  expect(qa.store.getState().dial.wish).toBeNull();
  expect(qa.store.getState().toasts.shown[0]?.text).toContain('+4722334455');
});
