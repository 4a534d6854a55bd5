import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { isoDate } from '../../shared/time/dates';
import { minor } from '../../shared/money/money';
import { addCreditor, addDebt, openWorld, talkTo, type World } from '../ledger/testing/world';
import type { TakeContext } from './parts';
import { takeItem } from './take-items';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(async () => {
  await world.close();
});

/** product.md §5: what a creditor pushes is on an open screen within a second. */
const WITHIN_MS = 1_000;

test('a payment pushed by the creditor shows on the open screen within a second, marked as changed', async () => {
  const creditor = await addCreditor(world);
  const debt = await addDebt(world, creditor.id);
  const talk = await talkTo(world, creditor.id, debt);
  const [found] = await world.creditors.readCreditors(world.platform.db, [creditor.id]);
  if (found === undefined) throw new Error('the creditor was just made');
  const heard: string[][] = [];
  const there = vi.spyOn(world.platform.streams, 'hasListeners').mockReturnValue(true);
  const listening = vi.spyOn(world.platform.streams, 'emit').mockImplementation((stream, name, data) => {
    if (stream.key === talk.agent.id && name === 'pop:changed' && 'pop' in data) heard.push(data.pop.changedIds);
  });
  const item = {
    paymentId: 'P1',
    amountMinor: minor(100_000n),
    currency: 'NOK' as const,
    bookedDate: isoDate('2026-11-16'),
    references: [debt.references[0] ?? ''],
    channel: 'creditor',
  };
  // A payment needs the ledger alone; plans and disputes of this world hear of it by themselves.
  const context = { ...world, creditor: found } as unknown as TakeContext;
  const taken = await takeItem(world.platform, { kind: 'payments', item }, context);
  expect(taken).toMatchObject({ ok: true, value: { status: 'created', placement: 'claims' } });
  await expect.poll(() => heard.flat(), { timeout: WITHIN_MS }).toContain(debt.claimIds[0]);
  listening.mockRestore();
  there.mockRestore();
});
