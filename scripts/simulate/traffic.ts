import { DemoRandom } from '../../server/demo-world/random';
import type { Crowd } from './crowd';
import type { SimulationOptions } from './options';

const MS_PER_HOUR = 3_600_000;
const MS_PER_MINUTE = 60_000;
const UNKNOWN_NUMBER_SHARE = 0.08;
/** How long callers wait before they give up; measured means lie between two and four minutes (contact-centre literature). */
const PATIENCE_MEAN_MS = 180_000;
const ENDS_IT_SHARE = 0.4;
const CALLER_TALK_LEAST_MS = 20_000;
const CALLER_TALK_MEAN_MS = 240_000;
const CLOSES_PAGE_SHARE = 0.3;
const RETURNS_SHARE = 0.35;
const RETURN_MEAN_MS = 60_000;
const SEED_STEP = 7_919;

/** One call as it is planned; all times in ms of the people, from the beginning of the run. */
export interface PlannedCall {
  readonly nr: number;
  readonly at: number;
  readonly fromNumber: string;
  readonly toNumber: string;
  readonly patienceMs: number;
  /** When the caller says goodbye, counted from the first word; null when they leave it to the agent. */
  readonly talkMs: number | null;
  /** They close the page instead of pressing the button. */
  readonly closesPage: boolean;
  /** How long after giving up they call again; null when they do not. */
  readonly returnsAfterMs: number | null;
}

/** A stream of randomness of its own for each purpose, so that one more agent does not change who calls when. */
export function randomFor(seed: number, purpose: number): DemoRandom {
  return new DemoRandom(seed * SEED_STEP + purpose);
}

/** Arrivals of a Poisson process. The same seed and world give the same callers at the same moments. */
export function planCalls(options: SimulationOptions, crowd: Pick<Crowd, 'callers' | 'creditorPhones'>): PlannedCall[] {
  const random = randomFor(options.seed, 0);
  const meanGapMs = MS_PER_HOUR / options.callsPerHour;
  const untilMs = options.minutes * MS_PER_MINUTE;
  const calls: PlannedCall[] = [];
  for (let at = random.exponential(meanGapMs); at < untilMs; at += random.exponential(meanGapMs)) {
    calls.push(planCall(random, crowd, { nr: calls.length, at }));
  }
  return calls;
}

function planCall(
  random: DemoRandom,
  crowd: Pick<Crowd, 'callers' | 'creditorPhones'>,
  when: { nr: number; at: number },
): PlannedCall {
  const isUnknown = random.chance(UNKNOWN_NUMBER_SHARE);
  const known = random.pick(crowd.callers);
  const stranger = `+4799${String(random.int(0, 999_999)).padStart(6, '0')}`;
  return {
    ...when,
    fromNumber: isUnknown ? stranger : known.phone,
    toNumber: isUnknown ? random.pick(crowd.creditorPhones) : known.creditorPhone,
    patienceMs: random.exponential(PATIENCE_MEAN_MS),
    talkMs: random.chance(ENDS_IT_SHARE) ? CALLER_TALK_LEAST_MS + random.exponential(CALLER_TALK_MEAN_MS) : null,
    closesPage: random.chance(CLOSES_PAGE_SHARE),
    returnsAfterMs: random.chance(RETURNS_SHARE) ? random.exponential(RETURN_MEAN_MS) : null,
  };
}
