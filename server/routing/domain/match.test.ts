import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Id } from '../../../shared/ids/ids';
import { mayTake, requiredAfter, WIDENING_STEPS } from './eligibility';
import { EXPECTED_WAIT_FLOOR_MS, expectedWaitMs, placesInQueues } from './expected-wait';
import { IDLE_TIE_MS, matchCalls } from './match';
import { inServingOrder, REJECT_DELAY_MS, type FreeAgent, type RequiredSkill, type WaitingCall } from './waiting';

const NOW = 1_000_000;
// Test ids: only equality and order matter.
const callId = (name: string) => `cal_${name}` as Id<'call'>;
const agentId = (name: string) => `agt_${name}` as Id<'agent'>;
const queueId = (name: string) => `que_${name}` as Id<'queue'>;
const CREDITOR = 'cre_fjellglimt' as Id<'creditor'>;
const OTHER_CREDITOR = 'cre_other' as Id<'creditor'>;
const NORWEGIAN: RequiredSkill = { kind: 'language', key: 'nb', minLevel: 1 };

function call(name: string, waitedMs: number, patch: Partial<WaitingCall> = {}): WaitingCall {
  return {
    callId: callId(name),
    queueId: queueId('support'),
    creditorId: CREDITOR,
    priority: 5,
    placeSince: NOW - waitedMs,
    requiredSkills: [],
    ...patch,
  };
}

function agent(name: string, idleMs: number, patch: Partial<FreeAgent> = {}): FreeAgent {
  return { agentId: agentId(name), availableSince: NOW - idleMs, skills: [], creditorScope: 'all', ...patch };
}

function pairs(calls: readonly WaitingCall[], agents: readonly FreeAgent[], now = NOW): string[] {
  return matchCalls(calls, agents, now).map((m) => `${m.call.callId.slice(4)}>${m.agent.agentId.slice(4)}`);
}

describe('the published routing examples (Connect: priority, delay)', () => {
  test('Sales(1,0) / Support(2,0): any sales call goes before any support call, however long that has waited', () => {
    const calls = [call('support', 900_000, { priority: 2 }), call('sales', 1_000, { priority: 1 })];
    expect(pairs(calls, [agent('kari', 10)])).toEqual(['sales>kari']);
    expect(pairs(calls.slice(0, 1), [agent('kari', 10)])).toEqual(['support>kari']);
  });

  test('Sales(1,0) / Support(1,30): support is helped once it has waited 30 s, then the older call goes first', () => {
    const support = (waitedMs: number) => call('support', waitedMs, { priority: 1, delayMs: 30_000 });
    const sales = call('sales', 5_000, { priority: 1 });
    expect(pairs([support(29_999)], [agent('kari', 10)])).toEqual([]);
    expect(pairs([support(29_999), sales], [agent('kari', 10)])).toEqual(['sales>kari']);
    expect(pairs([support(30_000), sales], [agent('kari', 10)])).toEqual(['support>kari']);
  });

  test('tiers (1,0)(1,0)(2,20)(3,80): the fourth is served only when the others are empty and it has waited 80 s', () => {
    const fourth = (waitedMs: number) => call('t4', waitedMs, { priority: 3, delayMs: 80_000 });
    const third = call('t3', 21_000, { priority: 2, delayMs: 20_000 });
    expect(pairs([fourth(79_999)], [agent('kari', 10)])).toEqual([]);
    expect(pairs([fourth(90_000)], [agent('kari', 10)])).toEqual(['t4>kari']);
    expect(pairs([fourth(90_000), third], [agent('kari', 10)])).toEqual(['t3>kari']);
    expect(pairs([fourth(90_000), third, call('t1', 1, { priority: 1 })], [agent('kari', 10)])).toEqual(['t1>kari']);
  });

  test('all equal: the oldest call to the agent who has been idle longest', () => {
    const calls = [call('young', 1_000), call('old', 60_000)];
    expect(pairs(calls, [agent('ola', 10_000), agent('kari', 90_000)])).toEqual(['old>kari', 'young>ola']);
  });
});

