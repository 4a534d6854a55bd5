import { openPrincipal, type PlanContext } from '../../shared/plans/index';
import type { Mandate } from '../../shared/ledger/case-file';
import { minor, sumMinor, ZERO, type Minor } from '../../shared/money/money';
import { refuse, ok, type Result } from '../../shared/result';
import type { IsoDate } from '../../shared/time/dates';
import { localDate } from '../../shared/time/zones';
import type { AccountHead } from '../ledger/index';
import type { Tx } from '../platform/unit-of-work';
import type { PlansDeps } from './deps';
import { readSituation, type PlanSituation } from './situation';

/** What is to be planned, by whomever. */
interface DraftQuestion {
  readonly account: AccountHead;
  readonly caseId: string | null;
  readonly claimIds: readonly string[];
  readonly isCostTold: boolean;
  /** What was booked later was not on the screen of whoever made the draft; epoch ms. */
  readonly sinceMs: number;
  /** Plans that do not stand in the way: the one replaced, the one being decided. */
  readonly exceptPlanIds: readonly string[];
}

/** A draft with everything that decides about it, true until the transaction ends: account locked, mandate locked for share. */
export interface DraftGround {
  readonly account: AccountHead;
  readonly mandate: Mandate;
  readonly today: IsoDate;
  readonly claims: readonly { readonly claimId: string; readonly balanceMinor: Minor }[];
  readonly claimsOpenMinor: Minor;
  readonly situation: PlanSituation;
  readonly context: PlanContext;
}

/**
 * Locks and reads what a draft stands on. Refused with NOT_FOUND (claims of somebody else), DISPUTE_OPEN_ALREADY,
 * PLAN_CLAIMS_CHANGED (something is paid), CLAIM_EXPIRED (too old to be asked for) or MANDATE_MISSING.
 */
export async function readGround(tx: Tx, ask: DraftQuestion, deps: PlansDeps): Promise<Result<DraftGround>> {
  const { account } = ask;
  await deps.ledger.lockAccounts(tx.sql, [account.id]);
  const today = localDate(tx.nowMs, account.country);
  const mandate = await deps.creditors.lockMandate(tx.sql, account.creditorId, today);
  const claimIds = [...new Set(ask.claimIds)];
  const situation = await readSituation(tx.sql, { ...ask, accountId: account.id, claimIds });
  const open = await deps.ledger.readOpenDebits(tx.sql, claimIds);
  const claims = claimIds.flatMap((claimId) => {
    const found = open.get(claimId);
    return found === undefined ? [] : [{ claimId, balanceMinor: found.balanceMinor }];
  });
  const refused = refuseClaims({ claimIds, claims, situation, account, caseId: ask.caseId });
  if (refused !== null) return refused;
  const limits = await deps.ledger.readLimitations(tx, account, deps.ruleRows());
  const expired = limits.find(
    ({ claim, isPast, mayCollectAfter }) => isPast && !mayCollectAfter && claimIds.includes(claim.id),
  );
  if (expired !== undefined) return refuse('CLAIM_EXPIRED', { lastDay: expired.lastDay });
  if (mandate === null) return refuse('MANDATE_MISSING');
  const claimsOpenMinor = sumMinor(claims.map(({ balanceMinor }) => balanceMinor));
  const { isFirstPlan, paidPlansBefore, isLegalPhase, isBeforeDemand, hasActivePlan } = situation;
  const context: PlanContext = {
    mandate,
    country: account.country,
    customerKind: account.customerKind,
    creditorId: account.creditorId,
    utility: account.utility,
    today,
    claimsOpenMinor,
    principalMinor: openPrincipal(principalParts(situation, claims)),
    isFirstPlan,
    paidPlansBefore,
    isLegalPhase,
    isBeforeDemand,
    feesBeforeMinor: minor(situation.feesBeforeMinor),
    hasActivePlan,
    isCostTold: ask.isCostTold,
    rows: deps.ruleRows(),
  };
  return ok({ account, mandate, today, claims, claimsOpenMinor, situation, context });
}

/** The claims' kinds and costs stand in the situation, their balances come from the locked entries. */
function principalParts(situation: PlanSituation, claims: DraftGround['claims']): Parameters<typeof openPrincipal>[0] {
  const balances = new Map(claims.map(({ claimId, balanceMinor }) => [claimId, balanceMinor]));
  return situation.claims.map(({ claimId, kind, costsMinor }) => ({
    kind,
    costsMinor: minor(costsMinor),
    balanceMinor: balances.get(claimId) ?? ZERO,
  }));
}

interface ClaimsAsked {
  readonly claimIds: readonly string[];
  readonly claims: readonly { readonly balanceMinor: Minor }[];
  readonly situation: PlanSituation;
  readonly account: AccountHead;
  readonly caseId: string | null;
}

/** Why these claims cannot be planned whatever the plan; null when they can. */
function refuseClaims({ claimIds, claims, situation, account, caseId }: ClaimsAsked) {
  if (situation.claims.length !== claimIds.length) return refuse('NOT_FOUND');
  if (caseId !== null && situation.claims.some((claim) => claim.caseId !== caseId)) return refuse('NOT_FOUND');
  if (situation.claims.some(({ currency }) => currency !== account.currency)) return refuse('NOT_FOUND');
  if (situation.hasStandingDispute) return refuse('DISPUTE_OPEN_ALREADY');
  const isPaid = claims.length !== claimIds.length || claims.some(({ balanceMinor }) => balanceMinor <= 0n);
  return isPaid ? refuse('PLAN_CLAIMS_CHANGED') : null;
}

/** A sum that does not fit because the claims moved meanwhile is no mistake of the agent. */
export function asChanged<T>(checked: Result<T>, { situation }: Pick<DraftGround, 'situation'>): Result<T> {
  const hasMoved = !checked.ok && checked.error.code === 'PLAN_SUM_MISMATCH' && situation.hasChanged;
  return hasMoved ? refuse('PLAN_CLAIMS_CHANGED', checked.error.details) : checked;
}
