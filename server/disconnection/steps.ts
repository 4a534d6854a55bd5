import { isAtTheSameTime } from '../../shared/disconnection/index';
import type { AdviceKind, RecordedStepKind, ReportKind, StepKind } from '../../shared/disconnection/process';
import type { Id } from '../../shared/ids/ids';
import { ok, refuse, type Result } from '../../shared/result';
import type { IsoDate } from '../../shared/time/dates';
import { localDate } from '../../shared/time/zones';
import { admitAction, type CallPorts } from '../customers/index';
import type { AccountHead, Ledger, MayDo } from '../ledger/index';
import { maySeeCreditor, type Login } from '../platform/auth/login';
import type { Tx } from '../platform/unit-of-work';
import { readCutFacts, type CutFacts } from './cut-facts';
import { letterOf, type SentLetter } from './letters';

export interface DisconnectionDeps extends CallPorts {
  readonly ledger: Ledger;
  /** The case gate, asked before a letter is written or noted as sent. */
  readonly mayDo: MayDo;
}

/** Who writes a step down: one of us, or the creditor's own system. */
export type StepAuthor =
  { readonly kind: 'login'; readonly login: Login } | { readonly kind: 'creditor'; readonly creditorId: string };

/** Columns of the case that hold what stands now; the steps are how it came about. */
const COLUMN: Readonly<Partial<Record<StepKind, string>>> = {
  reminder_sent: 'disconnection_reminder_date',
  alternatives_told: 'disconnection_alternatives_date',
  warning_sent: 'disconnection_notice_date',
  warning_served: 'disconnection_served_date',
  social_notice_sent: 'disconnection_social_notice_date',
  obstacles_checked: 'disconnection_obstacle_check_date',
};
const FLAG: Readonly<Partial<Record<StepKind, string>>> = {
  social_service_accepted: 'has_social_service_accepted',
  obstacle_reported: 'is_obstacle_reported',
};
/** What belongs to a warning and falls with it; a new warning starts its own. */
const OF_THE_WARNING = {
  disconnection_served_date: null,
  disconnection_social_notice_date: null,
  disconnection_claim_ids: null,
  has_social_service_accepted: false,
} as const;

/** Steps that can only be about a warning that was sent before. */
const OF_A_WARNING: readonly StepKind[] = ['warning_served', 'social_service_accepted', 'warning_withdrawn'];

/** Steps that are letters to the customer, or go out with one. */
const LETTER_STEPS: readonly StepKind[] = ['reminder_sent', 'warning_sent', 'social_notice_sent'];

interface CaseOfStep {
  readonly account: AccountHead;
  readonly supplyPointId: string;
}

/** The case with its account locked, when the author may touch it and there is something to cut at all. */
export async function lockCase(
  tx: Tx,
  { caseId, by }: { readonly caseId: string; readonly by: StepAuthor },
  ledger: Ledger,
): Promise<Result<CaseOfStep>> {
  const account = await ledger.readAccountOfCase(tx.sql, caseId);
  if (account === null) return refuse('NOT_FOUND');
  const isTheirs =
    by.kind === 'creditor' ? by.creditorId === account.creditorId : maySeeCreditor(by.login, account.creditorId);
  if (!isTheirs) return refuse('NOT_FOUND');
  await ledger.lockAccounts(tx.sql, [account.id]);
  const row = await tx.sql('cases').where({ id: caseId }).first<{ supply_point_id: string | null }>('supply_point_id');
  return row?.supply_point_id == null ? refuse('NOT_FOUND') : ok({ account, supplyPointId: row.supply_point_id });
}

interface Writing extends CaseOfStep {
  readonly caseId: string;
  readonly kind: StepKind;
  readonly onDate: IsoDate;
  readonly by: StepAuthor;
  readonly callId: string | null;
  readonly detail: Readonly<Record<string, string | boolean | number | null | readonly string[]>>;
}

