import type { CallAction, Outcome, Reason } from '../../shared/calls/vocabulary';
import type { Language } from '../../shared/lang/languages';
import { startOfFloorDay } from '../../shared/kpi';
import { isPublicHoliday } from '../../shared/time/holidays';
import { weekdayOf } from '../../shared/time/dates';
import { instantAt } from '../../shared/time/zones';
import type { SeededAccount } from './demo-account';
import { addCall, type CallWish } from './demo-call';
import type { SeededAgent } from './demo-logins';
import type { DemoSound } from './demo-recordings';
import type { DemoWorld } from './demo-world';

const DAYS = 30;
const CALLS_ON_WEEKDAY = 62;
const CALLS_ON_SATURDAY = 14;
const OPENS_MINUTE = 8 * 60;
const CLOSES_MINUTE = 20 * 60;
/** Today's calls fall into the last hours before now, so that today's board is never empty. */
const TODAY_BACK_MS = 9 * 3_600_000;
const TODAY_QUIET_MS = 4 * 60_000;
const DAY_MS = 86_400_000;

interface Motive {
  readonly reason: Reason;
  readonly weight: number;
  readonly outcomes: readonly (readonly [Outcome, number])[];
  /** How often the customer calls again about the same: what FCR measures. */
  readonly repeats: number;
}

const MOTIVES: readonly Motive[] = [
  {
    reason: 'paid_already',
    weight: 22,
    outcomes: [
      ['payment_explained', 8],
      ['question_answered', 2],
    ],
    repeats: 0.06,
  },
  {
    reason: 'instalments',
    weight: 20,
    outcomes: [
      ['plan_agreed', 8],
      ['promise_to_pay', 2],
    ],
    repeats: 0.07,
  },
  {
    reason: 'invoice_not_received',
    weight: 14,
    outcomes: [['invoice_resent', 1]],
    repeats: 0.13,
  },
  { reason: 'money_on_the_way', weight: 13, outcomes: [['hold_placed', 1]], repeats: 0.09 },
  {
    reason: 'price',
    weight: 9,
    outcomes: [
      ['question_answered', 3],
      ['referred', 2],
    ],
    repeats: 0.1,
  },
  {
    reason: 'disconnection_warning',
    weight: 7,
    outcomes: [
      ['plan_agreed', 3],
      ['promise_to_pay', 2],
    ],
    repeats: 0.14,
  },
  { reason: 'dispute', weight: 6, outcomes: [['dispute_opened', 1]], repeats: 0.2 },
  {
    reason: 'fees',
    weight: 5,
    outcomes: [
      ['fee_waived', 2],
      ['question_answered', 1],
    ],
    repeats: 0.06,
  },
  {
    reason: 'cannot_pay',
    weight: 4,
    outcomes: [
      ['referred', 2],
      ['not_resolved', 1],
    ],
    repeats: 0.19,
  },
];

interface Repeat {
  readonly account: SeededAccount;
  readonly motive: Motive;
}

/** What an agent does to come to an outcome; outcomes that rest on words alone are not here. */
const ACTION_OF_OUTCOME: Partial<Record<Outcome, CallAction>> = {
  payment_explained: 'payment_explained',
  plan_agreed: 'plan_created',
  invoice_resent: 'invoice_resent',
  hold_placed: 'hold_placed',
  referred: 'referral_given',
  dispute_opened: 'dispute_opened',
  fee_waived: 'fee_waived',
};
/** What each invented conversation is about. */
const REASON_OF_SOUND: Partial<Record<Language, Reason>> = {
  nb: 'paid_already',
  sv: 'invoice_not_received',
  fi: 'instalments',
};
/** So many calls of the last days have a recording to hear. */
const RECORDED_MAX = 9;
const RECORDED_DAYS = 6;

/** How often an agent writes an outcome without having done what it says: what QA looks for. */
const MISMATCH_SHARE = 0.03;

/** Thirty days of calls: arrivals over opening hours, waits, abandons, outcomes, and customers who had to call again. */
export function addHistory(
  world: DemoWorld,
  people: { accounts: readonly SeededAccount[]; agents: readonly SeededAgent[]; sounds: readonly DemoSound[] },
): void {
  const inCollection = people.accounts.filter(({ caseId }) => caseId !== null);
  const due = new Map<number, Repeat[]>();
  const lastCallAt = new Map<string, number>();
  for (let back = DAYS; back >= 0; back--) {
    const times = arrivalTimes(world, back);
    const repeats = due.get(back) ?? [];
    for (const at of times) {
      const repeat = repeats.pop();
      const account = repeat?.account ?? pickQuiet(world, { accounts: inCollection, lastCallAt, at });
      lastCallAt.set(account.id, at);
      const motive =
        repeat?.motive ?? world.random.weighted(MOTIVES.map((candidate) => [candidate, candidate.weight] as const));
      const willRepeat = world.random.chance(motive.repeats);
      const inDays = world.random.int(1, 6);
      if (willRepeat && back - inDays >= 0) {
        const later = due.get(back - inDays) ?? [];
        later.push({ account, motive });
        due.set(back - inDays, later);
      }
      addCall(
        world,
        wishFor(world, {
          at,
          account,
          motive,
          willRepeat,
          agents: people.agents,
          sound: back <= RECORDED_DAYS ? soundFor(world, { account, motive, sounds: people.sounds }) : null,
        }),
      );
    }
  }
}

