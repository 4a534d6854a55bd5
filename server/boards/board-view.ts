import { AGENT_STATES, type AgentState } from '../../shared/agents/vocabulary';
import type { Reason } from '../../shared/calls/vocabulary';
import {
  FCR_WINDOW_DEFAULT,
  FCR_WINDOWS_MS,
  firstContactsIn,
  summariseFcr,
  summariseFcrBy,
  type FcrBook,
  type FcrSummary,
  type FirstContact,
} from '../../shared/fcr';
import type { Id } from '../../shared/ids/ids';
import {
  abandonRate,
  answeredInTarget,
  averageHandleTimeMs,
  averageSpeedOfAnswerMs,
  countFates,
  longestWaitSince,
  releasesInTime,
  releasesLate,
  shareOfCounts,
  waitingNow,
  type CallFacts,
  type OpenRelease,
  type ReleaseFacts,
} from '../../shared/kpi';
import type { LocalText } from '../../shared/lang/languages';
import type { BoardView } from '../../shared/protocol/board';
import type { AgentRow, NameOf, QueueRow } from './floor';
import { FCR_DAYS } from './board-model';

const DAY_MS = 86_400_000;
const HALF_HOUR_MS = 1_800_000;

/** Everything a board is computed from; nothing in it is a formula. */
export interface BoardFacts {
  readonly nowMs: number;
  readonly sinceMs: number;
  readonly calls: readonly CallFacts[];
  readonly book: FcrBook;
  readonly agents: readonly AgentRow[];
  readonly queues: readonly QueueRow[];
  readonly creditorNames: NameOf;
  readonly plansMade: number;
  readonly disputesOpened: number;
  readonly releases: readonly ReleaseFacts[];
  readonly openReleases: readonly OpenRelease[];
}

/** First contacts of the last {@link FCR_DAYS} days: what FCR on the board is counted over. */
export function boardFirstContacts(book: FcrBook, nowMs: number): readonly FirstContact[] {
  return firstContactsIn(book).filter((row) => row.contact.startedAt >= nowMs - FCR_DAYS * DAY_MS);
}

/** Computes the whole board by the definitions of `shared/kpi` and `shared/fcr`. */
export function boardView(facts: BoardFacts): BoardView {
  const { calls, nowMs } = facts;
  const counts = countFates(calls);
  const recent = calls.filter((call) => (call.enteredQueueAt ?? 0) >= nowMs - HALF_HOUR_MS);
  return {
    at: nowMs,
    since: facts.sinceMs,
    waiting: waitingNow(calls),
    longestWaitSince: longestWaitSince(calls),
    answeredInTarget: answeredInTarget(calls),
    answeredInTarget30Min: answeredInTarget(recent),
    averageSpeedOfAnswerMs: averageSpeedOfAnswerMs(calls),
    averageHandleTimeMs: averageHandleTimeMs(calls),
    offered: counts.offered,
    answered: counts.answered,
    abandoned: counts.abandoned,
    shortAbandoned: counts.short_abandoned,
    abandonRate: abandonRate(calls),
    otherEnds: counts.callback_booked + counts.overflowed + counts.closed_hours + counts.failed,
    plansMade: facts.plansMade,
    disputesOpened: facts.disputesOpened,
    releasesInTime: releasesInTime(facts.releases, nowMs),
    releasesLate: releasesLate(facts.openReleases, nowMs),
    fcr: fcrPart(facts),
    queues: queuePart(facts),
    ...agentPart(facts),
  };
}

function fcrRow(summary: FcrSummary): Pick<BoardView['fcr'], 'measured' | 'declared' | 'provisional'> {
  return {
    measured: shareOfCounts(summary.matured.resolved, summary.matured.count),
    declared: shareOfCounts(summary.declared.resolved, summary.declared.count),
    provisional: summary.provisional.count,
  };
}

function fcrPart(facts: BoardFacts): BoardView['fcr'] {
  const rows = boardFirstContacts(facts.book, facts.nowMs);
  const byReason = summariseFcrBy<Reason>(rows, facts.nowMs, (row) => row.contact.reason);
  const byCreditor = summariseFcrBy(rows, facts.nowMs, (row) => row.contact.creditorId);
  return {
    windowDays: FCR_WINDOWS_MS[FCR_WINDOW_DEFAULT] / DAY_MS,
    ...fcrRow(summariseFcr(rows, facts.nowMs)),
    byReason: [...byReason].map(([key, summary]) => ({ key, label: null, ...fcrRow(summary) })),
    byCreditor: [...byCreditor].map(([key, summary]) => ({
      key,
      label: sameInAll(facts.creditorNames(key)),
      ...fcrRow(summary),
    })),
  };
}

/** A company's name is the same in every language. */
function sameInAll(name: string): LocalText {
  return { nb: name, sv: name, fi: name, en: name };
}

function queuePart(facts: BoardFacts): BoardView['queues'] {
  return facts.queues.map((queue) => {
    const own = facts.calls.filter((call) => call.queueId === queue.id);
    return {
      queueId: queue.id,
      name: queue.name,
      waiting: waitingNow(own),
      longestWaitSince: longestWaitSince(own),
      answeredInTarget: answeredInTarget(own),
      abandoned: countFates(own).abandoned,
      agentsAvailable: facts.agents.filter((agent) => agent.state === 'available' && queue.needs(agent.skills)).length,
    };
  });
}

function agentPart(facts: BoardFacts): Pick<BoardView, 'agents' | 'agentsByState'> {
  const callsOf = new Map<string, number>();
  for (const call of facts.calls) {
    if (call.agentId === null || call.answeredAt === null) continue;
    callsOf.set(call.agentId, (callsOf.get(call.agentId) ?? 0) + 1);
  }
  const agentsByState = Object.fromEntries(AGENT_STATES.map((state) => [state, 0])) as Record<AgentState, number>;
  for (const agent of facts.agents) agentsByState[agent.state] += 1;
  return {
    agentsByState,
    agents: facts.agents.map((agent) => ({
      agentId: agent.id as Id<'agent'>,
      name: agent.name,
      state: agent.state,
      reason: agent.reason,
      since: agent.since,
      callsToday: callsOf.get(agent.id) ?? 0,
    })),
  };
}