/** Keeps a step, tells of it and audits it. */
export async function writeStep(tx: Tx, step: Writing): Promise<Id<'disconnectionStep'>> {
  const { account, caseId, kind, by } = step;
  const stepId = tx.makeId('disconnectionStep');
  await tx.sql('disconnection_steps').insert({
    id: stepId,
    case_id: caseId,
    supply_point_id: step.supplyPointId,
    kind,
    on_date: step.onDate,
    recorded_at: new Date(tx.nowMs),
    recorded_by: by.kind === 'login' ? by.login.id : by.creditorId,
    call_id: step.callId,
    detail: JSON.stringify(step.detail),
  });
  const { customerId, creditorId, id: customerAccountId } = account;
  tx.record('disconnection.step_recorded', caseId, { caseId, customerId, creditorId, stepId, kind });
  tx.record('ledger.changed', customerId, { customerId, customerAccountId, changedIds: [caseId] });
  await tx.audit({
    loginAccountId: by.kind === 'login' ? by.login.id : null,
    action: `disconnection.${kind}`,
    subjectKind: 'customer',
    subjectId: customerId,
    detail: { caseId, stepId, callId: step.callId },
  });
  return stepId;
}

/**
 * Writes down a step as it was done on a day. Refused with DISCONNECTION_STEP_INVALID when the day lies ahead, or when a warning
 * is served, told on or taken back that was never sent or not yet; NOT_FOUND when there is nothing to cut; and as the case gate
 * says for a letter of ours of today (one of an earlier day, or by the creditor, has been sent, and what happened is written down).
 */
export async function recordStep(
  tx: Tx,
  step: {
    readonly caseId: string;
    readonly kind: RecordedStepKind;
    readonly onDate: IsoDate;
    readonly note: string;
    readonly by: StepAuthor;
  },
  { ledger, mayDo, ruleRows }: Pick<DisconnectionDeps, 'ledger' | 'mayDo' | 'ruleRows'>,
): Promise<Result<Id<'disconnectionStep'>>> {
  const locked = await lockCase(tx, step, ledger);
  if (!locked.ok) return locked;
  const { caseId, kind, onDate, by } = step;
  const today = localDate(tx.nowMs, locked.value.account.country);
  if (onDate > today) return refuse('DISCONNECTION_STEP_INVALID', { kind });
  const allowed = await mayNote(tx, { ...step, isToday: onDate === today }, mayDo);
  if (!allowed.ok) return allowed;
  const [found] = await readCutFacts(tx.sql, [caseId], tx.nowMs);
  if (found === undefined) return refuse('NOT_FOUND');
  const sent = found.facts.notice?.sentDate ?? null;
  if (OF_A_WARNING.includes(kind) && (sent === null || onDate < sent)) {
    return refuse('DISCONNECTION_STEP_INVALID', { kind });
  }
  const letter = letterOf(found, { kind, onDate, isOurs: by.kind === 'login' }, ruleRows());
  await tx.sql('cases').where({ id: caseId }).update(changesOf(found, { kind, onDate, letter }));
  const detail = { note: step.note, ...letter };
  return ok(await writeStep(tx, { ...locked.value, caseId, kind, onDate, by, callId: null, detail }));
}

/** What a step changes of what stands in the case. */
function changesOf(
  found: CutFacts,
  step: { readonly kind: RecordedStepKind; readonly onDate: IsoDate; readonly letter: SentLetter | null },
): Record<string, unknown> {
  const { kind, onDate, letter } = step;
  const column = COLUMN[kind];
  const flag = FLAG[kind];
  return {
    ...(kind === 'warning_sent' ? ofNewWarning(found, onDate, letter) : {}),
    ...(kind === 'warning_withdrawn' ? { ...OF_THE_WARNING, disconnection_notice_date: null } : {}),
    ...(column === undefined ? {} : { [column]: onDate }),
    ...(flag === undefined ? {} : { [flag]: true }),
  };
}

/** A new warning begins its own clock; the word to the municipality that went with it stays, whichever was written down first. */
function ofNewWarning({ noticeOrDraft }: CutFacts, onDate: IsoDate, letter: SentLetter | null) {
  const social = noticeOrDraft.socialNoticeDate;
  return {
    ...OF_THE_WARNING,
    disconnection_claim_ids: letter === null ? null : [...letter.claimIds],
    ...(social !== null && isAtTheSameTime(social, onDate) ? { disconnection_social_notice_date: social } : {}),
  };
}

/** A letter of ours that goes out today asks the case gate; anything else is history, or no letter. */
async function mayNote(
  tx: Tx,
  step: { readonly caseId: string; readonly kind: StepKind; readonly by: StepAuthor; readonly isToday: boolean },
  mayDo: MayDo,
): Promise<Result<undefined>> {
  const isLetter = step.isToday && step.by.kind === 'login' && LETTER_STEPS.includes(step.kind);
  return isLetter ? mayDo(tx.sql, { deed: 'letter', caseId: step.caseId, nowMs: tx.nowMs }) : ok(undefined);
}

