import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ok, refuse } from '../../../shared/result';
import type { Role } from '../../../shared/agents/vocabulary';
import type { Login } from '../auth/login';
import { createTestPlatform, type TestPlatform } from '../testing/test-platform';
import { CommandTable } from './commands';
import { RateLimiter } from './rate-limit';

let house: TestPlatform;
let table: CommandTable;
let effects = 0;

const login = (roles: Role[] = ['agent']): Login => ({
  id: house.platform.makeId('agent'),
  sessionId: house.platform.makeId('loginSession'),
  userName: 'test',
  displayName: 'Test',
  roles,
  language: 'nb',
  isDemo: true,
  creditorScope: null,
});

beforeAll(async () => {
  house = await createTestPlatform();
  table = new CommandTable({
    unitOfWork: house.platform.unitOfWork,
    clock: house.clock,
    limiter: new RateLimiter(),
    log: house.platform.log,
  });
  const rules = { roles: ['agent'], scope: 'self', audit: 'none', rate: 'control' } as const;
  table.add({
    name: 'call:send-digits',
    ...rules,
    run: (context, payload) =>
      context.commit(async (tx) => {
        effects++;
        tx.record('call.digit', payload.callId, { callId: payload.callId, digit: payload.digits });
        await tx.sql.raw('select 1');
        return payload.digits === '9' ? refuse('CALL_ENDED') : ok({});
      }),
  });
  table.add({ name: 'pop:refresh', ...rules, audit: 'person_read', run: () => Promise.resolve(ok({} as never)) });
  table.add({
    name: 'customer:search',
    ...rules,
    audit: 'person_read',
    run: (context) =>
      context.commit(async (tx) => {
        await tx.audit({
          loginAccountId: context.login.id,
          action: 'test.read',
          subjectKind: 'customer',
          subjectId: 'x',
        });
        return ok({ candidates: [] });
      }),
  });
  table.add({
    name: 'note:add',
    ...rules,
    audit: 'person_write',
    run: (context) =>
      context.commit((tx) => {
        tx.record('call.digit', 'unaudited', { callId: 'unaudited', digit: '1' });
        return Promise.resolve(ok({ noteId: house.platform.makeId('note') }));
      }),
  });
  table.add({
    name: 'agent:heartbeat',
    ...rules,
    run: () => Promise.reject(new Error('a bug')),
  });
});
afterAll(async () => {
  await house.close();
});

const digits = (commandId: string, sent: string) => ({
  commandId,
  payload: { callId: `cal_${'0'.repeat(26)}`, digits: sent },
});
const facts = async () => Number((await house.db('journal').count<{ count: bigint }[]>('* as count').first())?.count);

