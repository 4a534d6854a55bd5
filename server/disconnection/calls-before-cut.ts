import type { Knex } from 'knex';
import { disconnectionStatus, OWN_GATES } from '../../shared/disconnection/index';
import type { CallBeforeCut } from '../../shared/protocol/http-disconnection';
import { findRule, mayCallAt, type RuleQuery } from '../../shared/rules/index';
import { addBankDays, nextBankDay } from '../../shared/time/bank-days';
import type { Country } from '../../shared/lang/languages';
import type { IsoDate } from '../../shared/time/dates';
import { readCutFacts, type CutFacts } from './cut-facts';

/** Warned cases looked at for one page of the list, the oldest warning first: those are cut first. */
export const CASES_LOOKED_AT_MAX = 1_000;
/** Only a wait that has not run out stands against these: time is what the call is made in. */
const TIME_GATES: readonly string[] = [
  'notice_period',
  'time_since_due',
  'amount_or_age',
  'hardship',
  'winter',
  'weekday',
];

export interface CallListQuestion {
  readonly scope: readonly string[] | null;
  /** Null = as the rule says. */
  readonly bankDays: number | null;
  readonly nowMs: number;
  /** False in the demo world, where it is always a good time to call an invented person. */
  readonly hasCallHours: boolean;
  readonly rows: RuleQuery['rows'];
}

export interface CallList {
  readonly calls: readonly CallBeforeCut[];
  readonly waitingForHours: number;
}

/**
 * Whom to ring before their service may be cut: warned, the first possible day within so many bank days, nothing against it but
 * time, nobody reached since the warning, and an hour at which we may call. The soonest first, then those tried least.
 */
export async function listCallsBeforeCut(sql: Knex, question: CallListQuestion): Promise<CallList> {
  const { nowMs, hasCallHours } = question;
  const facts = await readCutFacts(sql, await findWarned(sql, question.scope), nowMs);
  const due: { readonly line: CallBeforeCut; readonly found: CutFacts }[] = [];
  for (const found of facts) {
    const line = lineOf(found, question);
    if (line === null) continue;
    due.push({ line, found });
  }
  const now = due.filter(({ found }) => !hasCallHours || mayCallAt(nowMs, { ...found.facts, rows: question.rows }).ok);
  const calls = now
    .map(({ line }) => line)
    .sort((a, b) => compare(a.earliestCutDate, b.earliestCutDate) || a.tries - b.tries || compare(a.caseNo, b.caseNo));
  return { calls, waitingForHours: due.length - now.length };
}

const compare = (a: string, b: string): number => (a === b ? 0 : a < b ? -1 : 1);

async function findWarned(sql: Knex, scope: readonly string[] | null): Promise<readonly string[]> {
  const query = sql('cases as k')
    .join('customer_accounts as a', 'a.id', 'k.customer_account_id')
    .join('supply_points as s', 's.id', 'k.supply_point_id')
    .whereNotNull('k.disconnection_notice_date')
    .whereNull('k.closed_at')
    .whereNot('k.stage', 'closed')
    .whereNot('s.service_state', 'cut')
    .orderBy(['k.disconnection_notice_date', 'k.id'])
    .limit(CASES_LOOKED_AT_MAX)
    .select<{ id: string }[]>('k.id');
  if (scope !== null) void query.whereIn('a.creditor_id', [...scope]);
  return (await query).map((row) => row.id);
}

/** The line of a case that is to be rung; null when it is not. */
function lineOf(found: CutFacts, question: CallListQuestion): CallBeforeCut | null {
  const { facts } = found;
  const status = disconnectionStatus(facts, question.rows);
  if (status.earliestCutDate === null || facts.calls.hasTalked) return null;
  const against = status.gates.filter(
    ({ gate, verdict }) => verdict !== 'pass' && !OWN_GATES.includes(gate) && !TIME_GATES.includes(gate),
  );
  if (against.length > 0) return null;
  const rule = findRule('call_before_cut', { ...facts, date: facts.today, rows: question.rows });
  const ahead = question.bankDays ?? (rule.ok ? rule.value.params.bankDaysAhead : null);
  if (ahead === null || status.earliestCutDate > lastDay(facts.today, ahead, facts.country)) return null;
  return {
    caseId: found.caseId,
    caseNo: found.caseNo,
    creditorId: found.creditorId,
    creditorName: found.creditorName,
    utility: facts.utility,
    customerId: found.customerId,
    customerName: found.customerName,
    language: found.language,
    phone: found.phone,
    earliestCutDate: status.earliestCutDate,
    bankDaysLeft: bankDaysUntil(facts.today, status.earliestCutDate, facts.country),
    tries: facts.calls.tries,
    lastTriedAt: found.lastTriedAt,
  };
}

const lastDay = (today: IsoDate, ahead: number, country: Country): IsoDate =>
  ahead === 0 ? today : addBankDays(today, ahead, country);

/** Bank days from tomorrow to the day itself; 0 when the day has come. */
function bankDaysUntil(today: IsoDate, day: IsoDate, country: Country): number {
  let count = 0;
  for (let date = nextBankDay(today, country); date <= day; date = nextBankDay(date, country)) count += 1;
  return count;
}
