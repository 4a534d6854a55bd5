import type { Id } from '../../shared/ids/ids';
import type {
  AgentSnapshot,
  CallView,
  OfferView,
  PopView,
  ScriptRunView,
  StripView,
  WrapUpView,
} from '../../shared/protocol/views';
import { assert } from '../../shared/assert';
import { ok } from '../../shared/result';
import type { Login } from '../platform/auth/login';
import type { Platform } from '../platform/platform';
import type { Tx } from '../platform/unit-of-work';
import { agentStream } from '../platform/realtime/live-streams';
import { ensureAgent, readAgentView } from './agent-store';
import { heardFrom } from './presence';

/** What the features above agents put into a snapshot; each reads within the given transaction and writes its own audit. */
export interface SnapshotParts {
  offer(tx: Tx, agentId: Id<'agent'>): Promise<OfferView | null>;
  call(tx: Tx, agentId: Id<'agent'>): Promise<CallView | null>;
  /** The call that is being wrapped up: it occupies nobody any more, but its case is still worked on. */
  endedCall(tx: Tx, callId: Id<'call'>): Promise<CallView | null>;
  pop(tx: Tx, at: { callId: Id<'call'>; login: Login }): Promise<PopView | null>;
  scriptRun(tx: Tx, callId: Id<'call'>): Promise<ScriptRunView | null>;
  wrapUp(tx: Tx, agentId: Id<'agent'>): Promise<WrapUpView | null>;
  /** These two read with connections of their own, and therefore never inside the transaction: a storm of reconnecting
   *  workstations would otherwise hold all connections while each waits for one more. */
  strip(): Promise<StripView>;
  unseenReviews(agentId: Id<'agent'>): Promise<number>;
}

/** Registers `agent:snapshot`: everything a workstation shows, as it is now; also a sign of life. */
export function registerSnapshot(platform: Platform, parts: SnapshotParts): void {
  platform.commands.add({
    name: 'agent:snapshot',
    roles: ['agent'],
    scope: 'self',
    audit: 'none',
    rate: 'read',
    async run({ login }) {
      // Before the rows: an event that falls between comes after the snapshot and is applied again, never missed.
      const position = platform.streams.position(agentStream(login.id));
      const snapshot = await platform.unitOfWork.run((tx) => readSnapshot(tx, login, parts));
      const strip = await parts.strip();
      const unseenReviews = await parts.unseenReviews(login.id);
      return ok({ ...snapshot, strip, unseenReviews, position });
    },
  });
}

type FromRows = Omit<AgentSnapshot, 'position' | 'strip' | 'unseenReviews'>;

async function readSnapshot(tx: Tx, login: Login, parts: SnapshotParts): Promise<FromRows> {
  await ensureAgent(tx.sql, login.id, tx.nowMs);
  await heardFrom(tx, login.id);
  const agent = await readAgentView(tx.sql, login.id);
  assert(agent !== null, 'the agent was made above');
  const wrapUp = await parts.wrapUp(tx, login.id);
  const live = await parts.call(tx, login.id);
  const call = live ?? (wrapUp === null ? null : await parts.endedCall(tx, wrapUp.callId));
  const callId = call?.id ?? null;
  return {
    serverNow: tx.nowMs,
    agent,
    offer: await parts.offer(tx, login.id),
    call,
    pop: callId === null ? null : await parts.pop(tx, { callId, login }),
    scriptRun: callId === null ? null : await parts.scriptRun(tx, callId),
    wrapUp,
  };
}
