import type { Id } from '../../shared/ids/ids';
import type { CaseRules } from '../../shared/protocol/http-rules';
import { ok, refuse, type Result } from '../../shared/result';
import { nextStepOf, rulesOfCase, type CaseForRules } from '../../shared/rules/case-rules';
import { localDate } from '../../shared/time/zones';
import { admitAction } from '../customers/index';
import type { LedgerAccount, LedgerCase } from '../ledger/index';
import { maySeeCreditor, type Login } from '../platform/auth/login';
import type { Platform } from '../platform/platform';
import type { Tx } from '../platform/unit-of-work';
import type { ScreenPopDeps } from './index';

/** Those who read a case without a call. */
const REVIEWERS = ['lead', 'qa', 'admin'] as const;

interface Ask {
  readonly login: Login;
  readonly caseId: Id<'case'>;
  readonly callId: Id<'call'> | null;
}

/** Registers `caseRules`: the rules of one case today, for the agent in the call and for those who review. */
export function registerCaseRules(platform: Pick<Platform, 'routes'>, deps: ScreenPopDeps): void {
  platform.routes.add({
    name: 'caseRules',
    roles: ['agent', 'lead', 'qa', 'admin'],
    scope: 'creditor',
    audit: 'person_read',
    rate: 'person',
    run: ({ login, commit }, { params, query }) =>
      commit(async (tx) =>
        login === null
          ? refuse('NOT_LOGGED_IN')
          : readCaseRules(tx, { login, caseId: params.caseId, callId: query.callId ?? null }, deps),
      ),
  });
}

/** Refused with NOT_FOUND outside the person's creditors; an agent needs a call with an open identity gate. */
async function readCaseRules(tx: Tx, ask: Ask, deps: ScreenPopDeps): Promise<Result<CaseRules>> {
  const { login, caseId, callId } = ask;
  const owner = await deps.ledger.readAccountOfCase(tx.sql, caseId);
  if (owner === null || !maySeeCreditor(login, owner.creditorId)) return refuse('NOT_FOUND');
  if (callId === null && !REVIEWERS.some((role) => login.roles.includes(role))) return refuse('IDENTITY_NOT_VERIFIED');
  if (callId !== null) {
    const admitted = await admitAction(tx, deps.callGate, { login, callId, owner });
    if (!admitted.ok) return admitted;
  }
  const accounts = await deps.ledger.readAccounts(tx.sql, {
    customerId: owner.customerId,
    creditorScope: [owner.creditorId],
    today: (country) => localDate(tx.nowMs, country),
  });
  const account = accounts.find(({ id }) => id === owner.id);
  const found = account?.cases.find(({ id }) => id === caseId);
  if (account === undefined || found === undefined) return refuse('NOT_FOUND');
  await tx.audit({
    loginAccountId: login.id,
    action: 'case_rules.read',
    subjectKind: 'customer',
    subjectId: owner.customerId,
    detail: { caseId, callId },
  });
  const today = localDate(tx.nowMs, owner.country);
  const { customerKind } = owner;
  const allowed = await deps.mayDo(tx.sql, { deed: 'next_stage', caseId, nowMs: tx.nowMs });
  const shown = { found, isStopped: !allowed.ok };
  return ok(toCaseRules(factsOf({ account, found, customerKind, today, rows: deps.rules.rows() }), shown, deps));
}

function factsOf(about: {
  readonly account: LedgerAccount;
  readonly found: LedgerCase;
  readonly customerKind: CaseForRules['customerKind'];
  readonly today: CaseForRules['today'];
  readonly rows: CaseForRules['rows'];
}): CaseForRules {
  const { account, found, customerKind, today, rows } = about;
  const point = account.supplyPoints.find(({ id }) => id === found.supplyPointId);
  const dueDates = account.claims
    .filter(({ caseId, balanceMinor }) => caseId === found.id && balanceMinor > 0n)
    .map(({ dueDate }) => dueDate)
    .sort();
  return {
    country: account.creditor.country,
    customerKind,
    utility: point?.utility ?? account.creditor.utility,
    creditorId: account.creditor.id,
    today,
    stage: found.stage,
    stageSince: found.stageSince,
    dueDate: dueDates[0] ?? null,
    hasSupplyPoint: point !== undefined,
    rows,
  };
}

function toCaseRules(
  facts: CaseForRules,
  { found, isStopped }: { readonly found: LedgerCase; readonly isStopped: boolean },
  { rules }: ScreenPopDeps,
): CaseRules {
  const { id, caseNo } = found;
  return {
    caseId: id,
    caseNo,
    asOf: facts.today,
    country: facts.country,
    nextStep: toNextStep(facts, isStopped),
    lines: rulesOfCase(facts).map(({ domain, topic, rule, blocks }) => ({
      domain,
      topic,
      rule: rule === null ? null : rules.view(rule, facts.today),
      blocks,
    })),
    pending: [...rules.pending(facts.country, facts.today)],
  };
}

/** The next step with its first day, or what is in the way: the law's own waiting time, or something that stands on the case. */
function toNextStep(facts: CaseForRules, isStopped: boolean): CaseRules['nextStep'] {
  const next = nextStepOf(facts);
  if (next === null) return null;
  if (isStopped) return { step: next.step, earliest: null, why: 'stopped' };
  return { step: next.step, earliest: next.earliest, why: next.earliest === null ? next.why : null };
}
