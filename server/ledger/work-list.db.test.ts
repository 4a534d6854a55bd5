import express from 'express';
import type { AddressInfo } from 'node:net';
import { createServer, type Server } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isoDate } from '../../shared/time/dates';
import { hashPassword } from '../platform/auth/sessions';
import { addAgent, addCreditor, addDebt, openWorld, type World } from './testing/world';

let world: World;
let server: Server;
let base = '';
beforeAll(async () => {
  world = await openWorld();
  const app = express();
  app.use(express.json());
  app.use('/api/imports', express.raw({ type: 'application/octet-stream', limit: '32mb' }));
  world.platform.routes.mount(app);
  server = createServer(app);
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  // The address of a listening TCP server is an AddressInfo.
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  server.close();
  await world.close();
});

async function tokenOf(options: Parameters<typeof addAgent>[1]): Promise<string> {
  const login = await addAgent(world, options);
  await world.platform
    .db('login_accounts')
    .where({ id: login.id })
    .update({ password_hash: await hashPassword('right'), user_name: login.userName.toLowerCase() });
  const opened = await world.platform.sessions.open(login.userName, 'right');
  if (!opened.ok) throw new Error(opened.error.code);
  return opened.value.token;
}

const call = (token: string, path: string, init: RequestInit = {}) =>
  fetch(`${base}${path}`, { ...init, headers: { authorization: `Bearer ${token}`, ...init.headers } });

const HEADER =
  'type;customer_no;name;national_id;invoice_no;issue_date;due_date;amount;currency;reference;supply_point;kind';

async function upload(token: string, slug: string, rows: readonly string[]) {
  return call(token, `/api/imports?creditor=${slug}&fileName=x.csv`, {
    method: 'POST',
    headers: { 'content-type': 'application/octet-stream' },
    body: [HEADER, ...rows].join('\n'),
  });
}

describe('the work list of unmatched payments', () => {
  test('suggests the claim a payment is most likely for, lays it there once, and empties', async () => {
    const creditor = await addCreditor(world);
    const debt = await addDebt(world, creditor.id, { amounts: [80_000, 45_600], name: 'Tove Treffer' });
    const admin = await tokenOf({ roles: ['admin'], scope: [creditor.id] });
    const imported = await upload(admin, creditor.slug, ['payment;;Ukjent Betaler;;;2026-11-13;;456,00;NOK;;;']);
    expect(imported.status).toBe(200);
    expect(await imported.json()).toMatchObject({ unmatched: 1, duplicates: 0 });
    const list = (await (await call(admin, '/api/unmatched-payments')).json()) as {
      payments: { id: string; suggestions: { claimId: string; why: string }[] }[];
    };
    expect(list.payments).toHaveLength(1);
    const payment = list.payments[0]!;
    expect(payment.suggestions[0]).toMatchObject({ claimId: debt.claimIds[1], why: 'same_amount' });
    const place = () =>
      call(admin, `/api/unmatched-payments/${payment.id}/allocate`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ claimId: debt.claimIds[1] }),
      });
    expect((await place()).status).toBe(200);
    expect((await place()).status).toBe(409);
    const [account] = await world.ledger.readAccounts(world.platform.db, {
      customerId: debt.customerId,
      creditorScope: null,
      today: () => isoDate('2026-11-16'),
    });
    expect(account!.claims[1]!.balanceMinor).toBe(0n);
    expect(account!.payments[0]!.allocations).toMatchObject([{ match: 'manual', amountMinor: 45_600n }]);
    expect(await (await call(admin, '/api/unmatched-payments')).json()).toEqual({ payments: [] });
  });

  test("shows nobody another creditor's money, and lets nobody lay it on another creditor's claim", async () => {
    const [mine, other] = [await addCreditor(world), await addCreditor(world)];
    const [owner, outsider] = [
      await tokenOf({ roles: ['admin'], scope: [mine.id] }),
      await tokenOf({ roles: ['admin'], scope: [other.id] }),
    ];
    const foreign = await addDebt(world, other.id, { amounts: [12_300] });
    await upload(owner, mine.slug, ['payment;;U;;;2026-11-13;;123,00;NOK;;;']);
    expect(await (await call(outsider, '/api/unmatched-payments')).json()).toEqual({ payments: [] });
    const list = (await (await call(owner, '/api/unmatched-payments')).json()) as {
      payments: { id: string; suggestions: unknown[] }[];
    };
    expect(list.payments[0]!.suggestions).toEqual([]);
    const place = (token: string) =>
      call(token, `/api/unmatched-payments/${list.payments[0]!.id}/allocate`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ claimId: foreign.claimIds[0] }),
      });
    expect((await place(owner)).status).toBe(404);
    expect((await place(outsider)).status).toBe(404);
    expect((await upload(outsider, mine.slug, [])).status).toBe(404);
  });

  test('agents do not import, and a malformed file is refused with its place', async () => {
    const creditor = await addCreditor(world);
    const agent = await tokenOf({ roles: ['agent'] });
    const admin = await tokenOf({ roles: ['admin'] });
    expect((await upload(agent, creditor.slug, [])).status).toBe(403);
    const refused = await upload(admin, creditor.slug, ['payment;;X;;;2026-11-13;;1.2.3;NOK;;;']);
    expect(refused.status).toBe(400);
    expect(await refused.json()).toMatchObject({
      error: { code: 'FILE_MALFORMED', details: { file: 'x.csv', place: 'line 2' } },
    });
    const kept = await world.platform.db('import_files').where({ creditor_id: creditor.id });
    expect(kept).toEqual([]);
  });
});
