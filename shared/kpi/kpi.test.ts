import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CALL_STATES, type CallState } from '../calls/vocabulary';
import { LANGUAGES } from '../lang/languages';
import { BOARD_METRICS } from '../protocol/board';
import { CALL_FATES, fateOf, type CallFacts } from './call-facts';
import {
  abandonRate,
  answeredInTarget,
  averageHandleTimeMs,
  averageSpeedOfAnswerMs,
  averageWrapUpMs,
  countFates,
  longestWaitSince,
  SERVICE_LEVEL_OURS,
  waitingNow,
} from './call-figures';
import { KPI_DEFINITIONS, KPI_NAMES } from './definitions';
import { occupancy, releasesInTime, releasesLate } from './work-figures';

const BASE: CallFacts = {
  callId: 'c',
  direction: 'in',
  state: 'ended',
  queueId: 'q',
  creditorId: 'fjellglimt',
  reason: null,
  enteredQueueAt: 1_000_000,
  answeredAt: null,
  endedAt: null,
  talkMs: 0,
  holdMs: 0,
  wrapUpMs: null,
  agentId: null,
  customerId: null,
  caseId: null,
};
const answered = (waitSeconds: number, patch: Partial<CallFacts> = {}): CallFacts => ({
  ...BASE,
  answeredAt: 1_000_000 + waitSeconds * 1_000,
  endedAt: 2_000_000,
  ...patch,
});
const left = (state: CallState, waitSeconds: number): CallFacts => ({
  ...BASE,
  state,
  endedAt: 1_000_000 + waitSeconds * 1_000,
});

describe('what became of a call', () => {
  test('five seconds in the queue is a misdial, longer is a customer who gave up', () => {
    expect(fateOf(left('abandoned', 5))).toBe('short_abandoned');
    expect(fateOf(left('abandoned', 5.001))).toBe('abandoned');
    expect(fateOf({ ...left('abandoned', 60), enteredQueueAt: null })).toBe('short_abandoned');
  });

  test('answered once is answered, even when the customer was queued again and gave up', () => {
    expect(fateOf(answered(10, { state: 'queued', endedAt: null }))).toBe('answered');
  });

  test('a callback chosen after two minutes in the queue (11:35 to 11:37) is a class of its own, not an abandoned call', () => {
    const firstLeg = left('callback_booked', 120);
    expect(fateOf(firstLeg)).toBe('callback_booked');
    expect(answeredInTarget([firstLeg]).denominator).toBe(0);
    expect(abandonRate([firstLeg]).denominator).toBe(0);
  });

  test('offered is the sum of all fates at every moment, for any mix of calls', () => {
    const facts = fc.record({
      direction: fc.constantFrom('in', 'out'),
      state: fc.constantFrom(...CALL_STATES),
      isAnswered: fc.boolean(),
      wait: fc.integer({ min: 0, max: 100 }),
    });
    fc.assert(
      fc.property(fc.array(facts), (rows) => {
        const calls = rows.map((row) => ({
          ...left(row.state, row.wait),
          direction: row.direction,
          answeredAt: row.isAnswered ? 1_000_001 : null,
        }));
        const counts = countFates(calls);
        expect(counts.offered).toBe(calls.filter((call) => call.direction === 'in').length);
        expect(CALL_FATES.reduce((sum, fate) => sum + counts[fate], 0)).toBe(counts.offered);
      }),
    );
  });
});

describe('answered within the target', () => {
  const calls = [
    answered(10),
    answered(30),
    answered(30.001),
    left('abandoned', 40),
    left('abandoned', 20),
    left('abandoned', 3),
    left('callback_booked', 20),
    left('overflowed', 90),
    left('closed_hours', 0),
    { ...BASE, state: 'queued' as const },
    { ...answered(1), direction: 'out' as const },
  ];

  test('is answered in time over answered and abandoned, misdials and callbacks apart', () => {
    expect(answeredInTarget(calls)).toEqual({ numerator: 2, denominator: 5, bp: 4_000 });
  });

  test('can be counted as other vendors do', () => {
    const like = (patch: object) => answeredInTarget(calls, { ...SERVICE_LEVEL_OURS, ...patch });
    expect(like({ abandoned: 'ignored' })).toMatchObject({ numerator: 2, denominator: 3 });
    expect(like({ abandoned: 'for_if_within' })).toMatchObject({ numerator: 3, denominator: 5 });
    expect(like({ shortAbandoned: 'as_abandoned' })).toMatchObject({ numerator: 2, denominator: 6 });
    expect(like({ leftOtherwise: 'for_if_within' })).toMatchObject({ numerator: 3, denominator: 7 });
    expect(like({ targetMs: 60_000 })).toMatchObject({ numerator: 3, denominator: 5 });
  });

  test('is unknown, not nought, without calls', () => {
    expect(answeredInTarget([])).toEqual({ numerator: 0, denominator: 0, bp: null });
  });
});

