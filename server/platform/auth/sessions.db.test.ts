import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestPlatform, type TestPlatform } from '../testing/test-platform';
import { hashPassword, SESSION_MS } from './sessions';

let house: TestPlatform;

beforeAll(async () => {
  house = await createTestPlatform();
  await house.db('login_accounts').insert({
    id: house.platform.makeId('agent'),
    user_name: 'kari',
    display_name: 'Kari',
    password_hash: await hashPassword('a long enough secret'),
    roles: ['agent'],
    language: 'nb',
    created_at: new Date(house.clock.nowMs()),
  });
});
afterAll(async () => {
  await house.close();
});

const open = (userName: string, password: string) => house.platform.sessions.open(userName, password);

describe('login sessions', () => {
  test('the right password opens one, found by its token until it expires or is revoked', async () => {
    const opened = await open('Kari', 'a long enough secret');
    if (!opened.ok) throw new Error('should have opened');
    const { token } = opened.value;
    expect(await house.platform.sessions.find(token)).toMatchObject({ userName: 'kari', roles: ['agent'] });
    expect(await house.db('login_sessions').whereRaw('encode(token_hash, ?) = ?', ['escape', token])).toEqual([]);
    await house.platform.sessions.revoke(opened.value.login.sessionId);
    expect(await house.platform.sessions.find(token)).toBeNull();
  });

  test('use keeps a session open; half a day without use ends it', async () => {
    const opened = await open('kari', 'a long enough secret');
    if (!opened.ok) throw new Error('should have opened');
    house.clock.pass(SESSION_MS - 60_000);
    expect(await house.platform.sessions.find(opened.value.token)).not.toBeNull();
    house.clock.pass(SESSION_MS - 60_000);
    expect(await house.platform.sessions.find(opened.value.token)).not.toBeNull();
    house.clock.pass(SESSION_MS + 1_000);
    expect(await house.platform.sessions.find(opened.value.token)).toBeNull();
  });

  test('an unknown user and a wrong password are told apart by nobody', async () => {
    const refusals = [await open('nobody', 'x'), await open('kari', 'wrong')];
    expect(refusals).toEqual([0, 1].map(() => ({ ok: false, error: { code: 'LOGIN_FAILED' } })));
  });

  test('after ten wrong tries the account is locked for a while, even for the right password', async () => {
    for (let attempt = 0; attempt < 10; attempt++) {
      // oxlint-disable-next-line no-await-in-loop
      await open('kari', 'wrong');
    }
    expect(await open('kari', 'a long enough secret')).toMatchObject({ ok: false });
    house.clock.pass(16 * 60_000);
    expect(await open('kari', 'a long enough secret')).toMatchObject({ ok: true });
  });

  test('tries side by side are counted each, and more at once than may be hashed are turned away', async () => {
    await house.db('login_accounts').where({ user_name: 'kari' }).update({ failed_logins: 0, locked_until: null });
    const tries = await Promise.all(Array.from({ length: 8 }, () => open('kari', 'wrong')));
    const codes = tries.map((one) => (one.ok ? 'opened' : one.error.code));
    expect(codes.filter((code) => code === 'LOGIN_FAILED')).toHaveLength(4);
    expect(codes.filter((code) => code === 'RATE_LIMITED')).toHaveLength(4);
    const row = await house.db('login_accounts').where({ user_name: 'kari' }).first<{ failed_logins: number }>();
    expect(row.failed_logins).toBe(4);
  });

  test('a disabled person is out at once', async () => {
    const opened = await open('kari', 'a long enough secret');
    if (!opened.ok) throw new Error('should have opened');
    await house.db('login_accounts').where({ user_name: 'kari' }).update({ disabled_at: new Date() });
    expect(await house.platform.sessions.find(opened.value.token)).toBeNull();
    expect(await open('kari', 'a long enough secret')).toMatchObject({ ok: false });
  });
});
