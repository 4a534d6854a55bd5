import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Fact } from '../platform/journal/facts';
import { applyFact } from './apply-fact';
import type { CallFactsColumns } from './columns';

const CALL = 'call_1';
let position = 0n;
function fact(kind: Fact['kind'], payload: object, happenedAt: number): Fact {
  position += 1n;
  // Kind and payload belong together; the cases below keep to the table of facts.
  return { position, stream: CALL, kind, payload: { callId: CALL, ...payload }, happenedAt } as unknown as Fact;
}

const received = (at = 1_000) =>
  fact(
    'call.received',
    { direction: 'in', creditorId: 'c', queueId: 'q', language: 'nb', customerId: null, agentId: null },
    at,
  );
const after = (...facts: Fact[]) => facts.reduce<CallFactsColumns | null>((row, one) => applyFact(row, one), null);

describe('what a fact does to the row of its call', () => {
  test('an inbound call from arrival to a closed case', () => {
    const row = after(
      received(),
      fact('call.queued', { queueId: 'q2', enteredQueueAt: 1_500 }, 1_500),
      fact('call.offered', { agentId: 'a1' }, 2_000),
      fact('offer.ended', { agentId: 'a1', how: 'missed' }, 22_000),
      fact('call.offered', { agentId: 'a2' }, 22_100),
      fact('call.connecting', { agentId: 'a2' }, 23_000),
      fact('call.answered', { agentId: 'a2', answeredAt: 23_200 }, 23_250),
      fact('identity.verified', { customerId: 'p', factors: [], agentId: 'a2' }, 30_000),
      fact('call.insights_shown', { kinds: ['paid_previous'] }, 30_000),
      fact('call.held', {}, 40_000),
      fact('call.unheld', { heldMs: 5_000 }, 45_000),
      fact('call.action_done', { action: 'plan_created', subjectId: null }, 50_000),
      fact('call.ended', { state: 'ended', endedAt: 60_000 }, 60_010),
      fact('wrap_up.opened', {}, 60_010),
      fact('wrap_up.closed', { reason: 'payment', outcome: 'plan', isResolved: true, isFollowUpAgreed: false }, 70_000),
    );
    expect(row).toMatchObject({
      arrived_at: 1_000,
      queue_id: 'q2',
      entered_queue_at: 1_500,
      offers: 2,
      missed_offers: 1,
      first_agent_id: 'a2',
      answered_at: 23_200,
      customer_id: 'p',
      insight_kinds: ['paid_previous'],
      hold_ms: 5_000n,
      actions: ['plan_created'],
      state: 'ended',
      ended_at: 60_000,
      wrap_up_opened_at: 60_010,
      wrap_up_closed_at: 70_000,
      is_resolved: true,
    });
  });

  test('a call that comes back after a lost line was answered the first time, by the first agent', () => {
    const row = after(
      received(),
      fact('call.answered', { agentId: 'a1', answeredAt: 5_000 }, 5_000),
      fact('call.answered', { agentId: 'a2', answeredAt: 9_000 }, 9_000),
    );
    expect(row).toMatchObject({ agent_id: 'a2', first_agent_id: 'a1', answered_at: 5_000 });
  });

  test('a late outcome changes what was found, not how long the agent worked', () => {
    const closed = (isResolved: boolean, at: number) =>
      fact('wrap_up.closed', { reason: null, outcome: null, isResolved, isFollowUpAgreed: false }, at);
    expect(after(received(), closed(false, 7_000), closed(true, 90_000))).toMatchObject({
      is_resolved: true,
      wrap_up_closed_at: 7_000,
    });
  });

  test('facts of a call nobody received, and facts about something else, leave nothing', () => {
    expect(after(fact('call.held', {}, 1))).toBeNull();
    const row = after(received());
    expect(applyFact(row, fact('recording.changed', { state: 'recording' }, 5))).toBe(row);
  });

  test('every offer, miss, hold and action counts once, whatever their order', () => {
    const step = fc.constantFrom('call.offered', 'offer.ended', 'call.unheld', 'call.action_done');
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        const payload = { how: 'missed', heldMs: 100, action: 'plan_created' };
        const row = after(received(), ...steps.map((kind, nr) => fact(kind as Fact['kind'], payload, nr)));
        const count = (kind: string) => steps.filter((one) => one === kind).length;
        expect(row?.offers).toBe(count('call.offered'));
        expect(row?.missed_offers).toBe(count('offer.ended'));
        expect(row?.hold_ms).toBe(100n * BigInt(count('call.unheld')));
        expect(row?.actions).toHaveLength(count('call.action_done'));
      }),
    );
  });
});
