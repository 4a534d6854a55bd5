/** A run from the first agent at work to the last call ended, and everything measured on the way. */
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { AgentDriver } from './agent-driver';
import { BoardWatcher } from './board-watcher';
import { CallerDriver } from './caller-driver';
import { checkConservation, InvariantWatch, type Check } from './checks';
import { gatherCrowd, type Crowd } from './crowd';
import type { House } from './house';
import { Outages, type Samples } from './measures';
import type { SimulationOptions } from './options';
import { RunLog } from './run-log';
import { countService, measureBoard, measureOffers, readCalls, type Service } from './tally';
import { planCalls, randomFor, type PlannedCall } from './traffic';

const MS_PER_MINUTE = 60_000;
const NS_PER_MS = 1e6;
/** The measuring timer's own step, which it counts as delay. */
const LAG_RESOLUTION_MS = 5;
const LOOK_EVERY_MS = 10_000;
const AT_WORK_TIMEOUT_MS = 90_000;
const SETTLE_POLL_MS = 250;
const SAY_EVERY_MS = 10_000;
/** A phone whose dial was lost in a crash is ended by the carrier after 30 s; wrap-ups end by themselves after 60 s. */
const SETTLE_TIMEOUT_MS = 120_000;
const HANG_UP_AFTER_MS = 30_000;
const SLACK_MS = 60_000;
/** How late a board is, is measured; that it gets there at all, is checked. */
const BOARD_TIMEOUT_MS = 60_000;
const KILL_FROM = 0.1;
const KILL_UNTIL = 0.9;

export interface SimulationResult {
  readonly options: SimulationOptions;
  readonly service: Service;
  readonly offerLatency: Samples;
  readonly acceptToTalk: Samples;
  readonly verifyToPop: Samples;
  readonly boardLatency: Samples;
  readonly ownLagP99Ms: number;
  readonly checks: readonly Check[];
  readonly invariantRounds: number;
  readonly refused: ReturnType<RunLog['listRefused']>;
  readonly lostDials: number;
  readonly kills: number;
  readonly outageMs: number;
  readonly realSeconds: number;
  readonly serverErrors: ReadonlyMap<string, number>;
}

export interface Floor {
  readonly agents: readonly AgentDriver[];
  readonly board: BoardWatcher;
  readonly log: RunLog;
  readonly outages: Outages;
  close(): void;
}

/** Brings everybody to work; resolves when all agents are free and the board is seen. */
export async function openFloor(house: House, crowd: Crowd, options: SimulationOptions): Promise<Floor> {
  const log = new RunLog(options.kills > 0);
  const outages = new Outages();
  const { url, media } = house;
  const { speed, seed } = options;
  const agents = crowd.agents.map(
    (person, seat) =>
      new AgentDriver({ url, seat, person, random: randomFor(seed, seat + 1), speed, media, log, outages }),
  );
  const board = new BoardWatcher(url, crowd.lead);
  const close = (): void => {
    for (const agent of agents) agent.close();
    board.close();
  };
  for (const agent of agents) void agent.start();
  const areReady = (): boolean => board.isReady && agents.every((agent) => agent.state === 'available');
  if (!(await until(areReady, AT_WORK_TIMEOUT_MS))) {
    close();
    const refusals = log.listRefused().map((one) => `${one.command}: ${one.code} × ${one.count}`);
    throw new Error(`Not every agent became available within ${AT_WORK_TIMEOUT_MS / 1_000} s.\n${refusals.join('\n')}`);
  }
  return { agents, board, log, outages, close };
}

/** A run that takes longer than this is stuck. */
export function longestRunMs(options: SimulationOptions): number {
  const trafficMs = (options.minutes * MS_PER_MINUTE) / options.speed;
  return AT_WORK_TIMEOUT_MS + trafficMs + HANG_UP_AFTER_MS + SETTLE_TIMEOUT_MS + (1 + options.kills) * SLACK_MS;
}

