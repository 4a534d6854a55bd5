import type { Knex } from 'knex';
import { scriptRunSchema, type RunLogEntry, type ScriptRun } from '../../shared/call-scripts/run';
import { assertNever } from '../../shared/assert';
import type { Id } from '../../shared/ids/ids';
import type { Currency } from '../../shared/lang/languages';

/** A run with what it is about. */
export interface StoredRun {
  readonly callId: Id<'call'>;
  readonly accountId: string | null;
  readonly caseId: string | null;
  readonly run: ScriptRun;
}

interface RunRow {
  call_id: Id<'call'>;
  customer_account_id: string | null;
  case_id: string | null;
  run: unknown;
}

const toStored = (row: RunRow): StoredRun => ({
  callId: row.call_id,
  accountId: row.customer_account_id,
  caseId: row.case_id,
  run: scriptRunSchema.parse(row.run),
});

/** The call a run belongs to, as the interpreter needs it. */
export interface RunCall {
  readonly agentId: string | null;
  readonly agentName: string;
  readonly customerId: string | null;
  /** Set when somebody else than the call's customer was let in, on an authority on record. */
  readonly authorityId: string | null;
  readonly isOpenForWork: boolean;
  readonly creditorCurrency: Currency;
  readonly country: 'NO' | 'SE' | 'FI';
}

/** The call, or null when there is none. */
export async function readRunCall(sql: Knex, callId: string): Promise<RunCall | null> {
  const { rows } = await sql.raw<{ rows: RunCall[] }>(
    `select c.agent_id as "agentId", coalesce(l.display_name, '') as "agentName", c.customer_id as "customerId",
       (select g.authority_id from identity_gates g where g.call_id = c.id and g.customer_id = c.customer_id) as "authorityId",
       k.currency as "creditorCurrency", k.country,
       (c.state in ('connecting', 'talking', 'held')
         or exists (select 1 from wrap_ups w where w.call_id = c.id and w.state = 'open')) as "isOpenForWork"
     from calls c join creditors k on k.id = c.creditor_id left join login_accounts l on l.id = c.agent_id
     where c.id = ?`,
    [callId],
  );
  return rows[0] ?? null;
}

/** A run, locked until the transaction ends; null when there is none. */
export async function lockRun(sql: Knex.Transaction, runId: string): Promise<StoredRun | null> {
  const row = await sql('script_runs').where({ id: runId }).forUpdate().first<RunRow | undefined>();
  return row === undefined ? null : toStored(row);
}

/** The run that is going on in a call, locked; null when there is none. */
export async function lockRunningRun(sql: Knex.Transaction, callId: string): Promise<StoredRun | null> {
  const row = await sql('script_runs')
    .where({ call_id: callId, state: 'running' })
    .forUpdate()
    .first<RunRow | undefined>();
  return row === undefined ? null : toStored(row);
}

/** The run that is going on in a call, else the newest; null when there is none. */
export async function readNewestRun(sql: Knex, callId: string): Promise<StoredRun | null> {
  const row = await sql('script_runs')
    .where({ call_id: callId })
    .orderByRaw(`(state = 'running') desc, started_at desc, id desc`)
    .first<RunRow | undefined>();
  return row === undefined ? null : toStored(row);
}

interface NewRun {
  readonly stored: StoredRun;
  readonly customerId: string | null;
  readonly startedBy: string;
}

/** A run as its row. */
export function runRow({ stored, customerId, startedBy }: NewRun): Record<string, unknown> {
  const { run, callId, accountId, caseId } = stored;
  return {
    id: run.id,
    call_id: callId,
    customer_id: customerId,
    customer_account_id: accountId,
    case_id: caseId,
    slug: run.slug,
    version: run.version,
    language: run.language,
    state: run.state,
    run: JSON.stringify(run),
    started_by: startedBy,
    started_at: new Date(run.startedAt),
    ended_at: run.endedAt === null ? null : new Date(run.endedAt),
  };
}

/** The entries of a run's log, from the given one on, as rows. */
export function stepRows(run: ScriptRun, from: number): Record<string, unknown>[] {
  return run.log.slice(from).map((entry, index) => ({
    run_id: run.id,
    step_no: from + index + 1,
    at: new Date(entry.at),
    kind: entry.kind,
    ...stepColumns(entry),
  }));
}

/** Writes a new run with its first steps. */
export async function insertRun(
  sql: Knex.Transaction,
  stored: StoredRun,
  about: { readonly customerId: string | null; readonly startedBy: string },
): Promise<void> {
  await sql('script_runs').insert(runRow({ stored, ...about }));
  await appendSteps(sql, stored.run, 0);
}

/** Writes a moved run; its new log entries become steps that never change again. */
export async function saveRun(sql: Knex.Transaction, before: ScriptRun, after: ScriptRun): Promise<void> {
  await sql('script_runs')
    .where({ id: after.id })
    .update({
      language: after.language,
      state: after.state,
      run: JSON.stringify(after),
      ended_at: after.endedAt === null ? null : new Date(after.endedAt),
    });
  await appendSteps(sql, after, before.log.length);
}

/** Ties a run to the customer who has become known in it. */
export async function saveRunCustomer(sql: Knex.Transaction, runId: string, customerId: string): Promise<void> {
  await sql('script_runs').where({ id: runId }).whereNull('customer_id').update({ customer_id: customerId });
}

async function appendSteps(sql: Knex.Transaction, run: ScriptRun, from: number): Promise<void> {
  const rows = stepRows(run, from);
  if (rows.length > 0) await sql('script_run_steps').insert(rows);
}

function stepColumns(entry: RunLogEntry): { step_id: string; words: string; answer: string | null } {
  switch (entry.kind) {
    case 'shown':
      return { step_id: entry.stepId, words: entry.words, answer: null };
    case 'answered':
      return { step_id: entry.stepId, words: '', answer: JSON.stringify(entry.answer) };
    case 'acted':
      return { step_id: entry.stepId, words: entry.act.do, answer: JSON.stringify(entry.result) };
    case 'branched':
      return { step_id: entry.stepId, words: '', answer: JSON.stringify(entry.because) };
    case 'jumped':
      return { step_id: entry.stepId, words: '', answer: JSON.stringify(entry.toStepId) };
    case 'language_changed':
      return { step_id: entry.stepId, words: '', answer: JSON.stringify(entry.language) };
    case 'said':
    case 'left':
      return { step_id: entry.stepId, words: '', answer: null };
    case 'finished':
      return { step_id: '', words: '', answer: null };
    default:
      return assertNever(entry);
  }
}
