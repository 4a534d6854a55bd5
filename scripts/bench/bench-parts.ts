/** What is measured beside the traffic: each on a house of its own, in real time, one thing after the other. */
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { hashPassword } from '../../server/platform/auth/sessions';
import type { Knex } from 'knex';
import { openFloor } from '../simulate/run-simulation';
import { gatherCrowd, type Crowd, type KnownCaller } from '../simulate/crowd';
import type { House } from '../simulate/house';
import { Samples } from '../simulate/measures';
import type { SimulationOptions } from '../simulate/options';
import { PhoneLink } from '../simulate/socket-link';
import { measureBoard, measureOffers } from '../simulate/tally';

const LOGIN_HASHES = 20;
const BOARD_READS = 50;
const CALLS_PER_SECOND = 10;
const RUSH_SECONDS = 20;
/** People of the bench answer and talk this many times as fast as real ones, so that calls turn over within the rush. */
const SPEED = 30;
const REST_MS = 25_000;

export interface BenchRow {
  readonly label: string;
  readonly samples: Samples;
}

/** How long one password check keeps a thread busy, one at a time. */
export async function benchLoginHash(): Promise<BenchRow> {
  const samples = new Samples();
  for (let nr = 0; nr < LOGIN_HASHES; nr++) {
    const since = performance.now();
    // One after the other: together they would measure the cores, not the hash.
    // oxlint-disable-next-line no-await-in-loop
    await hashPassword(`bench ${nr}`);
    samples.add(performance.now() - since);
  }
  return { label: 'login hash', samples };
}

/** Opening the board counts it anew: the whole question and answer at a lead's screen. */
async function benchBoard(ask: () => Promise<unknown>): Promise<BenchRow> {
  const samples = new Samples();
  for (let nr = 0; nr < BOARD_READS; nr++) {
    const since = performance.now();
    // oxlint-disable-next-line no-await-in-loop
    await ask();
    samples.add(performance.now() - since);
  }
  return { label: 'board counted anew and read', samples };
}

/** Calls from different customers at an even pace; each waits until somebody has talked to them and hung up. */
async function rush(house: House, callers: readonly KnownCaller[]): Promise<void> {
  const links: PhoneLink[] = [];
  const total = CALLS_PER_SECOND * RUSH_SECONDS;
  const since = Date.now();
  const dials: Promise<void>[] = [];
  for (let nr = 0; nr < total; nr++) {
    const caller = callers[nr % callers.length];
    if (caller === undefined) break;
    const link = new PhoneLink({ url: house.url, seat: nr });
    links.push(link);
    dials.push(dialOnce(house, link, caller));
    // oxlint-disable-next-line no-await-in-loop
    await sleep(Math.max(0, since + ((nr + 1) * 1_000) / CALLS_PER_SECOND - Date.now()));
  }
  await Promise.all(dials);
  await sleep(REST_MS);
  for (const link of links) link.close();
}

async function dialOnce(house: House, link: PhoneLink, caller: KnownCaller): Promise<void> {
  if (!link.socket.connected) await new Promise<void>((resolve) => link.socket.once('connect', () => resolve()));
  const sdpOffer = `bench ${randomUUID()}`;
  const wish = { fromNumber: caller.phone, toNumber: caller.creditorPhone, sdpOffer };
  const answer = await link.askJustOnce('phone:dial', wish);
  if (answer?.ok === true) house.media.connect(sdpOffer);
}

/** One caller per customer, so that the screen pops are those of different files. */
function spread(crowd: Crowd): KnownCaller[] {
  const byPhone = new Map(crowd.callers.map((caller) => [caller.phone, caller]));
  return [...byPhone.values()];
}

async function countCustomers(db: Knex, since: number): Promise<number> {
  const row = await db('identity_gates')
    .where('opened_at', '>=', new Date(since))
    .countDistinct<{ count: bigint }[]>('customer_id as count')
    .first();
  return Number(row?.count ?? 0n);
}

/** Many agents, ten calls a second: what a floor at its busiest meets. */
export async function benchFloor(house: House, agents: number): Promise<BenchRow[]> {
  const crowd = await gatherCrowd(house.db, agents);
  const options: SimulationOptions = { agents, callsPerHour: 1, minutes: 1, speed: SPEED, seed: 1, kills: 0 };
  const floor = await openFloor(house, crowd, options);
  try {
    const since = Date.now();
    const board = await benchBoard(() => floor.board.compare());
    await rush(house, spread(crowd));
    const { log, outages } = floor;
    return [
      {
        label: `both ready → offer, ${agents} agents, ${CALLS_PER_SECOND}/s`,
        samples: await measureOffers(house.db, log, outages),
      },
      { label: 'accept → talking', samples: log.acceptToTalk },
      { label: `tick → pop, ${await countCustomers(house.db, since)} customers`, samples: log.verifyToPop },
      {
        label: 'answered → on the board',
        samples: await measureBoard(house.db, { board: floor.board, since, outages }),
      },
      board,
    ];
  } finally {
    floor.close();
  }
}