/** Runs the traffic against an open house. Ends by itself; `stopping` ends it earlier. */
export async function runSimulation(
  house: House,
  options: SimulationOptions,
  watch: { say: (line: string) => void; stopping: AbortSignal },
): Promise<SimulationResult> {
  const crowd = await gatherCrowd(house.db, options.agents);
  const calls = planCalls(options, crowd);
  const floor = await openFloor(house, crowd, options);
  const lag = monitorEventLoopDelay({ resolution: LAG_RESOLUTION_MS });
  lag.enable();
  const since = Date.now();
  const invariants = new InvariantWatch(house.db);
  try {
    watch.say(`${crowd.agents.length} agents are at work, ${calls.length} callers will dial`);
    const runMs = (options.minutes * MS_PER_MINUTE) / options.speed;
    const ending = new AbortController();
    const stopping = AbortSignal.any([watch.stopping, ending.signal]);
    const looking = lookNowAndThen(invariants, stopping);
    const killing = killNowAndThen({ house, options, floor, invariants, runMs, since, stopping, say: watch.say });
    await Promise.all([drive({ house, options, floor, since, runMs, stopping: watch.stopping }, calls), killing]);
    watch.stopping.throwIfAborted();
    watch.say('the hour is over; waiting for the last calls to end');
    const busyAgents = await settle(floor, house, watch.say);
    ending.abort();
    await looking;
    await invariants.look();
    await Promise.all(floor.agents.map((agent) => agent.leave()));
    const boards = await whenBoardIsThere(floor, house, since);
    await invariants.look();
    lag.disable();
    const { log, outages } = floor;
    const conserved = await checkConservation({ db: house.db, since, log, boards, busyAgents });
    return {
      options,
      service: countService(await readCalls(house.db, since), options.speed),
      offerLatency: await measureOffers(house.db, log, outages),
      acceptToTalk: log.acceptToTalk,
      verifyToPop: log.verifyToPop,
      boardLatency: await measureBoard(house.db, { board: floor.board, since, outages }),
      ownLagP99Ms: Math.max(0, lag.percentile(99) / NS_PER_MS - LAG_RESOLUTION_MS),
      checks: [...invariants.results(), ...conserved],
      invariantRounds: invariants.rounds,
      refused: log.listRefused(),
      lostDials: log.lostDials,
      kills: options.kills,
      outageMs: outages.totalMs,
      realSeconds: (Date.now() - since) / 1_000,
      serverErrors: house.serverErrors(),
    };
  } finally {
    floor.close();
  }
}

async function until(claim: () => boolean | Promise<boolean>, timeoutMs: number): Promise<boolean> {
  const deadline = Date.now() + timeoutMs;
  // Asked again and again: that is what waiting is.
  // oxlint-disable-next-line no-await-in-loop
  while (!(await claim())) {
    if (Date.now() > deadline) return false;
    // oxlint-disable-next-line no-await-in-loop
    await sleep(SETTLE_POLL_MS);
  }
  return true;
}

/** Waits; comes back early and quietly when the run is stopped. */
async function pause(ms: number, stopping: AbortSignal): Promise<void> {
  if (ms > 0) await sleep(ms, undefined, { signal: stopping }).catch(() => undefined);
}

async function lookNowAndThen(invariants: InvariantWatch, stopping: AbortSignal): Promise<void> {
  while (!stopping.aborted) {
    // oxlint-disable-next-line no-await-in-loop
    await pause(LOOK_EVERY_MS, stopping);
    // oxlint-disable-next-line no-await-in-loop
    if (!stopping.aborted) await invariants.look();
  }
}

interface Course {
  readonly house: House;
  readonly options: SimulationOptions;
  readonly floor: Floor;
  readonly since: number;
  readonly runMs: number;
  readonly stopping: AbortSignal;
}