describe('the table of commands', () => {
  test('the same command twice has one effect and the same answer', async () => {
    const caller = { login: login(), socketId: 's' };
    const before = await facts();
    const first = await table.answer('call:send-digits', digits('command-1', '12'), caller);
    const second = await table.answer('call:send-digits', digits('command-1', '12'), caller);
    expect(first).toEqual({ ok: true, data: {} });
    expect(second).toEqual(first);
    expect(await facts()).toBe(before + 1);
  });

  test('the same command at the same moment has one effect too', async () => {
    const caller = { login: login(), socketId: 's' };
    const before = await facts();
    const answers = await Promise.all(
      [1, 2, 3].map(() => table.answer('call:send-digits', digits('command-2', '12'), caller)),
    );
    expect(answers).toEqual([1, 2, 3].map(() => ({ ok: true, data: {} })));
    expect(await facts()).toBe(before + 1);
  });

  test('an id used again for something else is refused', async () => {
    const caller = { login: login(), socketId: 's' };
    await table.answer('call:send-digits', digits('command-3', '1'), caller);
    expect(await table.answer('call:send-digits', digits('command-3', '2'), caller)).toEqual({
      ok: false,
      error: { code: 'COMMAND_ID_REUSED' },
    });
  });

  test('a refusal leaves no fact and may be tried again', async () => {
    const caller = { login: login(), socketId: 's' };
    const [before, effectsBefore] = [await facts(), effects];
    for (let attempt = 0; attempt < 2; attempt++) {
      // oxlint-disable-next-line no-await-in-loop
      expect(await table.answer('call:send-digits', digits('command-4', '9'), caller)).toEqual({
        ok: false,
        error: { code: 'CALL_ENDED' },
      });
    }
    expect(effects).toBe(effectsBefore + 2);
    expect(await facts()).toBe(before);
  });

  test.each([
    ['no envelope', null],
    ['a text', 'hello'],
    ['no command id', { payload: {} }],
    [
      'a forged field',
      { commandId: 'command-5', payload: { callId: `cal_${'0'.repeat(26)}`, digits: '1', isAdmin: true } },
    ],
    ['an id of another kind', { commandId: 'command-6', payload: { callId: `agt_${'0'.repeat(26)}`, digits: '1' } }],
    ['a prototype', JSON.parse('{"commandId":"command-7","payload":{"__proto__":{"x":1},"digits":"1"}}')],
  ])('a payload with %s is refused with INVALID_PAYLOAD', async (_name, message) => {
    const answer = await table.answer('call:send-digits', message, { login: login(), socketId: 's' });
    expect(answer).toMatchObject({ ok: false, error: { code: 'INVALID_PAYLOAD' } });
  });

  test('another role is refused, an unknown command is not there', async () => {
    expect(
      await table.answer('call:send-digits', digits('command-8', '1'), { login: login(['qa']), socketId: 's' }),
    ).toMatchObject({ error: { code: 'FORBIDDEN' } });
    expect(
      await table.answer('constructor', digits('command-9', '1'), { login: login(), socketId: 's' }),
    ).toMatchObject({ error: { code: 'NOT_FOUND' } });
  });

  test('an answer with personal data but no audit row is held back', async () => {
    const message = { commandId: 'command-10', payload: { callId: `cal_${'0'.repeat(26)}` } };
    expect(await table.answer('pop:refresh', message, { login: login(), socketId: 's' })).toMatchObject({
      error: { code: 'INTERNAL' },
    });
  });

  test('an answer with personal data is kept nowhere: asked again it is read and audited again', async () => {
    const caller = { login: login(), socketId: 's' };
    const message = { commandId: 'command-12', payload: { callId: null, text: 'Solvang' } };
    expect(await table.answer('customer:search', message, caller)).toEqual({ ok: true, data: { candidates: [] } });
    expect(await table.answer('customer:search', message, caller)).toEqual({ ok: true, data: { candidates: [] } });
    expect(await house.db('audit_rows').where({ action: 'test.read', login_account_id: caller.login.id })).toHaveLength(
      2,
    );
    const receipt = await house.db('command_receipts').where({ command_id: 'command-12' }).first<{ answer: unknown }>();
    expect(receipt.answer).toBeNull();
  });

  test('a change to a person without an audit row is undone', async () => {
    const payload = { callId: null, customerId: `cus_${'0'.repeat(26)}`, caseId: null, text: 'x' };
    const answer = await table.answer(
      'note:add',
      { commandId: 'command-13', payload },
      { login: login(), socketId: 's' },
    );
    expect(answer).toMatchObject({ error: { code: 'INTERNAL' } });
    expect(await house.db('journal').where({ stream: 'unaudited' })).toEqual([]);
  });

  test('a bug is answered as INTERNAL and tells nothing', async () => {
    expect(
      await table.answer(
        'agent:heartbeat',
        { commandId: 'command-11', payload: {} },
        { login: login(), socketId: 's' },
      ),
    ).toEqual({ ok: false, error: { code: 'INTERNAL' } });
  });

  test('a flood is slowed down', async () => {
    const caller = { login: login(), socketId: 's' };
    const answers = await Promise.all(
      Array.from({ length: 80 }, (_, nr) =>
        table.answer('agent:heartbeat', { commandId: `flood-${nr}-x`, payload: {} }, caller),
      ),
    );
    expect(answers.filter((answer) => !answer.ok && answer.error.code === 'RATE_LIMITED').length).toBe(20);
  });
});
