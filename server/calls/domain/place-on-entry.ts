/** A caller who gave up and calls again within this time gets the old place back. */
export const RETURN_PLACE_WINDOW_MS = 300_000;

/** A call the same customer gave up in the queue; times are epoch ms. */
export interface GivenUp {
  readonly callId: string;
  readonly placeSince: number;
  readonly abandonedAt: number;
}

/**
 * The call whose place in line the new one takes over: the caller's latest, given up in the queue within
 * {@link RETURN_PLACE_WINDOW_MS}; else null. The waiting time of the new call counts from its own entry; only its place is older.
 */
export function placeGivenBack(now: number, lastGivenUp: GivenUp | null): GivenUp | null {
  if (lastGivenUp === null || now - lastGivenUp.abandonedAt > RETURN_PLACE_WINDOW_MS) return null;
  return lastGivenUp;
}
