import { newWrapUpLife, transitionWrapUp, type WrapUpEvent } from '../../shared/calls/wrap-up-machine';
import type { Outcome, Reason } from '../../shared/calls/vocabulary';
import type { Id } from '../../shared/ids/ids';
import type { AgentView, WrapUpView } from '../../shared/protocol/views';
import { ok, refuse, type Result } from '../../shared/result';
import { changeAgent, lockAgent, readAgentView } from '../agents';
import { lockCall, type CallRow, type Calls } from '../calls';
import type { Platform } from '../platform/platform';
import { agentStream } from '../platform/realtime/live-streams';
import type { Tx } from '../platform/unit-of-work';
import {
  insertWrapUp,
  lockWrapUp,
  readOpenWrapUpView,
  readWrapUpView,
  saveWrapUp,
  WRAP_UP_TIMER,
  type WrapUpRow,
} from './store';

/** What the agent closes with. */
interface Closing {
  readonly reason: Reason;
  readonly outcome: Outcome;
  readonly isResolved: boolean;
  readonly isFollowUpAgreed: boolean;
  readonly note: string;
}

export interface WrapUps {
  /** The agent's open wrap-up, for the snapshot. */
  openOf(tx: Tx, agentId: Id<'agent'>): Promise<WrapUpView | null>;
}

/** Outcomes that mean nobody was served: they cannot also be "resolved". */
const NEVER_RESOLVED: readonly Outcome[] = ['not_verified', 'wrong_person', 'not_resolved'];

/** Opens a wrap-up when an answered call ends, and sees to it that it ends: by the agent, or by its deadline. */
export function createWrapUps(platform: Platform, deps: { readonly calls: Calls }): WrapUps {
  deps.calls.onAnsweredCallEnded(openWrapUp);
  platform.timers.handle(WRAP_UP_TIMER, passDeadline);
  const own = { roles: ['agent'], scope: 'self', audit: 'none', rate: 'control' } as const;
  platform.commands.add({
    name: 'wrap-up:extend',
    ...own,
    run: ({ login, commit }, { callId }) => commit((tx) => extendWrapUp(tx, { callId, agentId: login.id })),
  });
  platform.commands.add({
    name: 'wrap-up:close',
    ...own,
    run: ({ login, commit }, { callId, ...closing }) =>
      commit((tx) => closeWrapUp(tx, { callId, agentId: login.id }, closing)),
  });
  platform.commands.add({
    name: 'wrap-up:draft',
    ...own,
    rate: 'write',
    run: ({ login, commit }, { callId, note }) => commit((tx) => keepDraft(tx, { callId, agentId: login.id }, note)),
  });
  registerFeed(platform);
  return { openOf: (tx, agentId) => readOpenWrapUpView(tx.sql, agentId) };
}

async function openWrapUp(tx: Tx, call: CallRow, agentId: Id<'agent'>): Promise<void> {
  const wrapUp: WrapUpRow = {
    ...newWrapUpLife(tx.nowMs),
    id: tx.makeId('wrapUp'),
    callId: call.id,
    agentId,
    isFollowUpAgreed: false,
    note: '',
  };
  await insertWrapUp(tx.sql, wrapUp);
  await tx.setTimer(WRAP_UP_TIMER, wrapUp.id, { dueAtMs: wrapUp.dueAt, isLease: true });
  tx.record('wrap_up.opened', call.id, { callId: call.id, agentId, wrapUpId: wrapUp.id, dueAt: wrapUp.dueAt });
}

/** Locks call, then wrap-up, so that the order call before agent holds; NOT_FOUND when it is not this agent's. */
async function lockOwn(tx: Tx, own: { callId: string; agentId: string }): Promise<Result<WrapUpRow>> {
  await lockCall(tx.sql, own.callId);
  const wrapUp = await lockWrapUp(tx.sql, { call_id: own.callId });
  return wrapUp === null || wrapUp.agentId !== own.agentId ? refuse('NOT_FOUND') : ok(wrapUp);
}

async function apply(tx: Tx, wrapUp: WrapUpRow, event: WrapUpEvent): Promise<Result<WrapUpRow>> {
  const moved = transitionWrapUp(wrapUp, event, tx.nowMs);
  if (moved.ok) await saveWrapUp(tx.sql, moved.value);
  return moved;
}

