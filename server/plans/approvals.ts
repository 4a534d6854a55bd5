import type { Id } from '../../shared/ids/ids';
import type { Country } from '../../shared/lang/languages';
import type { Mandate, Plan } from '../../shared/ledger/case-file';
import { subtractMinor } from '../../shared/money/money';
import type { WaitingPlan } from '../../shared/protocol/http-plans';
import { refuse, ok, type Result } from '../../shared/result';
import { localDate } from '../../shared/time/zones';
import type { Creditor } from '../creditors/index';
import type { Login } from '../platform/auth/login';
import { agentStream, BOARD_STREAM } from '../platform/realtime/live-streams';
import type { Platform } from '../platform/platform';
import type { Tx } from '../platform/unit-of-work';
import { readAsked, readWaiting, type WaitingRow } from './approval-store';
import { decideApproval, mayDecide } from './decide-approval';
import type { PlansDeps } from './deps';
import { readPlansById } from './store';

/** Registers the supervisors' routes, and tells boards and agents live what waits and what was answered. */
export function registerApprovals(
  platform: Pick<Platform, 'routes' | 'db' | 'feed' | 'streams'>,
  deps: PlansDeps,
): void {
  platform.routes.add({
    name: 'planApprovals',
    roles: ['lead', 'admin'],
    scope: 'creditor',
    audit: 'person_read',
    rate: 'read',
    run: ({ login, commit }) => commit((tx) => listWaiting(tx, login, deps)),
  });
  platform.routes.add({
    name: 'decidePlan',
    roles: ['lead', 'admin'],
    scope: 'creditor',
    audit: 'person_write',
    rate: 'write',
    async run({ login, commit }, { params, body }) {
      if (login === null) return refuse('NOT_LOGGED_IN');
      return commit((tx) => decideApproval(tx, { login, decision: { ...params, ...body } }, deps));
    },
  });
  platform.feed.subscribe(async (fact) => {
    if (fact.kind !== 'plan.approval_asked' && fact.kind !== 'plan.approval_decided') return;
    platform.streams.emit(BOARD_STREAM, 'plan-approvals:changed', {});
    if (fact.kind === 'plan.approval_decided') await tellAgent(platform, fact.payload);
  });
}

async function tellAgent(
  platform: Pick<Platform, 'db' | 'streams'>,
  { planId, askedBy, decision }: { planId: string; askedBy: string; decision: string },
): Promise<void> {
  const stream = agentStream(askedBy);
  // Who withdrew their own question need not be told.
  if (decision === 'withdrawn' || !platform.streams.hasListeners(stream)) return;
  const asked = await readAsked(platform.db, planId);
  if (asked === null) return;
  platform.streams.emit(stream, 'plan:decided', {
    planId: planId as Id<'plan'>, // ids in facts are those of their rows
    callId: asked.callId as Id<'call'> | null,
    caseNo: asked.caseNo,
    decision: asked.decision,
    decidedByName: asked.decidedByName,
    note: asked.note,
  });
}

/** The drafts that wait at creditors in the person's scope, with what it takes to decide; audited, for they name people. */
async function listWaiting(tx: Tx, login: Login | null, deps: PlansDeps): Promise<Result<{ waiting: WaitingPlan[] }>> {
  if (login === null) return refuse('NOT_LOGGED_IN');
  const rows = await readWaiting(tx.sql, login.creditorScope);
  const today = (country: Country) => localDate(tx.nowMs, country);
  const planIds = rows.map(({ planId }) => planId);
  const plans = await readPlansById(tx.sql, planIds, today);
  const creditors = await readGivers(tx, [...new Set(rows.map(({ creditorId }) => creditorId))], deps);
  const waiting = rows.flatMap((row) => {
    const standing = plans.find(({ plan }) => plan.id === row.planId);
    const giver = creditors.find(({ creditor }) => creditor.id === row.creditorId);
    return standing === undefined || giver === undefined ? [] : [toWaiting(row, standing.plan, giver, login)];
  });
  await tx.audit({
    loginAccountId: login.id,
    action: 'plan_approvals.list',
    subjectKind: 'list',
    subjectId: 'plan_approvals',
    detail: { customerIds: [...new Set(rows.map(({ customerId }) => customerId))] },
  });
  return ok({ waiting });
}

interface Giver {
  readonly creditor: Creditor;
  /** As valid today in the creditor's country. */
  readonly mandate: Mandate | null;
}

async function readGivers(tx: Tx, creditorIds: readonly string[], deps: PlansDeps): Promise<readonly Giver[]> {
  const creditors = await deps.creditors.readCreditors(tx.sql, creditorIds);
  const givers: Giver[] = [];
  for (const creditor of creditors) {
    // Few creditors have anything waiting at one time, and one transaction has one connection.
    // oxlint-disable-next-line no-await-in-loop
    const found = await deps.creditors.mandatesOn(tx.sql, [creditor.id], localDate(tx.nowMs, creditor.country));
    givers.push({ creditor, mandate: found.get(creditor.id) ?? null });
  }
  return givers;
}

function toWaiting(row: WaitingRow, plan: Plan, { creditor, mandate }: Giver, login: Login): WaitingPlan {
  const { id, slug, name, country } = creditor;
  return {
    plan,
    creditor: { id, slug, name, country },
    currency: plan.currency,
    customerName: row.customerName,
    caseNo: row.caseNo,
    claimsMinor: subtractMinor(plan.totalMinor, plan.feeMinor),
    limits: mandate?.plan.approval?.limits ?? null,
    notBy: reasonAgainst(row, mandate, login),
  };
}

function reasonAgainst(row: WaitingRow, mandate: Mandate | null, login: Login): WaitingPlan['notBy'] {
  if (row.askedBy === login.id) return 'own';
  if (mandate === null || mandate.plan.approval === null) return 'nobody';
  return mayDecide(login.roles, mandate) ? null : 'role';
}
