import type { BoardWire } from '../../../app/state/board';
import { idOf } from '../../../testing/wire';

const share = (numerator: number, denominator: number) => ({
  numerator,
  denominator,
  bp: denominator === 0 ? null : Math.round((numerator * 10_000) / denominator),
});

const name = (text: string) => ({ nb: text, sv: text, fi: text, en: text });

/** A plausible morning: 60 offered, one of them waiting for half a minute. */
export function boardWire(at: number, change: Partial<BoardWire> = {}): BoardWire {
  return {
    at,
    since: at - 4 * 3_600_000,
    waiting: 1,
    longestWaitSince: at - 42_000,
    answeredInTarget: share(50, 58),
    answeredInTarget30Min: share(10, 10),
    averageSpeedOfAnswerMs: 14_000,
    averageHandleTimeMs: 225_000,
    offered: 60,
    answered: 54,
    abandoned: 4,
    shortAbandoned: 1,
    abandonRate: share(4, 58),
    otherEnds: 0,
    plansMade: 12,
    disputesOpened: 3,
    releasesInTime: share(7, 7),
    releasesLate: { count: 0, oldestCausedAt: null },
    fcr: {
      windowDays: 7,
      measured: share(170, 200),
      declared: share(230, 250),
      provisional: 41,
      byReason: [
        { key: 'paid_already', label: null, measured: share(90, 120), declared: share(136, 150), provisional: 30 },
        { key: 'fees', label: null, measured: share(8, 10), declared: share(9, 10), provisional: 0 },
      ],
      byCreditor: [
        {
          key: idOf('creditor'),
          label: name('Nordvidde Nett AS'),
          measured: share(98, 130),
          declared: share(145, 160),
          provisional: 30,
        },
      ],
    },
    queues: [
      {
        queueId: idOf('queue'),
        name: name('Nordvidde Nett AS'),
        waiting: 1,
        longestWaitSince: at - 42_000,
        answeredInTarget: share(50, 58),
        abandoned: 4,
        agentsAvailable: 0,
      },
    ],
    agents: [
      {
        agentId: idOf('agent', 1),
        name: 'Anders Kvamsø',
        state: 'on_call',
        reason: null,
        since: at - 130_000,
        callsToday: 9,
      },
      {
        agentId: idOf('agent', 2),
        name: 'Berit Høgås',
        state: 'unavailable',
        reason: 'lunch',
        since: at - 600_000,
        callsToday: 7,
      },
      {
        agentId: idOf('agent', 3),
        name: 'Outi Varjonen',
        state: 'offline',
        reason: null,
        since: at - 9_000_000,
        callsToday: 0,
      },
    ],
    agentsByState: { offline: 1, available: 0, unavailable: 1, ringing: 0, on_call: 1, wrapping_up: 0 },
    ...change,
  };
}