async function extendWrapUp(tx: Tx, own: { callId: string; agentId: string }): Promise<Result<WrapUpView>> {
  const found = await lockOwn(tx, own);
  if (!found.ok) return found;
  const extended = await apply(tx, found.value, { type: 'extended' });
  if (!extended.ok) return extended;
  const { id: wrapUpId, callId, agentId, dueAt } = extended.value;
  await tx.setTimer(WRAP_UP_TIMER, wrapUpId, { dueAtMs: dueAt, isLease: true });
  tx.record('wrap_up.extended', callId, { callId, agentId, wrapUpId, dueAt });
  const view = await readWrapUpView(tx.sql, callId);
  return view === null ? refuse('NOT_FOUND') : ok(view);
}

/**
 * Closes, or revises what was closed. Refused with OUTCOME_INVALID when the outcome cannot go with "resolved". Closing in
 * time frees the agent; a revision moves nobody.
 */
async function closeWrapUp(
  tx: Tx,
  own: { callId: string; agentId: string },
  closing: Closing,
): Promise<Result<AgentView>> {
  if (closing.isResolved && NEVER_RESOLVED.includes(closing.outcome)) {
    return refuse('OUTCOME_INVALID', { outcome: closing.outcome });
  }
  const found = await lockOwn(tx, own);
  if (!found.ok) return found;
  const { isFollowUpAgreed, note, ...classification } = closing;
  const wasOpen = found.value.state === 'open';
  const written = { ...found.value, isFollowUpAgreed, note };
  const closed = await apply(tx, written, { type: 'classified', classification });
  if (!closed.ok) return closed;
  recordClosed(tx, closed.value);
  if (wasOpen) await freeAgent(tx, closed.value);
  const view = await readAgentView(tx.sql, own.agentId);
  return view === null ? refuse('NOT_FOUND') : ok(view);
}

/**
 * Keeps what is written so far: on time, or just after the deadline took the panel away under the agent's fingers. Refused
 * with WRAP_UP_CLOSED once the agent has closed it; the note is theirs then, and a late draft must not write over it.
 */
async function keepDraft(
  tx: Tx,
  own: { callId: string; agentId: string },
  note: string,
): Promise<Result<Record<string, never>>> {
  const found = await lockOwn(tx, own);
  if (!found.ok) return found;
  const { state } = found.value;
  if (state === 'closed') return refuse('WRAP_UP_CLOSED', { state, event: 'drafted' });
  await saveWrapUp(tx.sql, { ...found.value, note });
  return ok({});
}

async function passDeadline(tx: Tx, wrapUpId: string): Promise<void> {
  const wrapUp = await lockWrapUp(tx.sql, { id: wrapUpId });
  if (wrapUp === null || wrapUp.state !== 'open') return;
  const passed = await apply(tx, wrapUp, { type: 'deadline_passed' });
  if (!passed.ok) return;
  recordClosed(tx, passed.value);
  await freeAgent(tx, passed.value);
}

function recordClosed(tx: Tx, wrapUp: WrapUpRow): void {
  const { callId, agentId, id: wrapUpId, classification } = wrapUp;
  tx.record('wrap_up.closed', callId, {
    callId,
    agentId,
    wrapUpId,
    state: wrapUp.state === 'closed' ? 'closed' : 'unclassified',
    reason: classification?.reason ?? null,
    outcome: classification?.outcome ?? null,
    isResolved: classification?.isResolved ?? null,
    isFollowUpAgreed: wrapUp.isFollowUpAgreed,
    revision: wrapUp.revision,
  });
}

/** The agent goes where they asked to go, unless this was not what they were wrapping up (the call had left them before). */
async function freeAgent(tx: Tx, wrapUp: WrapUpRow): Promise<void> {
  const agent = await lockAgent(tx.sql, wrapUp.agentId);
  if (agent?.state !== 'wrapping_up') return;
  const open = await readOpenWrapUpView(tx.sql, wrapUp.agentId);
  if (open !== null) return;
  await changeAgent(tx, wrapUp.agentId, { type: 'wrap_up_closed' });
}

function registerFeed(platform: Platform): void {
  platform.feed.subscribe(async (fact) => {
    if (fact.kind !== 'wrap_up.opened' && fact.kind !== 'wrap_up.extended' && fact.kind !== 'wrap_up.closed') return;
    const stream = agentStream(fact.payload.agentId);
    if (!platform.streams.hasListeners(stream)) return;
    const wrapUp = await readWrapUpView(platform.db, fact.payload.callId);
    if (wrapUp !== null) platform.streams.emit(stream, 'wrap-up:changed', { wrapUp });
  });
}
