import { disconnectionStatus, type DisconnectionStatus } from '../../shared/disconnection/index';
import type { CollectionCase, CustomerAccount } from '../../shared/ledger/case-file';
import type { CustomerFlag, CustomerKind } from '../../shared/ledger/vocabulary';
import type { IsoDate } from '../../shared/time/dates';
import type { LedgerAccount, LedgerCase } from '../ledger/index';

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

/** Whether and when a service may be cut. It only ever reads: nothing here orders a cut. */
export interface Disconnection {
  /** The guard's full answer for the supply point of a case. */
  status(question: CutQuestion): DisconnectionStatus;
  /** What the case file shows: null while no cut was announced or no date can be said. */
  ofCase(question: CutQuestion): CollectionCase['disconnection'];
}

function status({
  account,
  collectionCase,
  plans,
  disputes,
  paymentNotices,
  customer,
  today,
}: CutQuestion): DisconnectionStatus {
  const point = account.supplyPoints.find(({ id }) => id === collectionCase.supplyPointId);
  // Only claims of this supply point's contract count; claims in the case without a supply point were put there for it.
  const claims = account.claims.filter(({ caseId }) => caseId === collectionCase.id);
  const claimIds = new Set<string>(claims.map(({ id }) => id));
  return disconnectionStatus({
    country: account.creditor.country,
    customerKind: customer.kind,
    utility: point?.utility ?? account.creditor.utility,
    creditorRole: account.creditor.role,
    today,
    notice: collectionCase.disconnectionNotice,
    claims,
    holds: collectionCase.holds,
    plans: plans.filter((plan) => plan.claimIds.some((claimId) => claimIds.has(claimId))),
    disputes,
    expectedPayments: paymentNotices.filter(({ state }) => state === 'expected').length,
    flags: customer.flags,
    isElectricHeating: point?.isElectricHeating ?? false,
    isFrostExpected: null,
  });
}

/** Builds the room; it decides from what it is given and keeps nothing. */
export function createDisconnection(): Disconnection {
  return {
    status,
    ofCase(question) {
      const { disconnectionNotice } = question.collectionCase;
      const found = status(question);
      if (disconnectionNotice === null || found.earliestCutDate === null || found.ruleId === null) return null;
      return {
        noticeDate: disconnectionNotice.servedDate ?? disconnectionNotice.sentDate,
        earliestCutDate: found.earliestCutDate,
        sumToStopMinor: found.sumToStopMinor,
        ruleId: found.ruleId,
        blocks: [...found.blocks],
      };
    },
  };
}