describe('the other figures', () => {
  test('average speed of answer is over answered calls only', () => {
    expect(averageSpeedOfAnswerMs([answered(10), answered(20), left('abandoned', 90)])).toBe(15_000);
    expect(averageSpeedOfAnswerMs([])).toBe(null);
  });

  test('abandoned share leaves misdials out', () => {
    const rate = abandonRate([answered(1), answered(1), answered(1), left('abandoned', 9), left('abandoned', 2)]);
    expect(rate).toEqual({ numerator: 1, denominator: 4, bp: 2_500 });
  });

  test('handling time is talk, hold and wrap-up of calls that are wrapped up', () => {
    const done = answered(5, { talkMs: 100_000, holdMs: 20_000, wrapUpMs: 30_000 });
    const open = answered(5, { talkMs: 900_000, wrapUpMs: null });
    expect(averageHandleTimeMs([done, open])).toBe(150_000);
    expect(averageWrapUpMs([done, open])).toBe(30_000);
  });

  test('waiting and the longest wait count ringing calls too', () => {
    const waiting = [
      { ...BASE, state: 'queued' as const },
      { ...BASE, state: 'offered' as const, enteredQueueAt: 900_000 },
      answered(1),
    ];
    expect(waitingNow(waiting)).toBe(2);
    expect(longestWaitSince(waiting)).toBe(900_000);
    expect(longestWaitSince([])).toBe(null);
  });

  test('occupancy cuts stretches exactly at the ends of the interval', () => {
    const spans = [
      { agentId: 'k', state: 'on_call', since: 0, until: 60 },
      { agentId: 'k', state: 'wrapping_up', since: 60, until: 80 },
      { agentId: 'k', state: 'unavailable', since: 80, until: 90 },
      { agentId: 'k', state: 'available', since: 90, until: null },
    ] as const;
    expect(occupancy(spans, { from: 40, to: 130 })).toEqual({ numerator: 40, denominator: 80, bp: 5_000 });
  });

  test('occupancy of adjoining intervals adds up to that of both', () => {
    const span = fc.record({
      agentId: fc.constant('k'),
      state: fc.constantFrom('on_call', 'available', 'ringing'),
      since: fc.integer({ min: 0, max: 500 }),
      until: fc.option(fc.integer({ min: 500, max: 1_000 })),
    });
    fc.assert(
      fc.property(fc.array(span), fc.integer({ min: 0, max: 1_000 }), (spans, cut) => {
        const parts = [occupancy(spans, { from: 0, to: cut }), occupancy(spans, { from: cut, to: 1_000 })];
        const whole = occupancy(spans, { from: 0, to: 1_000 });
        expect(parts.reduce((sum, part) => sum + part.numerator, 0)).toBe(whole.numerator);
        expect(parts.reduce((sum, part) => sum + part.denominator, 0)).toBe(whole.denominator);
      }),
    );
  });

  test('a release counts when it arrived or is overdue, never while its two minutes still run', () => {
    const now = 1_000_000;
    const share = releasesInTime(
      [
        { causedAt: 0, sentAt: 120_000, wasRecalled: false },
        { causedAt: 0, sentAt: 120_001, wasRecalled: false },
        { causedAt: now - 120_001, sentAt: null, wasRecalled: false },
        { causedAt: now - 120_000, sentAt: null, wasRecalled: false },
        { causedAt: 0, sentAt: null, wasRecalled: true },
      ],
      now,
    );
    expect(share).toMatchObject({ numerator: 1, denominator: 3 });
  });

  test('a release is late once nobody has confirmed it for more than two minutes; the oldest says since when', () => {
    const now = 1_000_000;
    const open = [{ causedAt: now - 120_000 }, { causedAt: now - 120_001 }, { causedAt: now - 500_000 }];
    expect(releasesLate(open, now)).toEqual({ count: 2, oldestCausedAt: now - 500_000 });
    expect(releasesLate([{ causedAt: now - 119_999 }], now)).toEqual({ count: 0, oldestCausedAt: null });
  });
});

describe('the definitions', () => {
  test('exist for every figure on a board, in every language, with nothing left empty', () => {
    for (const metric of BOARD_METRICS) expect(KPI_NAMES).toContain(metric);
    for (const name of KPI_NAMES) {
      const { title, formula, counts, notCounted, target } = KPI_DEFINITIONS[name];
      for (const text of [title, formula, counts, notCounted, ...(target === null ? [] : [target])]) {
        for (const language of LANGUAGES) expect(text[language].trim(), `${name} ${language}`).not.toBe('');
      }
    }
  });
});
