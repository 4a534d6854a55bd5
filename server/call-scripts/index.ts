import type { Knex } from 'knex';
import { findCallScript } from '../../shared/call-scripts/library';
import { runView } from '../../shared/call-scripts/view';
import type { ScriptRunView } from '../../shared/protocol/views';
import type { Platform } from '../platform/platform';
import { agentStream } from '../platform/realtime/live-streams';
import {
  actDone,
  answerStep,
  changeLanguage,
  jumpTo,
  leaveDialogue,
  startDialogue,
  type CallScriptsDeps,
} from './lead-dialogue';
import { readNewestRun, readRunCall } from './store';

export { runRow, stepRows } from './store';

/** Guided dialogues in calls. */
export interface CallScripts {
  /** The running dialogue of a call (else its last), for snapshots; null when there was none. */
  readRunOfCall(sql: Knex, callId: string): Promise<ScriptRunView | null>;
}

const AT_THE_PHONE = { roles: ['agent', 'lead'], scope: 'self', rate: 'control' } as const;

/** Builds the room and registers the commands `call-script:*`. */
export function createCallScripts(
  platform: Pick<Platform, 'commands' | 'db' | 'feed' | 'streams'>,
  deps: CallScriptsDeps,
): CallScripts {
  const { commands } = platform;
  commands.add({
    name: 'call-script:start',
    ...AT_THE_PHONE,
    audit: 'none',
    run: ({ login, commit }, payload) => commit((tx) => startDialogue(tx, { login, payload }, deps)),
  });
  commands.add({
    name: 'call-script:answer',
    ...AT_THE_PHONE,
    audit: 'none',
    run: ({ login, commit }, payload) => commit((tx) => answerStep(tx, { login, payload }, deps)),
  });
  commands.add({
    name: 'call-script:jump',
    ...AT_THE_PHONE,
    audit: 'none',
    run: ({ login, commit }, payload) => commit((tx) => jumpTo(tx, { login, payload }, deps)),
  });
  commands.add({
    name: 'call-script:act-done',
    ...AT_THE_PHONE,
    audit: 'none',
    run: ({ login, commit }, payload) => commit((tx) => actDone(tx, { login, payload }, deps)),
  });
  commands.add({
    name: 'call-script:language',
    ...AT_THE_PHONE,
    audit: 'none',
    run: ({ login, commit }, payload) => commit((tx) => changeLanguage(tx, { login, payload }, deps)),
  });
  commands.add({
    name: 'call-script:leave',
    ...AT_THE_PHONE,
    audit: 'none',
    run: ({ login, commit }, payload) => commit((tx) => leaveDialogue(tx, { login, payload }, deps)),
  });
  tellAgents(platform);
  return { readRunOfCall };
}

async function readRunOfCall(sql: Knex, callId: string): Promise<ScriptRunView | null> {
  const stored = await readNewestRun(sql, callId);
  const script = stored === null ? null : findCallScript(stored.run.slug, stored.run.version);
  return stored === null || script === null ? null : { ...runView(script, stored.run), callId: stored.callId };
}

/** Each move of a dialogue reaches the agent's screen as the run it left behind. */
function tellAgents({ db, feed, streams }: Pick<Platform, 'db' | 'feed' | 'streams'>): void {
  feed.subscribe(async (fact) => {
    if (fact.kind !== 'script_run.changed') return;
    const { callId } = fact.payload;
    const call = await readRunCall(db, callId);
    if (call?.agentId == null || !streams.hasListeners(agentStream(call.agentId))) return;
    const run = await readRunOfCall(db, callId);
    if (run !== null) streams.emit(agentStream(call.agentId), 'script-run:changed', { run });
  });
}