/** Lets every planned call happen at its moment, and those who gave up and are stubborn call again. */
async function drive(course: Course, calls: readonly PlannedCall[]): Promise<void> {
  const { options, since, stopping } = course;
  const { speed } = options;
  const talking = new Set<CallerDriver>();
  const lives: Promise<void>[] = [];
  let nextNr = calls.length;
  const live = async (planned: PlannedCall): Promise<void> => {
    const caller = new CallerDriver(planned, { ...course.house, speed, log: course.floor.log });
    talking.add(caller);
    const { didGiveUp } = await caller.run();
    talking.delete(caller);
    const { returnsAfterMs } = planned;
    if (!didGiveUp || returnsAfterMs === null) return;
    await pause(returnsAfterMs / speed, stopping);
    if (stopping.aborted || Date.now() - since > course.runMs) return;
    nextNr += 1;
    await live({ ...planned, nr: nextNr, returnsAfterMs: null, patienceMs: planned.patienceMs * 2 });
  };
  for (const planned of calls) {
    // oxlint-disable-next-line no-await-in-loop
    await pause(since + planned.at / speed - Date.now(), stopping);
    if (stopping.aborted) break;
    lives.push(live(planned));
  }
  const forced = setTimeout(() => {
    for (const caller of talking) caller.giveUp();
  }, HANG_UP_AFTER_MS);
  if (stopping.aborted) for (const caller of talking) caller.giveUp();
  await Promise.all(lives);
  clearTimeout(forced);
}

/** Ends the server at seeded moments with kill -9 and starts it again; the invariants are looked at while it is dead. */
async function killNowAndThen(
  course: Course & { invariants: InvariantWatch; say: (line: string) => void },
): Promise<void> {
  const { house, options, floor, runMs, since, stopping } = course;
  const random = randomFor(options.seed, -1);
  const moments = Array.from({ length: options.kills }, () => KILL_FROM + random.next() * (KILL_UNTIL - KILL_FROM));
  for (const moment of moments.sort((a, b) => a - b)) {
    // oxlint-disable-next-line no-await-in-loop
    await pause(since + moment * runMs - Date.now(), stopping);
    if (stopping.aborted) return;
    const from = Date.now();
    // oxlint-disable-next-line no-await-in-loop
    await house.killServer();
    // oxlint-disable-next-line no-await-in-loop
    await course.invariants.look();
    // oxlint-disable-next-line no-await-in-loop
    await house.restartServer();
    floor.outages.add(from, Date.now());
    course.say(`the server was killed and served again after ${Date.now() - from} ms`);
  }
}

/** The boards of the beginning and the end, the latter when it shows all calls or has had time enough. */
async function whenBoardIsThere(floor: Floor, house: House, since: number): ReturnType<BoardWatcher['compare']> {
  const { length } = await readCalls(house.db, since);
  const showsAll = async (): Promise<boolean> => {
    const { first, last } = await floor.board.compare();
    return last.offered - first.offered === length;
  };
  await until(showsAll, BOARD_TIMEOUT_MS);
  return floor.board.compare();
}

/** What is not over yet, as `state × count`. */
async function stillGoingOn(db: House['db']): Promise<string[]> {
  const answer = await db.raw<{ rows: { state: string; count: number }[] }>(
    `select state, count(*)::int as count from (
       select state from calls where ended_at is null
       union all select 'wrapping up' from wrap_ups where state = 'open') as alive
     group by state order by state`,
  );
  return answer.rows.map((row) => `${row.state} × ${row.count}`);
}

/** Waits until nobody talks or wraps up; returns who still does when that takes too long. */
async function settle(floor: Floor, house: House, say: (line: string) => void): Promise<string[]> {
  for (const agent of floor.agents) agent.stopSoon();
  let saidAt = Date.now();
  const isQuiet = async (): Promise<boolean> => {
    const alive = await stillGoingOn(house.db);
    if (alive.length > 0 && Date.now() - saidAt > SAY_EVERY_MS) {
      saidAt = Date.now();
      say(`still going on: ${alive.join(', ')}`);
    }
    return alive.length === 0;
  };
  await until(isQuiet, SETTLE_TIMEOUT_MS);
  const rows = await house
    .db('agents')
    .whereIn('state', ['ringing', 'on_call', 'wrapping_up'])
    .select<{ id: string; state: string }[]>('id', 'state');
  return rows.map((row) => `${row.id} is ${row.state}`);
}
