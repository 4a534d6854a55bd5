import type { Knex } from 'knex';
import type { LimitBreach, PlanApproval } from '../../shared/ledger/plan-life';

/** More waiting plans than this are not shown at once; the oldest come first. */
const WAITING_SHOWN_MAX = 100;

export interface NewApproval {
  readonly planId: string;
  readonly askedBy: string;
  readonly askedAt: number;
  readonly why: string;
  readonly breaches: readonly LimitBreach[];
  readonly dueAt: number;
}

export async function insertApproval(sql: Knex.Transaction, asked: NewApproval): Promise<void> {
  await sql('plan_approvals').insert({
    plan_id: asked.planId,
    asked_by: asked.askedBy,
    asked_at: new Date(asked.askedAt),
    why: asked.why,
    breaches: JSON.stringify(asked.breaches),
    due_at: new Date(asked.dueAt),
  });
}

export interface ApprovalQuestion {
  readonly askedBy: string;
  readonly decision: PlanApproval['decision'];
}

/** The question about a plan, locked until the transaction ends: two supervisors decide one after the other. */
export async function lockApproval(sql: Knex.Transaction, planId: string): Promise<ApprovalQuestion | null> {
  const row = await sql('plan_approvals')
    .where({ plan_id: planId })
    .forUpdate()
    .first<{ asked_by: string; decision: PlanApproval['decision'] } | undefined>('asked_by', 'decision');
  return row === undefined ? null : { askedBy: row.asked_by, decision: row.decision };
}

export async function saveDecision(
  sql: Knex.Transaction,
  decided: {
    readonly planId: string;
    readonly decision: NonNullable<PlanApproval['decision']>;
    readonly by: string | null;
    readonly note: string;
    readonly nowMs: number;
  },
): Promise<void> {
  await sql('plan_approvals')
    .where({ plan_id: decided.planId })
    .update({
      decision: decided.decision,
      decided_by: decided.by,
      decided_at: new Date(decided.nowMs),
      note: decided.note,
    });
}

export interface WaitingRow {
  readonly planId: string;
  readonly customerId: string;
  readonly customerName: string;
  readonly creditorId: string;
  readonly caseNo: string | null;
  readonly askedBy: string;
}

/** Plans that wait for a yes at creditors in a scope (null = all), the longest waiting first. */
export async function readWaiting(sql: Knex, scope: readonly string[] | null): Promise<readonly WaitingRow[]> {
  const query = sql('plans as p')
    .join('plan_approvals as q', 'q.plan_id', 'p.id')
    .join('customer_accounts as a', 'a.id', 'p.customer_account_id')
    .join('customers as c', 'c.id', 'a.customer_id')
    .leftJoin('cases as k', 'k.id', 'p.case_id')
    .where('p.state', 'awaiting_approval')
    .orderBy('q.asked_at')
    .limit(WAITING_SHOWN_MAX);
  if (scope !== null) void query.whereIn('a.creditor_id', [...scope]);
  return query.select<WaitingRow[]>({
    planId: 'p.id',
    customerId: 'a.customer_id',
    customerName: 'c.name',
    creditorId: 'a.creditor_id',
    caseNo: 'k.case_no',
    askedBy: 'q.asked_by',
  });
}

/** What the agent who asked is told: which call and which case it was. */
export async function readAsked(
  sql: Knex,
  planId: string,
): Promise<{
  callId: string | null;
  caseNo: string | null;
  askedBy: string;
  decision: NonNullable<PlanApproval['decision']>;
  note: string;
  decidedByName: string | null;
} | null> {
  const row = await sql('plan_approvals as q')
    .join('plans as p', 'p.id', 'q.plan_id')
    .leftJoin('cases as k', 'k.id', 'p.case_id')
    .leftJoin('login_accounts as l', 'l.id', 'q.decided_by')
    .where('q.plan_id', planId)
    .whereNotNull('q.decision')
    .first({
      callId: 'p.call_id',
      caseNo: 'k.case_no',
      askedBy: 'q.asked_by',
      decision: 'q.decision',
      note: 'q.note',
      decidedByName: 'l.display_name',
    });
  return row ?? null;
}

/** True while the agent still talks, or wraps the call up: what comes of it now still belongs to it. */
export async function isCallOpen(sql: Knex, callId: string): Promise<boolean> {
  const row = await sql('calls as c')
    .leftJoin('wrap_ups as w', 'w.call_id', 'c.id')
    .where('c.id', callId)
    .first<{ state: string; wrap_up: string | null } | undefined>('c.state', 'w.state as wrap_up');
  return row !== undefined && (row.state === 'talking' || row.state === 'held' || row.wrap_up === 'open');
}
