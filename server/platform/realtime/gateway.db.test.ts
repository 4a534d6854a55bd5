/** Goal: whoever holds a socket may do what they may now, not what they might when it was opened. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Socket } from 'socket.io-client';
import { command, openHouse, OPENING_LIMIT_MS, type OpenHouse } from '../../testing/open-house';
import { SESSION_MS } from '../auth/sessions';

let house: OpenHouse;
beforeAll(async () => {
  house = await openHouse();
}, OPENING_LIMIT_MS);
beforeEach(() => house.rest());
afterAll(async () => {
  await house.close();
});

const person = (userName: string) => house.db('login_accounts').where({ user_name: userName });
const sweep = () => house.platform.gateway.sweepLogins();

/** Why the server ended the socket, once it has. */
function ending(socket: Socket): Promise<string> {
  return new Promise((resolve) => {
    socket.once('login:ended', (event: { data: { why: string } }) => resolve(event.data.why));
  });
}

describe('a socket that has been admitted', () => {
  test('is ended when its person is disabled, and the page is told why', async () => {
    const socket = await house.socket(await house.login('agent.fi'), 'one');
    const why = ending(socket);
    await person('agent.fi').update({ disabled_at: new Date(house.platform.clock.nowMs()) });
    await sweep();
    expect(await why).toBe('expired');
    await expect.poll(() => socket.connected).toBe(false);
  });

  test('is ended by a logout in another window of the same session', async () => {
    const token = await house.login('agent.sv');
    const socket = await house.socket(token, 'one');
    const why = ending(socket);
    await house.request('post', '/api/logout', { token, body: {} });
    expect(await why).toBe('logged_out');
  });

  test('loses a role and creditors at once, and stays', async () => {
    const socket = await house.socket(await house.login('lead.en'));
    const subscribe = () => command(socket, 'board:subscribe', {});
    const known = await house.db('customers').orderBy('id').first<{ name: string }>('name');
    const search = () => command(socket, 'customer:search', { callId: null, text: known.name });
    expect(JSON.stringify(await search())).toContain('customerId');
    await person('lead.en').update({ creditor_scope: ['crd_nobody'] });
    await sweep();
    expect(await search()).toEqual({ ok: true, data: { candidates: [] } });
    await person('lead.en').update({ roles: ['agent'] });
    await sweep();
    expect(await subscribe()).toMatchObject({ error: { code: 'FORBIDDEN' } });
    expect(socket.connected).toBe(true);
  });

  test('keeps its session by the work done over it, and loses one that nobody uses', async () => {
    const [working, resting] = [await house.login('agent.nb'), await house.login('qa.nb')];
    const [desk, window] = [await house.socket(working, 'one'), await house.socket(resting)];
    const why = ending(window);
    const expiries = () =>
      house
        .db('login_sessions as s')
        .join('login_accounts as a', 'a.id', 's.login_account_id')
        .whereIn('a.user_name', ['agent.nb', 'qa.nb'])
        .whereNull('s.revoked_at')
        .select<{ user_name: string; expires_at: number; id: string }[]>('a.user_name', 's.expires_at', 's.id');
    const soon = new Date(house.platform.clock.nowMs() + 1_000);
    const ids = (await expiries()).map(({ id }) => id);
    await house
      .db('login_sessions')
      .whereIn('id', ids)
      .update({ expires_at: soon, last_seen_at: new Date(house.platform.clock.nowMs() - SESSION_MS) });
    await command(desk, 'agent:heartbeat', {});
    await sweep();
    house.rest();
    await sweep();
    expect(await why).toBe('expired');
    expect(desk.connected).toBe(true);
    const kept = (await expiries()).find((row) => row.user_name === 'agent.nb');
    expect(kept?.expires_at).toBeGreaterThan(house.platform.clock.nowMs() + SESSION_MS / 2);
  });
});

describe('a whole office that comes back from one address', () => {
  test('is let in: windows are counted by person, not by the proxy they come through', async () => {
    const tokens = await Promise.all([house.login('agent.en'), house.login('admin.en')]);
    const sockets = await Promise.all(
      Array.from({ length: 30 }, (_, nr) => house.socket(tokens[nr % 2] ?? '').then(() => 'in')),
    );
    expect(sockets.filter((one) => one === 'in')).toHaveLength(30);
    house.rest();
    const knocks = Array.from({ length: 70 }, async () => {
      const answer = await house.request('get', '/api/me', { token: 'x'.repeat(43) });
      return answer.code;
    });
    expect(new Set(await Promise.all(knocks))).toEqual(new Set(['NOT_LOGGED_IN']));
  });
});
