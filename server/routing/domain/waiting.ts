/** What routing knows of waiting calls and free agents, and in which order calls are served. Times are epoch ms. */
import type { AgentSkill, Skill } from '../../../shared/agents/vocabulary';
import type { Id } from '../../../shared/ids/ids';

/** Each second of waiting is worth one point, unless the queue says more. */
export const AGEING_PER_SECOND = 1;
/** An agent who rejected a call is not rung for it again this soon (FreeSWITCH: reject-delay 10 s). */
export const REJECT_DELAY_MS = 10_000;

export interface RequiredSkill extends Skill {
  readonly minLevel: number;
}

export interface WaitingCall {
  readonly callId: Id<'call'>;
  readonly queueId: Id<'queue'>;
  readonly creditorId: Id<'creditor'>;
  /** 1 is served first; a smaller number always beats any waiting time. */
  readonly priority: number;
  /** The place in line: first entry into the queue, or that of the call the customer gave up shortly before. */
  readonly placeSince: number;
  readonly requiredSkills: readonly RequiredSkill[];
  /** Points the call starts with, for example for a caller who is called back late. */
  readonly baseScore?: number;
  /** Points per second of waiting; {@link AGEING_PER_SECOND} when left out. */
  readonly ageingPerSecond?: number;
  /** Not offered before it has waited this long: calls of a queue these agents only help out with. */
  readonly delayMs?: number;
  /** The customer was talking when the agent was lost: served before everybody. */
  readonly isInterrupted?: boolean;
  /** Rung first; nobody else is rung before `exclusiveUntil`. */
  readonly sticky?: { readonly agentId: Id<'agent'>; readonly exclusiveUntil: number };
  /** Agents who rejected or missed it, and until when they are not rung for it again. */
  readonly notFor?: readonly { readonly agentId: Id<'agent'>; readonly until: number }[];
}

export interface FreeAgent {
  readonly agentId: Id<'agent'>;
  readonly availableSince: number;
  readonly skills: readonly AgentSkill[];
  /** Creditors this agent may see; never widened. */
  readonly creditorScope: 'all' | readonly Id<'creditor'>[];
}

/** Why a call stands where it stands; kept with the offer as proof. */
export interface OrderKey {
  readonly isInterrupted: boolean;
  readonly priority: number;
  readonly score: number;
  readonly placeSince: number;
}

/** The order key of a call at `now`: score = base + seconds waited × weight of the queue. */
export function orderKey(call: WaitingCall, now: number): OrderKey {
  const waitedSeconds = Math.max(0, now - call.placeSince) / 1_000;
  return {
    isInterrupted: call.isInterrupted ?? false,
    priority: call.priority,
    score: (call.baseScore ?? 0) + waitedSeconds * (call.ageingPerSecond ?? AGEING_PER_SECOND),
    placeSince: call.placeSince,
  };
}

/**
 * Calls in the order in which they are served at `now`: interrupted conversations, then priority, then score, then the
 * older place, then the id (so that two servers decide the same).
 */
export function inServingOrder(calls: readonly WaitingCall[], now: number): readonly WaitingCall[] {
  const keyed = calls.map((call) => ({ call, key: orderKey(call, now) }));
  keyed.sort(
    (a, b) =>
      Number(b.key.isInterrupted) - Number(a.key.isInterrupted) ||
      a.key.priority - b.key.priority ||
      b.key.score - a.key.score ||
      a.key.placeSince - b.key.placeSince ||
      (a.call.callId < b.call.callId ? -1 : 1),
  );
  return keyed.map(({ call }) => call);
}