describe('who is rung for whom', () => {
  test('only an agent with the skill at the level asked for', () => {
    const wanted = call('a', 0, { requiredSkills: [{ kind: 'topic', key: 'disconnection', minLevel: 3 }] });
    const with2 = agent('two', 99_000, { skills: [{ kind: 'topic', key: 'disconnection', level: 2 }] });
    const with3 = agent('three', 10, { skills: [{ kind: 'topic', key: 'disconnection', level: 3 }] });
    expect(pairs([wanted], [with2])).toEqual([]);
    expect(pairs([wanted], [with2, with3])).toEqual(['a>three']);
  });

  test('better skills decide only between agents who are about equally idle', () => {
    const wanted = call('a', 0, { requiredSkills: [NORWEGIAN] });
    const able = (name: string, idleMs: number, level: number) =>
      agent(name, idleMs, { skills: [{ kind: 'language', key: 'nb', level }] });
    expect(pairs([wanted], [able('novice', 60_000, 1), able('expert', 60_001 - IDLE_TIE_MS, 5)])).toEqual(['a>expert']);
    expect(pairs([wanted], [able('novice', 60_000, 1), able('expert', 60_000 - IDLE_TIE_MS, 5)])).toEqual(['a>novice']);
  });

  test('after a while levels, topic and creditor knowledge are given up, never the language nor the permission', () => {
    const required: RequiredSkill[] = [
      { kind: 'language', key: 'fi', minLevel: 2 },
      { kind: 'topic', key: 'fees', minLevel: 3 },
      { kind: 'creditor', key: 'tele', minLevel: 2 },
    ];
    const forever = requiredAfter(required, Number.POSITIVE_INFINITY);
    expect(forever).toEqual([{ kind: 'language', key: 'fi', minLevel: 1 }]);
    expect(WIDENING_STEPS.map((step) => requiredAfter(required, step.afterMs).length)).toEqual([3, 2, 1]);
    expect(requiredAfter(required, 59_999)).toEqual(required);
    const wanted = call('a', 3_600_000, { requiredSkills: required });
    expect(mayTake(agent('swede', 9, { skills: [{ kind: 'language', key: 'sv', level: 5 }] }), wanted, NOW)).toBe(
      false,
    );
    const finn = agent('finn', 9, { skills: [{ kind: 'language', key: 'fi', level: 1 }] });
    expect(mayTake(finn, wanted, NOW)).toBe(true);
    expect(mayTake({ ...finn, creditorScope: [OTHER_CREDITOR] }, wanted, NOW)).toBe(false);
  });

  test('an interrupted conversation goes before everything, to the same agent, and only to them while it is theirs', () => {
    const lost = call('lost', 60_000, {
      priority: 9,
      isInterrupted: true,
      sticky: { agentId: agentId('kari'), exclusiveUntil: NOW + 1 },
    });
    const urgent = call('urgent', 900_000, { priority: 1 });
    const agents = [agent('ola', 99_000), agent('kari', 5)];
    expect(pairs([urgent, lost], agents)).toEqual(['lost>kari', 'urgent>ola']);
    expect(pairs([lost], [agent('ola', 99_000)])).toEqual([]);
    expect(pairs([lost], [agent('ola', 99_000)], NOW + 1)).toEqual(['lost>ola']);
  });

  test('who rejected a call is left alone with it for a while', () => {
    const refused = call('a', 0, { notFor: [{ agentId: agentId('kari'), until: NOW + REJECT_DELAY_MS }] });
    expect(pairs([refused], [agent('kari', 9)])).toEqual([]);
    expect(pairs([refused], [agent('kari', 9)], NOW + REJECT_DELAY_MS)).toEqual(['a>kari']);
  });

  test('the generalist is left to the customer only they can help', () => {
    const skills = [{ kind: 'language', key: 'fi', level: 3 } as const];
    const easy = call('easy', 90_000);
    const finnish = call('finnish', 10_000, { requiredSkills: [{ kind: 'language', key: 'fi', minLevel: 1 }] });
    const generalist = agent('generalist', 90_000, { skills });
    expect(pairs([easy, finnish], [generalist, agent('ola', 10)])).toEqual(['easy>ola', 'finnish>generalist']);
  });
});

describe('place and expected wait', () => {
  test('the place counts only the own queue, and priority goes before age there too', () => {
    const calls = [
      call('first', 90_000),
      call('other', 99_000, { queueId: queueId('sales') }),
      call('second', 80_000),
      call('urgent', 1_000, { priority: 1 }),
    ];
    expect(placesInQueues(calls, NOW).get(callId('second'))).toBe(3);
    expect(placesInQueues(calls, NOW).get(callId('other'))).toBe(1);
    expect(placesInQueues(calls, NOW).get(callId('nobody'))).toBe(undefined);
  });

  test('the expected wait follows the published formula and is silent when nothing is known', () => {
    const facts = { place: 4, freeAgents: 0, workingAgentShares: [1, 0.5, 0.5], averageHandlingMs: 180_000 };
    expect(expectedWaitMs(facts)).toBe(360_000);
    expect(expectedWaitMs({ ...facts, place: 1, freeAgents: 2 })).toBe(EXPECTED_WAIT_FLOOR_MS);
    expect(expectedWaitMs({ ...facts, workingAgentShares: [] })).toBe(null);
    expect(expectedWaitMs({ ...facts, averageHandlingMs: null })).toBe(null);
  });
});

