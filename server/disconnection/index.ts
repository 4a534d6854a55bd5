import {
  disconnectionStatus,
  GRID_LINE_KINDS,
  OWN_GATES,
  type DisconnectionCase,
  type DisconnectionClaim,
  type DisconnectionStatus,
} from '../../shared/disconnection/index';
import type { Claim, CollectionCase, CustomerAccount } from '../../shared/ledger/case-file';
import type { CustomerFlag, CustomerKind } from '../../shared/ledger/vocabulary';
import { sumMinor } from '../../shared/money/money';
import type { Result } from '../../shared/result';
import type { RuleQuery } from '../../shared/rules/index';
import type { IsoDate } from '../../shared/time/dates';
import type { LedgerAccount, LedgerCase } from '../ledger/index';
import type { Platform } from '../platform/platform';
import type { Tx } from '../platform/unit-of-work';
import { findCase, findStep } from './find-step';
import { registerDisconnectionRoutes, type DisconnectionHttpDeps } from './http';
import {
  confirmCut,
  DISPATCH_TIMER,
  dispatchOrder,
  mayStillLeave,
  noteTold,
  WATCH_TIMER,
  watchOrder,
  type OrderAnswer,
} from './orders';
import { RecallWatch } from './recall-watch';
import { recordStep, report } from './steps';

/** What stands around a case when somebody asks about a cut. */
export interface CutQuestion {
  readonly account: LedgerAccount;
  readonly collectionCase: LedgerCase;
  readonly plans: CustomerAccount['plans'];
  readonly disputes: CustomerAccount['disputes'];
  readonly paymentNotices: CustomerAccount['paymentNotices'];
  readonly customer: { readonly kind: CustomerKind; readonly flags: readonly CustomerFlag[] };
  readonly today: IsoDate;
}

/** Whether and when a service may be cut, what was done about it, and the order that leaves only when nothing stands against it. */
export interface Disconnection {
  /** The guard's full answer for the supply point of a case, from a case file that has been read already. */
  status(question: CutQuestion): DisconnectionStatus;
  /** What the case file shows: null while no cut was announced or no date can be said. */
  ofCase(question: CutQuestion): CollectionCase['disconnection'];
  /** A step as it was done: for the routes and the creditor API alike. */
  recordStep(tx: Tx, step: Parameters<typeof recordStep>[1]): ReturnType<typeof recordStep>;
  readonly findCase: typeof findCase;
  readonly findStep: typeof findStep;
  /** Asked before an order is told: false when it may not leave any more, and then it has been called off. */
  mayStillLeave(tx: Tx, orderId: string): Promise<boolean>;
  readonly noteTold: typeof noteTold;
  /** The creditor's system has cut what we ordered. */
  confirmCut(tx: Tx, ask: { readonly orderId: string; readonly creditorId: string }): Promise<Result<OrderAnswer>>;
}

/** What its lines say is for the grid; null when it has none. */
function gridPartOf({ lines, entries }: Claim): DisconnectionClaim['gridPart'] {
  if (lines.length === 0) return null;
  const grid = lines.filter(({ kind }) => GRID_LINE_KINDS.includes(kind));
  const charged = entries.filter(({ amountMinor }) => amountMinor > 0n);
  return {
    totalMinor: sumMinor(charged.map(({ amountMinor }) => amountMinor)),
    gridMinor: sumMinor(grid.map(({ amountMinor }) => amountMinor)),
  };
}

function statusOf(question: CutQuestion, rows: RuleQuery['rows']): DisconnectionStatus {
  const { account, collectionCase, plans, disputes, paymentNotices, customer, today } = question;
  const point = account.supplyPoints.find(({ id }) => id === collectionCase.supplyPointId);
  // Only claims of this supply point's contract count; claims in the case without a supply point were put there for it.
  const claims = account.claims.filter(({ caseId }) => caseId === collectionCase.id);
  const claimIds = new Set<string>(claims.map(({ id }) => id));
  const facts = {
    creditorId: account.creditor.id,
    country: account.creditor.country,
    customerKind: customer.kind,
    utility: point?.utility ?? account.creditor.utility,
    creditorRole: account.creditor.role,
    today,
    notice: collectionCase.disconnectionNotice,
    claims: claims.map((claim) => ({ ...claim, gridPart: gridPartOf(claim) })),
    holds: collectionCase.holds,
    plans: plans.filter((plan) => plan.claimIds.some((claimId) => claimIds.has(claimId))),
    // A credit that was promised and has not come stands against a cut as the dispute did.
    disputes: disputes.map(({ state, claimIds: disputed, detail }) => ({
      state: detail?.answer?.creditAwaitedMinor == null ? state : ('with_creditor' as const),
      claimIds: disputed,
    })),
    // What its source is not believed stops nothing.
    expectedPayments: paymentNotices.filter(({ state, trust }) => state === 'expected' && trust !== 'none').length,
    flags: customer.flags,
    isElectricHeating: point?.isElectricHeating ?? null,
    isFrostExpected: null,
    // The case file knows neither; whoever orders asks with the facts of cut-facts.ts.
    decision: null,
    calls: { hasTalked: false, tries: 0 },
  } satisfies DisconnectionCase;
  return disconnectionStatus(facts, rows);
}

/** Builds the room: routes, `disconnection:report`, the timers of orders, and the watch that calls them back. */
export function createDisconnection(
  platform: Pick<Platform, 'commands' | 'routes' | 'timers' | 'feed' | 'db' | 'unitOfWork' | 'log' | 'isDemo'>,
  deps: DisconnectionHttpDeps,
): Disconnection {
  platform.commands.add({
    name: 'disconnection:report',
    roles: ['agent', 'lead'],
    scope: 'creditor',
    audit: 'person_write',
    rate: 'write',
    run: ({ login, commit }, payload) => commit((tx) => report(tx, { login, ...payload }, deps)),
  });
  registerDisconnectionRoutes(platform, deps);
  platform.timers.handle(DISPATCH_TIMER, (tx, orderId) => dispatchOrder(tx, orderId, deps));
  platform.timers.handle(WATCH_TIMER, (tx, orderId) => watchOrder(tx, orderId, deps));
  new RecallWatch(platform, deps).start();
  const status = (question: CutQuestion) => statusOf(question, deps.ruleRows());
  return {
    status,
    ofCase(question) {
      const { disconnectionNotice } = question.collectionCase;
      const found = status(question);
      if (disconnectionNotice === null || found.earliestCutDate === null || found.ruleId === null) return null;
      // The day the clock of the law began: service where it asks for service, else sending.
      const isServed = found.gates.some(({ gate }) => gate === 'service');
      const { servedDate, sentDate } = disconnectionNotice;
      return {
        noticeDate: isServed && servedDate !== null ? servedDate : sentDate,
        earliestCutDate: found.earliestCutDate,
        sumToStopMinor: found.sumToStopMinor,
        ruleId: found.ruleId,
        blocks: [...found.blocks],
        gates: found.gates.filter(({ gate }) => !OWN_GATES.includes(gate)),
      };
    },
    recordStep: (tx, step) => recordStep(tx, step, deps),
    findCase,
    findStep,
    mayStillLeave: (tx, orderId) => mayStillLeave(tx, orderId, deps),
    noteTold,
    confirmCut: (tx, ask) => confirmCut(tx, ask, deps),
  };
}
