import type { CollectionCase, CustomerAccount } from '../ledger/case-file';
import type { Utility } from '../ledger/vocabulary';
import { compareDates, daysBetween, type IsoDate } from '../time/dates';
import { disputedClaimIds } from './account-facts';
import { INSIGHT_WEIGHT, type InsightRule } from './insight-rule';
import { local, localSentence, money, SERVICE_WORDS, weekdayOf } from './words';

/** The longest warning of the three countries is four weeks; a cut further away than that is not near. */
export const DISCONNECTION_NEAR_DAYS = 28;

export interface NearCut {
  readonly collectionCase: CollectionCase;
  readonly disconnection: NonNullable<CollectionCase['disconnection']>;
  readonly utility: Utility;
}

function nearCut(account: CustomerAccount, collectionCase: CollectionCase, today: IsoDate): NearCut | null {
  const { disconnection, supplyPointId, id } = collectionCase;
  if (disconnection === null || disconnection.blocks.length > 0 || disconnection.sumToStopMinor <= 0n) return null;
  if (daysBetween(today, disconnection.earliestCutDate) > DISCONNECTION_NEAR_DAYS) return null;
  const point = account.supplyPoints.find((candidate) => candidate.id === supplyPointId);
  if (point?.serviceState === 'cut') return null;
  const disputed = disputedClaimIds(account);
  const isDisputed = account.claims.some((claim) => claim.caseId === id && disputed.has(claim.id));
  return isDisputed ? null : { collectionCase, disconnection, utility: point?.utility ?? account.creditor.utility };
}

/** The soonest possible cut that nothing but payment stops; null when there is none, it is blocked or already done. */
export function findNearCut(account: CustomerAccount, today: IsoDate): NearCut | null {
  const near = account.cases
    .map((collectionCase) => nearCut(account, collectionCase, today))
    .filter((found) => found !== null);
  const soonest = near.sort((a, b) => compareDates(a.disconnection.earliestCutDate, b.disconnection.earliestCutDate));
  return soonest[0] ?? null;
}

/** The date from which a cut is possible and the sum that stops it: for the agent to help with, never to threaten. */
export const disconnectionNear: InsightRule = ({ account, today }) => {
  const found = findNearCut(account, today);
  if (found === null) return null;
  const { collectionCase, disconnection, utility } = found;
  return {
    kind: 'disconnection_near',
    weight: INSIGHT_WEIGHT.disconnection_near,
    sentence: localSentence(
      {
        nb: '{service} kan tidligst stenges {day}. Betales {amount}, blir det ingen stenging.',
        sv: '{service} kan tidigast stängas av {day}. Om {amount} betalas blir det ingen avstängning.',
        fi: '{service} voidaan katkaista aikaisintaan {day}. Katkaisun estävä summa on {amount}.',
        en: '{service} can be cut on {day} at the earliest. Paying {amount} stops it.',
      },
      {
        service: local(SERVICE_WORDS[utility]),
        day: weekdayOf(disconnection.earliestCutDate, today),
        amount: money(disconnection.sumToStopMinor, account.currency),
      },
    ),
    evidence: [collectionCase.id],
    parts: [],
    suggests: 'disconnection-warning',
  };
};
