import type { Knex } from 'knex';
import { actSucceeded } from '../../shared/call-scripts/act-result';
import { advance, currentStep, startRun, type RunContext } from '../../shared/call-scripts/advance';
import { deriveFacts } from '../../shared/call-scripts/derive-facts';
import { findCallScript } from '../../shared/call-scripts/library';
import type { Move } from '../../shared/call-scripts/run';
import type { ActName, CallScript, RestingStep } from '../../shared/call-scripts/schema';
import type { FactsSource } from '../../shared/call-scripts/selection';
import { moveOfAnswer, runView } from '../../shared/call-scripts/view';
import type { Id } from '../../shared/ids/ids';
import type { CaseFile } from '../../shared/ledger/case-file';
import type { CommandPayload } from '../../shared/protocol/commands';
import type { ScriptRunView } from '../../shared/protocol/views';
import { ok, refuse, type Result } from '../../shared/result';
import { localDate } from '../../shared/time/zones';
import type { CallGate } from '../customers/index';
import type { Login } from '../platform/auth/login';
import type { Tx } from '../platform/unit-of-work';
import {
  insertRun,
  lockRun,
  lockRunningRun,
  readRunCall,
  saveRun,
  saveRunCustomer,
  type RunCall,
  type StoredRun,
} from './store';

export interface CallScriptsDeps {
  readonly callGate: CallGate;
  /** The case file of a customer within a scope; built by screen-pop. */
  readonly readCaseFile: (
    sql: Knex,
    question: { readonly customerId: string; readonly creditorScope: readonly string[] | null; readonly nowMs: number },
  ) => Promise<CaseFile | null>;
  /** How the agency names itself on the phone. */
  readonly agencyName: string;
}

interface Ask<P> {
  readonly login: Login;
  readonly payload: P;
}

/** The call when it is this agent's and not wrapped up. */
async function ownCall(tx: Tx, login: Login, callId: string): Promise<Result<RunCall>> {
  const call = await readRunCall(tx.sql, callId);
  if (call === null || call.agentId !== login.id) return refuse('NOT_FOUND');
  return call.isOpenForWork ? ok(call) : refuse('CALL_ENDED');
}

interface About {
  readonly callId: Id<'call'>;
  readonly accountId: string | null;
  readonly caseId: string | null;
}

/** What the dialogue may know: nothing private while the gate of the call's customer is shut. */
async function sourceOf(
  tx: Tx,
  deps: CallScriptsDeps,
  ask: { login: Login; call: RunCall; about: About },
): Promise<FactsSource> {
  const { login, call, about } = ask;
  const { customerId } = call;
  const gate =
    customerId === null ? null : await deps.callGate.requireOpenGate(tx, { login, callId: about.callId, customerId });
  const isOpen = gate !== null && gate.ok && customerId !== null;
  return {
    caseFile: isOpen
      ? await deps.readCaseFile(tx.sql, { customerId, creditorScope: login.creditorScope, nowMs: tx.nowMs })
      : null,
    accountId: about.accountId,
    caseId: about.caseId,
    today: localDate(tx.nowMs, call.country),
    agentName: login.displayName,
    agencyName: deps.agencyName,
  };
}

const contextOf = (script: CallScript, source: FactsSource, at: number): RunContext => ({
  script,
  factsFor: (answers) => deriveFacts(source, answers),
  at,
});

/** Begins a dialogue in the agent's call; one that was going on there is left. Refused as `startRun` says. */
export async function startDialogue(
  tx: Tx,
  { login, payload }: Ask<CommandPayload<'call-script:start'>>,
  deps: CallScriptsDeps,
): Promise<Result<ScriptRunView>> {
  const { callId, slug, language } = payload;
  const call = await ownCall(tx, login, callId);
  if (!call.ok) return call;
  const script = findCallScript(slug);
  if (script === null) return refuse('NOT_FOUND');
  const about = { callId, accountId: payload.customerAccountId, caseId: payload.caseId };
  const source = await sourceOf(tx, deps, { login, call: call.value, about });
  if (!isKnown(about, source)) return refuse('NOT_FOUND');
  const started = startRun(contextOf(script, source, tx.nowMs), { runId: tx.makeId('scriptRun'), language });
  if (!started.ok) return started;
  await leaveRunning(tx, callId);
  const stored = { ...about, run: started.value };
  await insertRun(tx.sql, stored, {
    customerId: source.caseFile === null ? null : call.value.customerId,
    startedBy: login.id,
  });
  tell(tx, stored);
  return ok({ ...runView(script, started.value), callId });
}

/** An account or case that the agent may not see, or that is not this customer's, is none. */
function isKnown({ accountId, caseId }: About, { caseFile }: FactsSource): boolean {
  if (accountId === null && caseId === null) return true;
  if (caseFile === null) return false;
  const account = accountId === null || caseFile.accounts.some(({ id }) => id === accountId);
  return account && (caseId === null || caseFile.accounts.some(({ cases }) => cases.some(({ id }) => id === caseId)));
}

