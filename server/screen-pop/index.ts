import type { Knex } from 'knex';
import type { CaseFile } from '../../shared/ledger/case-file';
import type { Candidate, PopView } from '../../shared/protocol/views';
import type { CallPorts } from '../customers/index';
import type { MayDo } from '../ledger/index';
import type { Creditors } from '../creditors/index';
import type { Platform } from '../platform/platform';
import type { Rules } from '../rules/index';
import { registerActions } from './actions';
import { registerPersonActions } from './person-actions';
import { registerCaseRules } from './case-rules';
import { readCaseFile, type CaseFileParts, type CaseFileQuestion } from './case-file';
import { registerPopCommands, registerPopRoutes, type ReadCallView } from './commands';
import { LivePops } from './live';
import { buildPop } from './pop';
import { describeCandidates } from './search';
import { findOpenCalls, readOpenCall } from './store';

export { createCallGate } from './gate';
export type { CaseFileQuestion } from './case-file';

export interface ScreenPopDeps extends CaseFileParts, CallPorts {
  readonly creditors: Creditors;
  readonly rules: Rules;
  /** The case gate: what stands against the next step is shown with the rules of the case. */
  readonly mayDo: MayDo;
  readonly readCallView: ReadCallView;
}

/** What opens with the identity gate, and who may open it. */
export interface ScreenPop {
  /** The case file for call scripts and QA; whoever asks has checked gate or role. */
  readCaseFile(sql: Knex, question: CaseFileQuestion): Promise<CaseFile | null>;
  /** The open pop of a call for a snapshot; null while its gate is shut or the call is not this agent's. */
  readPop(
    sql: Knex,
    ask: { readonly callId: string; readonly agentId: string; readonly nowMs: number },
  ): Promise<PopView | null>;
  /** Whether an agent has this customer's case file open in a call that goes on or is being wrapped up. */
  isOpenWith(sql: Knex, ask: { readonly agentId: string; readonly customerId: string }): Promise<boolean>;
  /** People as they may be shown before the gate opens. */
  describeCandidates(
    sql: Knex,
    about: {
      readonly customerIds: readonly string[];
      readonly scope: readonly string[] | null;
      readonly foundBy: Candidate['foundBy'];
    },
  ): Promise<readonly Candidate[]>;
}

/** Builds the room where calls and debt meet; registers its commands and routes and follows the journal. */
export function createScreenPop(platform: Platform, deps: ScreenPopDeps): ScreenPop {
  registerPopCommands(platform, deps);
  registerPopRoutes(platform, deps);
  registerCaseRules(platform, deps);
  registerActions(platform, deps);
  registerPersonActions(platform, deps);
  new LivePops(platform, deps).start();
  return {
    readCaseFile: (sql, question) => readCaseFile(sql, question, deps),
    async readPop(sql, { callId, agentId, nowMs }) {
      const open = await readOpenCall(sql, callId);
      if (open === null || open.agentId !== agentId) return null;
      const { customerId, creditorScope } = open;
      return buildPop(sql, { callId: open.callId, customerId, creditorScope, nowMs, changedIds: [] }, deps);
    },
    isOpenWith: async (sql, { agentId, customerId }) =>
      (await findOpenCalls(sql, customerId)).some((open) => open.agentId === agentId),
    describeCandidates: (sql, about) => describeCandidates(sql, about, deps),
  };
}
