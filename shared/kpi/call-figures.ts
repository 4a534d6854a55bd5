/** Figures about calls, one pure function each; their definitions in words are in definitions.ts. */
import { ANSWER_TARGET_MS } from '../calls/vocabulary';
import { CALL_FATES, fateOf, waitedMs, type CallFacts, type CallFate } from './call-facts';
import { meanMs, shareOfCounts, type Share } from './share';

/** How other vendors count; ours is the default of each (contact-center.md §5.1). */
export interface ServiceLevelSwitches {
  readonly targetMs: number;
  /** `against`: gave up = not answered in time. `for_if_within`: gave up within the target counts as served (Asterisk, Cisco). */
  readonly abandoned: 'against' | 'ignored' | 'for_if_within';
  readonly shortAbandoned: 'ignored' | 'as_abandoned';
  /** Callbacks and overflow. Connect counts a callback chosen within the target as served. */
  readonly leftOtherwise: 'ignored' | 'against' | 'for_if_within';
}

export const SERVICE_LEVEL_OURS: ServiceLevelSwitches = {
  targetMs: ANSWER_TARGET_MS,
  abandoned: 'against',
  shortAbandoned: 'ignored',
  leftOtherwise: 'ignored',
};

/** How many inbound calls met each fate; `offered` is their sum, at every moment. */
export function countFates(calls: readonly CallFacts[]): Readonly<Record<CallFate | 'offered', number>> {
  const counts: Record<CallFate | 'offered', number> = {
    offered: 0,
    answered: 0,
    abandoned: 0,
    short_abandoned: 0,
    callback_booked: 0,
    overflowed: 0,
    closed_hours: 0,
    failed: 0,
    waiting: 0,
  };
  for (const call of calls) {
    const fate = fateOf(call);
    if (fate !== null) counts[fate] += 1;
  }
  counts.offered = CALL_FATES.reduce((sum, fate) => sum + counts[fate], 0);
  return counts;
}

/** Answered within T: answered ≤ T ÷ (answered + abandoned after more than 5 s), with the switches of other vendors. */
export function answeredInTarget(
  calls: readonly CallFacts[],
  switches: ServiceLevelSwitches = SERVICE_LEVEL_OURS,
): Share {
  let inTime = 0;
  let counted = 0;
  for (const call of calls) {
    const weight = serviceLevelRole(fateOf(call), switches);
    if (weight === 'ignored') continue;
    counted += 1;
    if (weight !== 'against' && waitedMs(call) <= switches.targetMs) inTime += 1;
  }
  return shareOfCounts(inTime, counted);
}

function serviceLevelRole(
  fate: CallFate | null,
  switches: ServiceLevelSwitches,
): 'for_if_within' | 'against' | 'ignored' {
  if (fate === 'answered') return 'for_if_within';
  if (fate === 'abandoned') return switches.abandoned;
  if (fate === 'short_abandoned') return switches.shortAbandoned === 'as_abandoned' ? switches.abandoned : 'ignored';
  if (fate === 'callback_booked' || fate === 'overflowed') return switches.leftOtherwise;
  return 'ignored';
}

/** Mean wait of answered calls, from entering the queue to hearing a person; null without any. */
export function averageSpeedOfAnswerMs(calls: readonly CallFacts[]): number | null {
  return meanMs(calls.filter((call) => fateOf(call) === 'answered').map((call) => waitedMs(call)));
}

/** Abandoned after more than 5 s ÷ (answered + those). */
export function abandonRate(calls: readonly CallFacts[]): Share {
  const counts = countFates(calls);
  return shareOfCounts(counts.abandoned, counts.answered + counts.abandoned);
}

/** Calls that wait for an agent at this moment, ringing and connecting ones included. */
export function waitingNow(calls: readonly CallFacts[]): number {
  return countFates(calls).waiting;
}

/** When the customer who has waited longest entered the queue; null when nobody waits. */
export function longestWaitSince(calls: readonly CallFacts[]): number | null {
  const since = calls.filter((call) => fateOf(call) === 'waiting').flatMap((call) => call.enteredQueueAt ?? []);
  return since.length === 0 ? null : Math.min(...since);
}

/** Mean of talk + hold + wrap-up over calls that were answered, have ended and are wrapped up; null without any. */
export function averageHandleTimeMs(calls: readonly CallFacts[]): number | null {
  return meanMs(finished(calls).map((call) => call.talkMs + call.holdMs + call.wrapUpMs));
}

/** Mean wrap-up time of the same calls; null without any. */
export function averageWrapUpMs(calls: readonly CallFacts[]): number | null {
  return meanMs(finished(calls).map((call) => call.wrapUpMs));
}

function finished(calls: readonly CallFacts[]): readonly (CallFacts & { readonly wrapUpMs: number })[] {
  return calls.flatMap((call) =>
    call.answeredAt !== null && call.endedAt !== null && call.wrapUpMs !== null
      ? [{ ...call, wrapUpMs: call.wrapUpMs }]
      : [],
  );
}