/** Most people call about one thing and not again for a while; picked anew a few times, so that some still do. */
const QUIET_TRIES = 4;
const QUIET_MS = 8 * DAY_MS;

function pickQuiet(
  world: DemoWorld,
  from: { accounts: readonly SeededAccount[]; lastCallAt: ReadonlyMap<string, number>; at: number },
): SeededAccount {
  let account = world.random.pick(from.accounts);
  for (let attempt = 1; attempt < QUIET_TRIES; attempt++) {
    if (from.at - (from.lastCallAt.get(account.id) ?? 0) > QUIET_MS) return account;
    account = world.random.pick(from.accounts);
  }
  return account;
}

function wishFor(
  world: DemoWorld,
  call: {
    at: number;
    account: SeededAccount;
    motive: Motive;
    willRepeat: boolean;
    agents: readonly SeededAgent[];
    sound: DemoSound | null;
  },
): CallWish {
  const { random } = world;
  const { motive, account } = call;
  const speakers = call.agents.filter(
    (agent) => agent.language === account.creditor.language || agent.language === 'en',
  );
  const isAbandoned = random.chance(0.035);
  const outcome = random.weighted(motive.outcomes);
  const action = ACTION_OF_OUTCOME[outcome];
  const isDone = action !== undefined && !random.chance(MISMATCH_SHARE);
  return {
    at: call.at,
    account,
    agent: random.pick(speakers),
    waitMs: isAbandoned ? random.int(3_000, 95_000) : Math.round(Math.min(random.exponential(9_500), 140_000)),
    isAbandoned,
    sound: call.sound,
    talkMs: call.sound?.durationMs ?? Math.round(70_000 + random.exponential(150_000)),
    wrapUpMs: random.int(6_000, 38_000),
    reason: motive.reason,
    outcome,
    // Agents are hopeful: half of those who will call again were declared resolved.
    isResolved:
      outcome !== 'dispute_opened' && outcome !== 'not_resolved' && random.chance(call.willRepeat ? 0.6 : 0.985),
    isUnclassified: random.chance(0.012),
    actions: ['identity_verified', ...(isDone ? [action] : [])],
  };
}

function soundFor(
  world: DemoWorld,
  call: { account: SeededAccount; motive: Motive; sounds: readonly DemoSound[] },
): DemoSound | null {
  if (world.recordings.length >= RECORDED_MAX) return null;
  const { language } = call.account.customer;
  if (REASON_OF_SOUND[language] !== call.motive.reason || world.random.chance(0.5)) return null;
  return call.sounds.find((sound) => sound.language === language) ?? null;
}

function arrivalTimes(world: DemoWorld, back: number): number[] {
  if (back === 0) return todaysTimes(world);
  const day = world.day(-back);
  const weekday = weekdayOf(day);
  if (weekday === 7 || isPublicHoliday(day, 'NO')) return [];
  const count = weekday === 6 ? CALLS_ON_SATURDAY : CALLS_ON_WEEKDAY + world.random.int(-8, 8);
  return Array.from(
    { length: count },
    () =>
      instantAt(day, 0, 'NO') +
      Math.floor((OPENS_MINUTE + world.random.next() * (CLOSES_MINUTE - OPENS_MINUTE)) * 60_000),
  ).sort((a, b) => a - b);
}

function todaysTimes(world: DemoWorld): number[] {
  const from = Math.max(startOfFloorDay(world.nowMs, 'NO'), world.nowMs - TODAY_BACK_MS);
  const until = world.nowMs - TODAY_QUIET_MS * 4;
  if (until <= from) return [];
  const count = Math.round(CALLS_ON_WEEKDAY * Math.min(1, (until - from) / TODAY_BACK_MS));
  return Array.from({ length: count }, () => from + Math.floor(world.random.next() * (until - from)))
    .filter((at) => at < world.nowMs - TODAY_QUIET_MS && at > world.nowMs - DAY_MS)
    .sort((a, b) => a - b);
}