const KEYS = ['nb', 'sv', 'fi'] as const;
const arbitraryCalls = fc
  .array(
    fc.record({
      priority: fc.integer({ min: 1, max: 3 }),
      waitedMs: fc.integer({ min: 0, max: 300_000 }),
      language: fc.constantFrom(...KEYS),
      minLevel: fc.integer({ min: 1, max: 3 }),
    }),
    { maxLength: 25 },
  )
  .map((rows) =>
    rows.map((row, index) =>
      call(String(index).padStart(3, '0'), row.waitedMs, {
        priority: row.priority,
        requiredSkills: [{ kind: 'language', key: row.language, minLevel: row.minLevel }],
      }),
    ),
  );
const arbitraryAgents = fc
  .array(
    fc.record({
      idleMs: fc.integer({ min: 0, max: 300_000 }),
      languages: fc.uniqueArray(fc.constantFrom(...KEYS), { minLength: 1 }),
      level: fc.integer({ min: 1, max: 5 }),
    }),
    { maxLength: 15 },
  )
  .map((rows) =>
    rows.map((row, index) =>
      agent(String(index).padStart(3, '0'), row.idleMs, {
        skills: row.languages.map((key) => ({ kind: 'language', key, level: row.level })),
      }),
    ),
  );

describe('what always holds', () => {
  test('no call and no agent twice, only able agents, and nobody waits while an able agent is idle', () => {
    fc.assert(
      fc.property(arbitraryCalls, arbitraryAgents, (calls, agents) => {
        const matches = matchCalls(calls, agents, NOW);
        expect(new Set(matches.map((m) => m.call.callId)).size).toBe(matches.length);
        expect(new Set(matches.map((m) => m.agent.agentId)).size).toBe(matches.length);
        for (const m of matches) expect(mayTake(m.agent, m.call, NOW)).toBe(true);
        const idle = agents.filter((one) => !matches.some((m) => m.agent === one));
        const waiting = calls.filter((one) => !matches.some((m) => m.call === one));
        for (const one of waiting) expect(idle.some((free) => mayTake(free, one, NOW))).toBe(false);
      }),
      { numRuns: 500 },
    );
  });

  test('a call that should be served earlier is never passed over by an agent who could take it', () => {
    fc.assert(
      fc.property(arbitraryCalls, arbitraryAgents, (calls, agents) => {
        const matches = matchCalls(calls, agents, NOW);
        const order = inServingOrder(calls, NOW);
        for (const waiting of order) {
          if (matches.some((m) => m.call === waiting)) continue;
          const later = matches.filter((m) => order.indexOf(m.call) > order.indexOf(waiting));
          for (const m of later) expect(mayTake(m.agent, waiting, NOW)).toBe(false);
        }
      }),
      { numRuns: 500 },
    );
  });

  test('the decision does not depend on the order in which rows are read', () => {
    fc.assert(
      fc.property(arbitraryCalls, arbitraryAgents, (calls, agents) => {
        expect(pairs([...calls].reverse(), [...agents].reverse())).toEqual(pairs(calls, agents));
      }),
      { numRuns: 300 },
    );
  });

  test('waiting is bounded: among equal calls one agent serves exactly in order of arrival', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: 0, max: 300_000 }), { maxLength: 30 }), (waits) => {
        let left = waits.map((waitedMs, index) => call(String(index), waitedMs));
        const served: number[] = [];
        for (let round = 0; left.length > 0; round += 1) {
          const [match] = matchCalls(left, [agent('kari', 10)], NOW + round * 60_000);
          if (match === undefined) throw new Error('somebody must be served in every round');
          served.push(match.call.placeSince);
          left = left.filter((one) => one !== match.call);
        }
        expect(served).toEqual([...served].sort((a, b) => a - b));
        expect(served.length).toBe(waits.length);
      }),
      { numRuns: 200 },
    );
  });

  test('300 waiting calls and 500 free agents are decided in well under the 250 ms of an offer', () => {
    const calls = Array.from({ length: 300 }, (_, i) => call(`c${i}`, i * 100, { requiredSkills: [NORWEGIAN] }));
    const skills = [{ kind: 'language', key: 'nb', level: 3 } as const];
    const agents = Array.from({ length: 500 }, (_, i) => agent(`a${i}`, i * 100, { skills }));
    expect(matchCalls(calls, agents, NOW).length).toBe(300);
  });
});
