/**
 * Who is rung for whom. Pure: the same calls, agents and time always give the same pairs, on every server.
 *
 * Calls are seated in serving order. A call with no free agent left may make an earlier call change to another agent who
 * can take it too; an earlier call is never unseated. So the set of calls served is the best possible for the order: no
 * call waits while an agent who could take it is idle or takes a later call.
 */
import { fitOf, mayTake } from './eligibility';
import { inServingOrder, orderKey, type FreeAgent, type OrderKey, type WaitingCall } from './waiting';

/**
 * Agents whose idle times differ by less than this count as equally idle, and the better skilled one is rung. Longer
 * would feed the experts all day while others sit idle; shorter would let a second of luck decide who helps the customer.
 */
export const IDLE_TIE_MS = 5_000;

export interface Match {
  readonly call: WaitingCall;
  readonly agent: FreeAgent;
  readonly orderKey: OrderKey;
}

interface Seats {
  readonly candidates: ReadonlyMap<WaitingCall, readonly FreeAgent[]>;
  readonly callOf: Map<FreeAgent, WaitingCall>;
}

/** The pairs to ring at `now`, in serving order; no call and no agent twice. */
export function matchCalls(calls: readonly WaitingCall[], agents: readonly FreeAgent[], now: number): readonly Match[] {
  const ordered = inServingOrder(calls, now);
  const candidates = new Map(ordered.map((call) => [call, byPreference(call, agents, now)]));
  const seats: Seats = { candidates, callOf: new Map() };
  for (const call of ordered) seat(call, seats, new Set());
  const agentOf = new Map([...seats.callOf].map(([agent, call]) => [call, agent]));
  return ordered.flatMap((call) => {
    const agent = agentOf.get(call);
    return agent === undefined ? [] : [{ call, agent, orderKey: orderKey(call, now) }];
  });
}

/** Finds an agent for the call, moving earlier calls to other agents where that frees one; false when there is none. */
function seat(call: WaitingCall, seats: Seats, tried: Set<FreeAgent>): boolean {
  const candidates = seats.candidates.get(call) ?? [];
  const free = candidates.find((agent) => !seats.callOf.has(agent));
  if (free !== undefined) {
    seats.callOf.set(free, call);
    return true;
  }
  for (const agent of candidates) {
    if (tried.has(agent)) continue;
    tried.add(agent);
    const seated = seats.callOf.get(agent);
    if (seated === undefined || seated.sticky?.agentId === agent.agentId) continue;
    if (seat(seated, seats, tried)) {
      seats.callOf.set(agent, call);
      return true;
    }
  }
  return false;
}

/** Agents who may take the call: the sticky one, then the longest idle, better skills only between equally idle ones. */
function byPreference(call: WaitingCall, agents: readonly FreeAgent[], now: number): readonly FreeAgent[] {
  const waiting = agents.filter((agent) => mayTake(agent, call, now)).sort(longestIdleFirst);
  const ordered: FreeAgent[] = [];
  for (let start = 0; start < waiting.length;) {
    const longestIdle = waiting[start];
    if (longestIdle === undefined) break;
    let end = start;
    while ((waiting[end]?.availableSince ?? Infinity) < longestIdle.availableSince + IDLE_TIE_MS) end += 1;
    ordered.push(
      ...waiting.slice(start, end).sort((a, b) => fitOf(b, call) - fitOf(a, call) || longestIdleFirst(a, b)),
    );
    start = end;
  }
  const sticky = ordered.find((agent) => agent.agentId === call.sticky?.agentId);
  return sticky === undefined ? ordered : [sticky, ...ordered.filter((agent) => agent !== sticky)];
}

function longestIdleFirst(a: FreeAgent, b: FreeAgent): number {
  return a.availableSince - b.availableSince || (a.agentId < b.agentId ? -1 : 1);
}