const STEP_OF_REPORT: Readonly<Record<ReportKind, StepKind>> = {
  obstacle: 'obstacle_reported',
  danger: 'danger_reported',
  social_service: 'social_service_accepted',
};

/**
 * What the customer tells in a call takes effect at once, before anybody has proved it: an obstacle moves the dates where the
 * law says so, danger holds the whole case, a social service that pays ends the cut.
 */
export async function report(
  tx: Tx,
  ask: {
    readonly login: Login;
    readonly callId: Id<'call'>;
    readonly caseId: Id<'case'>;
    readonly kind: ReportKind;
    readonly statement: string;
  },
  deps: DisconnectionDeps,
): Promise<Result<{ stepId: Id<'disconnectionStep'> }>> {
  const { login, callId, caseId } = ask;
  const owner = await deps.ledger.readAccountOfCase(tx.sql, caseId);
  const admitted = await admitAction(tx, deps.callGate, { login, callId, owner });
  if (!admitted.ok) return admitted;
  const by = { kind: 'login', login } as const;
  const locked = await lockCase(tx, { caseId, by }, deps.ledger);
  if (!locked.ok) return locked;
  const kind = STEP_OF_REPORT[ask.kind];
  const flag = FLAG[kind];
  if (flag !== undefined)
    await tx
      .sql('cases')
      .where({ id: caseId })
      .update({ [flag]: true });
  const onDate = localDate(tx.nowMs, locked.value.account.country);
  const detail = { note: ask.statement };
  const stepId = await writeStep(tx, { ...locked.value, caseId, kind, onDate, by, callId, detail });
  if (ask.kind === 'danger') {
    const hold = { caseId, kind: 'vulnerability', untilDate: null, placedBy: login.id, callId, note: stepId } as const;
    const held = await deps.ledger.placeHold(tx, hold, 'renew');
    if (!held.ok) return held;
  }
  await deps.recordCallAction(tx, callId, 'hold_placed', stepId);
  return ok({ stepId });
}

/**
 * A lead weighs the breach and decides that a cut may be ordered; the decision falls when money comes, a dispute is answered or a
 * new warning is sent. Refused with DISCONNECTION_STEP_INVALID while no warning stands: there is nothing yet to weigh.
 */
export async function decide(
  tx: Tx,
  ask: {
    readonly caseId: string;
    readonly why: string;
    readonly isFrostExpected: boolean | null;
    /** Asked by law where it names no sum that makes a breach essential. */
    readonly isBreachEssential: boolean;
    readonly login: Login;
  },
  ledger: Ledger,
): Promise<Result<Id<'disconnectionStep'>>> {
  const by = { kind: 'login', login: ask.login } as const;
  const locked = await lockCase(tx, { caseId: ask.caseId, by }, ledger);
  if (!locked.ok) return locked;
  const warned = await tx.sql('cases').where({ id: ask.caseId }).whereNotNull('disconnection_notice_date').first('id');
  if (warned === undefined) return refuse('DISCONNECTION_STEP_INVALID', { kind: 'decided' });
  const onDate = localDate(tx.nowMs, locked.value.account.country);
  const { isFrostExpected, isBreachEssential } = ask;
  const detail = { note: ask.why, isFrostExpected, isBreachEssential };
  return ok(
    await writeStep(tx, { ...locked.value, caseId: ask.caseId, kind: 'decided', onDate, by, callId: null, detail }),
  );
}

/** What we advise the creditor about this cut; it orders nothing. */
export async function advise(
  tx: Tx,
  ask: { readonly caseId: string; readonly advice: AdviceKind; readonly why: string; readonly login: Login },
  ledger: Ledger,
): Promise<Result<Id<'disconnectionStep'>>> {
  const by = { kind: 'login', login: ask.login } as const;
  const { caseId } = ask;
  const locked = await lockCase(tx, { caseId, by }, ledger);
  if (!locked.ok) return locked;
  const { account, supplyPointId } = locked.value;
  const onDate = localDate(tx.nowMs, account.country);
  const detail = { note: ask.why, advice: ask.advice };
  const stepId = await writeStep(tx, { ...locked.value, caseId, kind: 'advised', onDate, by, callId: null, detail });
  const { customerId, creditorId } = account;
  tx.record('disconnection.changed', stepId, {
    disconnectionId: stepId,
    supplyPointId,
    caseId,
    customerId,
    creditorId,
    state: 'advised',
    sequence: null,
    why: [ask.advice],
  });
  return ok(stepId);
}
