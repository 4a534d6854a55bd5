import { createAgents, type SnapshotParts } from './agents';
import { createBoards } from './boards';
import { createCallFacts } from './call-facts';
import { createCallScripts } from './call-scripts';
import { createCalls, recordCallAction, type Calls } from './calls';
import { createCollectionHolds } from './collection-holds';
import { createCreditorApi, type CreditorApi, type Sandboxes } from './creditor-api';
import { createCreditors } from './creditors';
import { createCustomers, type CallPorts } from './customers';
import { DEMO_LOGINS, DEMO_PASSWORD } from './demo-world';
import { createDisconnection } from './disconnection';
import { createCaseGate, createDisputes } from './disputes';
import { createLedger } from './ledger';
import { createLogins } from './logins';
import { createPaymentsUnderway } from './payments-underway';
import { createPlans } from './plans';
import type { Platform } from './platform/platform';
import { createQa } from './qa';
import { createRecordings } from './recordings';
import { createRouting, type Routing } from './routing';
import { createRules } from './rules';
import { createCallGate, createScreenPop } from './screen-pop';
import type { Carrier } from './voice';
import { createStatements } from './statements';
import { createWrapUps } from './wrap-up';

/** How the agency names itself in call scripts. */
const AGENCY_NAME = 'Friskmeld Inkasso';

export interface Features {
  readonly calls: Calls;
  readonly creditorApi: CreditorApi;
  readonly routing: Routing;
  /** Starts what runs by itself; the database is migrated and the platform's feed runs. */
  start(): Promise<void>;
  /** Stops it in the opposite order; rooms and audio live on at the carrier. */
  stop(): Promise<void>;
}

/** What a house stands between: who carries the voice, and in the demo world the made-up systems of creditors. */
interface Outside {
  readonly carrier: Carrier;
  /** May be filled later: read anew at each delivery. */
  readonly sandboxes?: Sandboxes;
}

/**
 * The one place where features meet: bottom floor first, each handed what it may use. Tests build the same house on a
 * database and a carrier of their own.
 */
export function createFeatures(platform: Platform, outside: Outside): Features {
  const { carrier } = outside;
  createLogins(platform, { demoLogins: platform.isDemo ? shownLogins() : [] });
  const rules = createRules(platform);
  const customers = createCustomers();
  const creditors = createCreditors(platform);
  const ruleRows = () => rules.rows();
  const { mayDo, mayCall } = createCaseGate(ruleRows);
  const ledger = createLedger(platform, { customers, creditors, mayDo, ruleRows });
  const agents = createAgents(platform);
  const calls = createCalls(platform, { carrier, mayCall, ruleRows });
  const recordings = createRecordings(platform, { carrier, calls });
  const routing = createRouting(platform, { calls });
  const inCall: CallPorts = { callGate: createCallGate(), recordCallAction, ruleRows };
  const agreements = createAgreements(platform, { ...inCall, ledger, creditors, mayDo });
  const { plans, disputes, disconnection, paymentsUnderway } = agreements;
  const screenPop = createScreenPop(platform, {
    ...inCall,
    ...agreements,
    mayDo,
    rules,
    customers,
    creditors,
    ledger,
    readCallView: (sql, callId) => calls.views.byId(sql, callId),
  });
  createStatements(platform, { ledger, screenPop, rules });
  const callScripts = createCallScripts(platform, {
    callGate: inCall.callGate,
    readCaseFile: screenPop.readCaseFile,
    agencyName: AGENCY_NAME,
  });
  const wrapUps = createWrapUps(platform, { calls });
  const callFacts = createCallFacts(platform);
  const boards = createBoards(platform, { callFacts, onFigures: (strip) => agents.tellStrip(strip) });
  const qa = createQa(platform, { callFacts });
  const creditorApi = createCreditorApi(
    platform,
    { customers, creditors, ledger, plans, disputes, disconnection, paymentsUnderway },
    { sandboxes: outside.sandboxes ?? new Map<string, number>() },
  );
  agents.serveSnapshot(snapshotParts({ calls, screenPop, callScripts, wrapUps, boards, qa }));
  return {
    calls,
    creditorApi,
    routing,
    async start() {
      await rules.start();
      await boards.start();
      await creditorApi.start();
      calls.start();
      recordings.start();
      routing.start();
    },
    async stop() {
      await routing.stop();
      await recordings.stop();
      await calls.stop();
      await creditorApi.stop();
      boards.stop();
    },
  };
}

/** What an agent may agree to with a customer, each on the ledger and none on another. */
function createAgreements(platform: Platform, ports: AgreementPorts) {
  return {
    plans: createPlans(platform, ports),
    disputes: createDisputes(platform, ports),
    paymentsUnderway: createPaymentsUnderway(platform, ports),
    disconnection: createDisconnection(platform, { ...ports, agencyName: AGENCY_NAME }),
    collectionHolds: createCollectionHolds(platform, ports),
  };
}

interface AgreementPorts extends CallPorts {
  readonly ledger: ReturnType<typeof createLedger>;
  readonly creditors: ReturnType<typeof createCreditors>;
  readonly mayDo: ReturnType<typeof createCaseGate>['mayDo'];
}

interface Shown {
  readonly calls: Calls;
  readonly screenPop: ReturnType<typeof createScreenPop>;
  readonly callScripts: ReturnType<typeof createCallScripts>;
  readonly wrapUps: ReturnType<typeof createWrapUps>;
  readonly boards: ReturnType<typeof createBoards>;
  readonly qa: ReturnType<typeof createQa>;
}

/** What each feature puts into an agent's snapshot. */
function snapshotParts({ calls, screenPop, callScripts, wrapUps, boards, qa }: Shown): SnapshotParts {
  return {
    offer: (tx, agentId) => calls.views.offerOfAgent(tx.sql, agentId),
    call: (tx, agentId) => calls.views.callOfAgent(tx.sql, agentId),
    endedCall: (tx, callId) => calls.views.byId(tx.sql, callId),
    async pop(tx, { callId, login }) {
      const pop = await screenPop.readPop(tx.sql, { callId, agentId: login.id, nowMs: tx.nowMs });
      if (pop === null) return null;
      const subjectId = pop.caseFile.customer.id;
      const reader = { loginAccountId: login.id, action: 'case_file.read', subjectKind: 'customer', subjectId };
      await tx.audit({ ...reader, detail: { callId, via: 'snapshot' } });
      return pop;
    },
    scriptRun: (tx, callId) => callScripts.readRunOfCall(tx.sql, callId),
    wrapUp: (tx, agentId) => wrapUps.openOf(tx, agentId),
    strip: () => boards.strip(),
    unseenReviews: (agentId) => qa.unseenReviews(agentId),
  };
}

function shownLogins(): Parameters<typeof createLogins>[1]['demoLogins'] {
  return DEMO_LOGINS.map((login) => ({ ...login, password: DEMO_PASSWORD }));
}
