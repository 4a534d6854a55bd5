import { describe, expect, test } from 'vitest';
import type { Id } from '../../../shared/ids/ids';
import type { CarrierEvent } from '../carrier';
import { EventQueue } from './event-queue';

const KARI = 'cal_kari' as Id<'call'>;
const OLA = 'cal_ola' as Id<'call'>;

function digit(seq: number, callId: Id<'call'>): CarrierEvent {
  return {
    kind: 'digit.received',
    callId,
    seq,
    at: seq,
    carrierRef: `epoch:${seq}`,
    legId: 'leg_1' as Id<'leg'>,
    role: 'customer',
    digit: String(seq),
  };
}

/** A listener whose storing of each event ends when the test says so. */
function scene() {
  const begun: string[] = [];
  const acknowledged: number[] = [];
  const open = new Map<string, { done: () => void; fail: () => void }>();
  const take = (name: string): Promise<void> => {
    begun.push(name);
    return new Promise((resolve, reject) => {
      open.set(name, { done: () => resolve(), fail: () => reject(new Error('not stored')) });
    });
  };
  const queue = new EventQueue(
    { onEvent: (event) => take(String(event.seq)), onAttached: () => take('attached') },
    { acknowledge: (seq) => acknowledged.push(seq), warn: () => undefined, retryMs: 1 },
  );
  queue.beginEpoch('one');
  const settle = async (): Promise<void> => {
    for (let turn = 0; turn < 20; turn++) {
      // oxlint-disable-next-line no-await-in-loop -- lets every waiting promise go on
      await Promise.resolve();
    }
  };
  const end = async (name: string): Promise<void> => {
    open.get(name)?.done();
    await settle();
  };
  return { queue, begun, acknowledged, open, settle, end };
}

describe('the events of the carrier', () => {
  test('of one call are stored one after the other, those of another call beside them', async () => {
    const { queue, begun, settle, end } = scene();
    for (const event of [digit(1, KARI), digit(2, KARI), digit(3, OLA)]) queue.event(event);
    await settle();
    expect(begun).toEqual(['1', '3']);
    await end('1');
    expect(begun).toEqual(['1', '3', '2']);
  });

  test('are acknowledged only as far as nothing before them is under way', async () => {
    const { queue, acknowledged, settle, end } = scene();
    for (const event of [digit(1, KARI), digit(2, OLA), digit(3, OLA)]) queue.event(event);
    await settle();
    await end('2');
    await end('3');
    expect(acknowledged).toEqual([]);
    await end('1');
    expect(acknowledged).toEqual([3]);
    expect(queue.handled).toEqual({ epoch: 'one', seq: 3 });
  });

  test('that came before a snapshot are stored before it, those after it wait', async () => {
    const { queue, begun, settle, end } = scene();
    queue.event(digit(1, KARI));
    queue.attached({ rooms: [], waitingRecordings: [] });
    queue.event(digit(2, OLA));
    await settle();
    expect(begun).toEqual(['1']);
    await end('1');
    expect(begun).toEqual(['1', 'attached']);
    await end('attached');
    expect(begun).toEqual(['1', 'attached', '2']);
  });

  test('that were under way when the connection broke do not acknowledge what comes again after it', async () => {
    const { queue, acknowledged, settle, end } = scene();
    queue.event(digit(1, KARI));
    queue.event(digit(2, OLA));
    await settle();
    queue.beginEpoch('one');
    await end('2');
    expect(acknowledged).toEqual([]);
    expect(queue.handled).toBeNull();
  });

  test('whose storing fails come again before any later one of their call', async () => {
    const { queue, begun, open, settle } = scene();
    queue.event(digit(1, KARI));
    queue.event(digit(2, KARI));
    await settle();
    open.get('1')?.fail();
    await expect.poll(() => begun).toEqual(['1', '1']);
  });

  test('are let finish by a stop, and nothing new begins', async () => {
    const { queue, begun, settle, open } = scene();
    queue.event(digit(1, KARI));
    queue.event(digit(2, KARI));
    await settle();
    const stopped = queue.stop();
    open.get('1')?.done();
    await settle();
    open.get('2')?.done();
    await stopped;
    queue.event(digit(3, OLA));
    await settle();
    expect(begun).not.toContain('3');
  });
});
