import type { Knex } from 'knex';
import { minor } from '../../shared/money/money';
import { localDate } from '../../shared/time/zones';
import type { CaseStatus } from '../../shared/protocol/http-creditor';
import type { CreditorApiDeps } from './parts';

export interface CasesAsk {
  readonly creditorId: string;
  readonly customerNo?: string | undefined;
  readonly caseNo?: string | undefined;
  readonly after?: string | undefined;
  readonly limit: number;
  readonly nowMs: number;
}

const LIVE_PLANS = ['proposed', 'awaiting_approval', 'active', 'broken'];
const LIVE_DISPUTES = ['open', 'with_creditor'];

/** Where cases of one creditor stand: the ledger's part, the plan that runs (or broke) and the dispute that is open. */
export async function readStatuses(sql: Knex, ask: CasesAsk, deps: CreditorApiDeps): Promise<readonly CaseStatus[]> {
  const cases = await deps.ledger.readCaseStatuses(sql, ask);
  const accountIds = [...new Set(cases.map(({ accountId }) => accountId))];
  const plans = await deps.plans.readPlans(sql, accountIds, (country) => localDate(ask.nowMs, country));
  const disputes = await deps.disputes.readDisputes(sql, accountIds);
  const claimsOf = await deps.ledger.readClaimIdsOfCases(
    sql,
    cases.map(({ caseId }) => caseId),
  );
  return cases.map(({ accountId, customerId: _theirs, nextStage, nextStageDate, balanceMinor, ...status }) => {
    const isAbout = (claimIds: readonly string[]) =>
      claimIds.some((id) => claimsOf.get(status.caseId)?.has(id) === true);
    const plan = plans.find(
      (one) => one.accountId === accountId && LIVE_PLANS.includes(one.plan.state) && isAbout(one.plan.claimIds),
    )?.plan;
    const dispute = disputes.find(
      (one) =>
        one.accountId === accountId && LIVE_DISPUTES.includes(one.dispute.state) && isAbout(one.dispute.claimIds),
    )?.dispute;
    return {
      ...status,
      balanceMinor: minor(balanceMinor),
      holds: [...status.holds],
      nextStep: nextStage === null || nextStageDate === null ? null : { stage: nextStage, date: nextStageDate },
      plan: plan === undefined ? null : { planId: plan.id, state: plan.state, totalMinor: plan.totalMinor },
      dispute:
        dispute === undefined
          ? null
          : {
              disputeId: dispute.id,
              state: dispute.state,
              reason: dispute.reason,
              statement: dispute.statement,
              answerDueDate: dispute.answerDueDate,
            },
    };
  });
}
