import { ok, refuse } from '../../shared/result';
import type { StripView } from '../../shared/protocol/views';
import type { Platform } from '../platform/platform';
import { agentStream, FLOOR_STREAM } from '../platform/realtime/live-streams';
import { ensureAgent, readAgentView } from './agent-store';
import { changeAgent } from './change-agent';
import { Heartbeats } from './heartbeats';
import { heardFrom, registerPresence } from './presence';
import { registerSnapshot, type SnapshotParts } from './snapshot';

export { lockAgent, readAgentView } from './agent-store';
export { changeAgent } from './change-agent';
export type { SnapshotParts } from './snapshot';

/** The figures of the call bar follow at most this often: five hundred windows are told each time. */
const STRIP_STEP_MS = 1_000;

export interface Agents {
  /** Registers `agent:snapshot` once the features that fill it exist. */
  serveSnapshot(parts: SnapshotParts): void;
  /** Shows the few figures of the call bar on every workstation, when they are others than before. */
  tellStrip(strip: StripView): void;
}

/** Who works, and where they are: presence, requested states, spans. Knows nothing of calls. */
export function createAgents(platform: Platform): Agents {
  registerPresence(platform);
  const heartbeats = new Heartbeats(platform);
  platform.commands.add({
    name: 'agent:heartbeat',
    roles: ['agent'],
    scope: 'self',
    audit: 'none',
    rate: 'control',
    async run({ login }) {
      await heartbeats.heard(login.id);
      return ok({ serverNow: platform.clock.nowMs() });
    },
  });
  platform.commands.add({
    name: 'agent:request-state',
    roles: ['agent'],
    scope: 'self',
    audit: 'none',
    rate: 'control',
    run: ({ login, commit }, { request }) =>
      commit(async (tx) => {
        await ensureAgent(tx.sql, login.id, tx.nowMs);
        await heardFrom(tx, login.id);
        const changed = await changeAgent(tx, login.id, { type: 'requested', request });
        if (!changed.ok) return changed;
        const view = await readAgentView(tx.sql, login.id);
        return view === null ? refuse('NOT_FOUND') : ok(view);
      }),
  });
  platform.feed.subscribe(async (fact) => {
    if (fact.kind !== 'agent.changed') return;
    const stream = agentStream(fact.payload.agentId);
    if (!platform.streams.hasListeners(stream)) return;
    const agent = await readAgentView(platform.db, fact.payload.agentId);
    if (agent !== null) platform.streams.emit(stream, 'agent:changed', { agent });
  });
  let told = { text: '', at: 0 };
  return {
    serveSnapshot: (parts) => registerSnapshot(platform, parts),
    tellStrip(strip) {
      const text = JSON.stringify(strip);
      const at = platform.clock.nowMs();
      // What is left out now is told with the next figures, which come at least every few seconds.
      if (text === told.text || at - told.at < STRIP_STEP_MS) return;
      told = { text, at };
      platform.streams.emit(FLOOR_STREAM, 'strip:changed', { strip });
    },
  };
}