async function leaveRunning(tx: Tx, callId: Id<'call'>): Promise<void> {
  const running = await lockRunningRun(tx.sql, callId);
  if (running === null) return;
  const { run } = running;
  const left = { ...run, state: 'left' as const, stepId: null, endedAt: tx.nowMs };
  const entry = { kind: 'left' as const, at: tx.nowMs, stepId: run.stepId ?? '' };
  const after = { ...left, log: [...run.log, entry] };
  await saveRun(tx.sql, run, after);
  tell(tx, { ...running, run: after });
}

function tell(tx: Tx, { callId, run }: StoredRun): void {
  const { id: runId, slug, version, state } = run;
  tx.record('script_run.changed', callId, { callId, runId, slug, version, state });
}

interface Moving {
  readonly step: RestingStep;
  readonly source: FactsSource;
  readonly call: RunCall;
}

/** One move: the run is loaded under its lock, moved by the interpreter, and stored with the exact words shown. */
async function moveOn(
  tx: Tx,
  ask: { readonly login: Login; readonly runId: string; readonly stepId: string | null },
  deps: CallScriptsDeps,
  moveFor: (moving: Moving) => Result<Move>,
): Promise<Result<ScriptRunView>> {
  const { login } = ask;
  const stored = await lockRun(tx.sql, ask.runId);
  if (stored === null) return refuse('NOT_FOUND');
  const { run, callId } = stored;
  const call = await ownCall(tx, login, callId);
  if (!call.ok) return call;
  const script = findCallScript(run.slug, run.version);
  if (script === null) return refuse('NOT_FOUND');
  const step = currentStep(script, run);
  if (step === null) return refuse('SCRIPT_RUN_FINISHED', { state: run.state });
  const source = await sourceOf(tx, deps, { login, call: call.value, about: stored });
  const move = moveFor({ step, source, call: call.value });
  if (!move.ok) return move;
  const moved = advance(contextOf(script, source, tx.nowMs), run, { stepId: ask.stepId ?? step.id, move: move.value });
  if (!moved.ok) return moved;
  await saveRun(tx.sql, run, moved.value);
  if (source.caseFile !== null) await saveRunCustomer(tx.sql, run.id, source.caseFile.customer.id);
  tell(tx, { ...stored, run: moved.value });
  return ok({ ...runView(script, moved.value), callId });
}

/** Says the step was said, or what the customer answered. */
export function answerStep(
  tx: Tx,
  { login, payload }: Ask<CommandPayload<'call-script:answer'>>,
  deps: CallScriptsDeps,
): Promise<Result<ScriptRunView>> {
  const { runId, stepId, answer } = payload;
  return moveOn(tx, { login, runId, stepId }, deps, ({ step, source, call }) => {
    if (step.id !== stepId) return refuse('SCRIPT_STEP_INVALID', { stepId, currentStepId: step.id });
    const account = source.caseFile?.accounts.find(({ id }) => id === source.accountId);
    return moveOfAnswer(step, answer, account?.currency ?? call.creditorCurrency);
  });
}

/** Goes to another step; the way there is in the log. */
export function jumpTo(
  tx: Tx,
  { login, payload }: Ask<CommandPayload<'call-script:jump'>>,
  deps: CallScriptsDeps,
): Promise<Result<ScriptRunView>> {
  const { runId, stepId } = payload;
  return moveOn(tx, { login, runId, stepId: null }, deps, () => ok({ kind: 'jumped', toStepId: stepId }));
}

/** A step that lets somebody else in has worked only when the gate was opened on an authority. */
function isLetIn(act: ActName, { authorityId }: RunCall): boolean {
  return act !== 'verify_authority' || authorityId !== null;
}

/** Says what came of an act; its values are read from the ledger as it is now, never from the client. */
export function actDone(
  tx: Tx,
  { login, payload }: Ask<CommandPayload<'call-script:act-done'>>,
  deps: CallScriptsDeps,
): Promise<Result<ScriptRunView>> {
  const { runId, stepId, isSuccess, subjectId } = payload;
  return moveOn(tx, { login, runId, stepId }, deps, ({ step, source, call }) => {
    if (step.kind !== 'act') return refuse('SCRIPT_STEP_INVALID', { stepId, stepKind: step.kind });
    if (isSuccess && !isLetIn(step.act.do, call)) return refuse('IDENTITY_THIRD_PARTY');
    const result = isSuccess ? actSucceeded(step.act, source, subjectId) : ({ kind: 'refused', code: null } as const);
    return ok({ kind: 'acted', result });
  });
}

/** Goes on in another language at the same step: the run is the same, and what was said before stays as it was said. */
export function changeLanguage(
  tx: Tx,
  { login, payload }: Ask<CommandPayload<'call-script:language'>>,
  deps: CallScriptsDeps,
): Promise<Result<ScriptRunView>> {
  const { runId, language } = payload;
  return moveOn(tx, { login, runId, stepId: null }, deps, () => ok({ kind: 'language_changed', language }));
}

/** Leaves the dialogue before its end. */
export function leaveDialogue(
  tx: Tx,
  { login, payload }: Ask<CommandPayload<'call-script:leave'>>,
  deps: CallScriptsDeps,
): Promise<Result<ScriptRunView>> {
  return moveOn(tx, { login, runId: payload.runId, stepId: null }, deps, () => ok({ kind: 'left' }));
}
