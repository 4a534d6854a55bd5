import type { Knex } from 'knex';
import type { Id } from '../../shared/ids/ids';
import type { Plan } from '../../shared/ledger/case-file';
import type { Minor } from '../../shared/money/money';
import type { IsoDate } from '../../shared/time/dates';

export interface NewPlan {
  readonly id: Id<'plan'>;
  readonly accountId: string;
  readonly caseId: string | null;
  readonly mandateId: string;
  readonly callId: string;
  readonly scriptRunId: string | null;
  readonly currency: string;
  readonly totalMinor: Minor;
  readonly feeMinor: Minor;
  readonly madeBy: string;
  readonly replacesPlanId: string | null;
  readonly claims: readonly { readonly claimId: string; readonly balanceMinor: Minor }[];
  readonly instalments: readonly { readonly id: string; readonly dueDate: IsoDate; readonly amountMinor: Minor }[];
}

/** Writes a plan that waits for a yes; when the transaction commits the database adds it up again and refuses a wrong one. */
export async function insertPlan(sql: Knex.Transaction, plan: NewPlan, nowMs: number): Promise<void> {
  const now = new Date(nowMs);
  await sql('plans').insert({
    id: plan.id,
    customer_account_id: plan.accountId,
    case_id: plan.caseId,
    mandate_id: plan.mandateId,
    call_id: plan.callId,
    script_run_id: plan.scriptRunId,
    state: 'proposed',
    currency: plan.currency,
    total_minor: plan.totalMinor.toString(),
    fee_minor: plan.feeMinor.toString(),
    cost_told_at: now,
    made_by: plan.madeBy,
    made_at: now,
    replaces_plan_id: plan.replacesPlanId,
  });
  await sql('plan_claims').insert(
    plan.claims.map(({ claimId, balanceMinor }) => ({
      plan_id: plan.id,
      claim_id: claimId,
      balance_minor: balanceMinor.toString(),
    })),
  );
  await sql('plan_instalments').insert(
    plan.instalments.map(({ id, dueDate, amountMinor }, index) => ({
      id,
      plan_id: plan.id,
      instalment_no: index + 1,
      due_date: dueDate,
      amount_minor: amountMinor.toString(),
    })),
  );
}

/** From now on the creditor is bound by the plan, under this version of the mandate. */
export async function bindPlan(
  sql: Knex.Transaction,
  bound: {
    readonly planId: string;
    readonly mandateId: string;
    readonly feeClaimId: string | null;
    readonly approvedBy: string | null;
    readonly nowMs: number;
  },
): Promise<void> {
  await sql('plans')
    .where({ id: bound.planId })
    .update({
      state: 'active',
      mandate_id: bound.mandateId,
      fee_claim_id: bound.feeClaimId,
      agreed_at: new Date(bound.nowMs),
      approved_by: bound.approvedBy,
    });
}

/** Saves the end of a plan, or that it waits. */
export async function savePlanState(
  sql: Knex.Transaction,
  plan: { readonly planId: string; readonly state: Plan['state'] },
  end: { readonly nowMs: number; readonly by: string | null; readonly why: string } | null,
): Promise<void> {
  await sql('plans')
    .where({ id: plan.planId })
    .update({
      state: plan.state,
      ...(end === null ? {} : { ended_at: new Date(end.nowMs), ended_by: end.by, ended_why: end.why }),
    });
}
