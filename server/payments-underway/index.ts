import type { Platform } from '../platform/platform';
import type { Tx } from '../platform/unit-of-work';
import { meetPayments, NOTICE_TIMER, noticeOverdue, recordNotice, type PaymentsUnderwayDeps } from './notices';
import { registerReleaseRoutes } from './http';
import { orderRelease } from './order-release';
import { listReleases } from './release-lists';
import {
  applyReleaseEvent,
  confirmationOver,
  confirmRelease,
  noteReleaseTry,
  promiseOver,
  recallReleases,
  RELEASE_ALARM_TIMER,
  RELEASE_CONFIRM_TIMER,
} from './releases';
import { readNotices } from './notice-store';
import { releaseSettled } from './release-paid';
import { readReleases } from './release-store';
import { takeNotice, withdrawNotice, type ToldNotice } from './take-notice';

export type { ListedRelease } from './release-lists';
export type { StandingNotice } from './notice-store';
export type { StandingRelease } from './release-store';

/** Money that is said to be on its way, and the releases that follow from it. */
export interface PaymentsUnderway {
  readonly readNotices: typeof readNotices;
  readonly readReleases: typeof readReleases;
  readonly listReleases: typeof listReleases;
  /** For whoever talks to creditors: `sent` when they took the word, `confirmed` when the service is open again. */
  readonly applyReleaseEvent: typeof applyReleaseEvent;
  readonly noteReleaseTry: typeof noteReleaseTry;
  readonly confirmRelease: typeof confirmRelease;
  takeNotice(tx: Tx, told: ToldNotice): ReturnType<typeof takeNotice>;
  /** Money that was booked went back: a release it brought is recalled unless the supply is open already. */
  paymentReversed(tx: Tx, paymentEntryId: string): Promise<void>;
  /** A supply of these accounts was told as cut, or what is owed went down: see release-paid.ts. */
  releaseSettled(tx: Tx, accountIds: readonly string[]): Promise<void>;
  withdrawNotice(tx: Tx, told: { creditorId: string; sourceId: string }): ReturnType<typeof withdrawNotice>;
}

/** Builds the room: registers `payment-notice:record`, `release:order`, its routes and timers, and listens for money in the ledger. */
export function createPaymentsUnderway(
  platform: Pick<Platform, 'commands' | 'timers' | 'routes'>,
  deps: PaymentsUnderwayDeps,
): PaymentsUnderway {
  platform.commands.add({
    name: 'payment-notice:record',
    roles: ['agent', 'lead'],
    scope: 'creditor',
    audit: 'person_write',
    rate: 'write',
    run: ({ login, commit }, payload) => commit((tx) => recordNotice(tx, { login, payload }, deps)),
  });
  platform.commands.add({
    name: 'release:order',
    roles: ['agent', 'lead'],
    scope: 'creditor',
    audit: 'person_write',
    rate: 'write',
    run: ({ login, commit }, payload) => commit((tx) => orderRelease(tx, { login, payload }, deps)),
  });
  registerReleaseRoutes(platform, deps.creditors);
  platform.timers.handle(NOTICE_TIMER, (tx, noticeId) => noticeOverdue(tx, noticeId, deps));
  platform.timers.handle(RELEASE_ALARM_TIMER, promiseOver);
  platform.timers.handle(RELEASE_CONFIRM_TIMER, confirmationOver);
  deps.ledger.onPayments((tx, accounts) => meetPayments(tx, accounts, deps));
  deps.ledger.onLowered((tx, accountIds) => releaseSettled(tx, accountIds, deps));
  return {
    readNotices,
    readReleases,
    listReleases,
    applyReleaseEvent,
    noteReleaseTry,
    confirmRelease,
    paymentReversed: (tx, id) => recallReleases(tx, { kind: 'payment', id }, deps.ledger),
    takeNotice: (tx, told) => takeNotice(tx, told, deps),
    releaseSettled: (tx, accountIds) => releaseSettled(tx, accountIds, deps),
    withdrawNotice: (tx, told) => withdrawNotice(tx, told, deps),
  };
}
