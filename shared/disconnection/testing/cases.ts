/** Cases in which everything was done right and nothing stands against a cut: what tests deviate from. */
import { minor, type Minor } from '../../money/money';
import { isoDate } from '../../time/dates';
import type { DisconnectionCase, DisconnectionClaim, DisconnectionNotice } from '../disconnection-case';

export const kr = (whole: number): Minor => minor(whole * 100);

export const NOTICE: DisconnectionNotice = {
  sentDate: isoDate('2026-09-01'),
  claimIds: null,
  servedDate: isoDate('2026-09-03'),
  reminderDate: isoDate('2026-08-10'),
  alternativesDate: isoDate('2026-08-10'),
  obstacleCheckDate: null,
  socialNoticeDate: isoDate('2026-09-01'),
  hasSocialServiceAccepted: false,
  isObstacleReported: false,
};

/** An unpaid invoice of July, long before any of the letters. */
export const bill = (id: string, whole: number, dueDate = '2026-07-20'): DisconnectionClaim => ({
  id,
  kind: 'invoice',
  dueDate: isoDate(dueDate),
  balanceMinor: kr(whole),
});

/** A Norwegian home at its grid company, on a Tuesday in November: may be cut. */
export const NORWAY: DisconnectionCase = {
  country: 'NO',
  customerKind: 'consumer',
  utility: 'grid',
  creditorRole: 'grid',
  today: isoDate('2026-11-24'),
  notice: NOTICE,
  claims: [bill('a', 2_000)],
  holds: [],
  plans: [],
  disputes: [],
  expectedPayments: 0,
  flags: [],
  isElectricHeating: false,
  isFrostExpected: null,
  decision: { date: isoDate('2026-11-20'), isReopened: false, isBreachEssential: true },
  calls: { hasTalked: true, tries: 0 },
};
export const SWEDEN: DisconnectionCase = { ...NORWAY, country: 'SE', creditorRole: 'supplier', utility: 'power' };
export const FINLAND: DisconnectionCase = { ...NORWAY, country: 'FI', creditorRole: 'combined', utility: 'power' };
