/** Whether a dispute still stands between a claim and its payment; the database says the same in `disputes.stands`. */
import type { Dispute } from '../ledger/case-file';
import { isDisputeUnsettled } from './dispute-machine';

export interface DisputeStanding {
  readonly state: Dispute['state'];
  /** True while a credit that was promised has not come. */
  readonly isCreditAwaited: boolean;
}

/** True while nothing of it may be asked for, planned or cut over: it waits for its answer, or for the credit it was promised. */
export function doesDisputeStand({ state, isCreditAwaited }: DisputeStanding): boolean {
  return isDisputeUnsettled(state) || isCreditAwaited;
}

/** The same of a dispute in the case file. */
export function standingOf({ state, detail }: Pick<Dispute, 'state' | 'detail'>): DisputeStanding {
  return { state, isCreditAwaited: (detail?.answer?.creditAwaitedMinor ?? null) !== null };
}
