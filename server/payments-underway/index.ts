import type { Platform } from '../platform/platform';
import { meetPayments, NOTICE_TIMER, noticeOverdue, recordNotice, type PaymentsUnderwayDeps } from './notices';
import { applyReleaseEvent } from './releases';
import { readNotices, readReleases } from './store';

export type { StandingNotice, StandingRelease } from './store';

/** Money that is said to be on its way, and the releases that follow from it. */
export interface PaymentsUnderway {
  readonly readNotices: typeof readNotices;
  readonly readReleases: typeof readReleases;
  /** For whoever talks to creditors: `sent` when they took the word, `confirmed` when the service is open again. */
  readonly applyReleaseEvent: typeof applyReleaseEvent;
}

/** Builds the room: registers `payment-notice:record` and its timer, and listens for money in the ledger. */
export function createPaymentsUnderway(
  platform: Pick<Platform, 'commands' | 'timers'>,
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
  platform.timers.handle(NOTICE_TIMER, (tx, noticeId) => noticeOverdue(tx, noticeId, deps));
  deps.ledger.onPayments((tx, accounts) => meetPayments(tx, accounts, deps));
  return { readNotices, readReleases, applyReleaseEvent };
}
