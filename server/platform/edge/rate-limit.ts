/** How fast one person may ask, by the weight of what is asked. Bursts up to the bucket, then the rate. */
export const RATE_CLASSES = {
  /** Answer, hang up, hold: never in the way of a quick hand, but not a flood. */
  control: { perSecond: 20, burst: 60 },
  read: { perSecond: 20, burst: 60 },
  write: { perSecond: 5, burst: 20 },
  /** Reading one person after the other, in and out of calls. */
  person: { perSecond: 2, burst: 20 },
  /** Systems of creditors: many single changes in a row, or some bulk requests. */
  machine: { perSecond: 50, burst: 200 },
  /** Logins and dialling from outside, per address. */
  door: { perSecond: 1, burst: 20 },
  /** Looking for people: each answer shows up to twenty, so it is slow enough that nobody walks through the register. */
  search: { perSecond: 0.2, burst: 30 },
  /** Everything that comes from one address, before it is known who asks: an office of 1,000 workstations may come at once. */
  arrival: { perSecond: 400, burst: 2_000 },
} as const;

export type RateClass = keyof typeof RATE_CLASSES;

const BUCKETS_MAX = 20_000;

interface Bucket {
  tokens: number;
  at: number;
}

/** Token buckets by key and class. In memory: a restart forgives, which is right for a limit against floods. */
export class RateLimiter {
  private readonly buckets = new Map<string, Bucket>();

  /** Takes one token; false when there is none left. */
  take(key: string, rate: RateClass, nowMs: number): boolean {
    const { perSecond, burst } = RATE_CLASSES[rate];
    const name = `${rate}:${key}`;
    const bucket = this.buckets.get(name) ?? { tokens: burst, at: nowMs };
    const tokens = Math.min(burst, bucket.tokens + ((nowMs - bucket.at) / 1_000) * perSecond);
    if (tokens < 1) {
      this.put(name, { tokens, at: nowMs });
      return false;
    }
    this.put(name, { tokens: tokens - 1, at: nowMs });
    return true;
  }

  /** Keeps the buckets in order of use; of too many the one that rested longest goes, which has most likely filled up again. */
  private put(name: string, bucket: Bucket): void {
    this.buckets.delete(name);
    const [longestAtRest] = this.buckets.keys();
    if (this.buckets.size >= BUCKETS_MAX && longestAtRest !== undefined) this.buckets.delete(longestAtRest);
    this.buckets.set(name, bucket);
  }
}
