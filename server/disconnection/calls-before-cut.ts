import type { Knex } from 'knex';
import { disconnectionStatus, OWN_GATES, type Gate } from '../../shared/disconnection/index';
import type { CallBeforeCut } from '../../shared/protocol/http-disconnection';
import { findRule, mayCallAt, type RuleQuery } from '../../shared/rules/index';
import { addBankDays, nextBankDay } from '../../shared/time/bank-days';
import type { Country } from '../../shared/lang/languages';
import type { IsoDate } from '../../shared/time/dates';
import { HAS_TALKED, readCutFacts, type CutFacts } from './cut-facts';

const ISO_DATE_LENGTH = 10;

/** Warned cases looked at for the list, the oldest warning first: those are cut first. */
const CASES_LOOKED_AT_MAX = 1_000;
/**
 * Only a wait that has not run out, a forecast that is of the day itself, or a decision that comes after the call stands against
 * these: time is what the call is made in.
 */
const TIME_GATES: readonly string[] = [
  'notice_period',
  'time_since_due',
  'amount_or_age',
  'hardship',
  'winter',
  'frost',
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
  /** Cases to look at; {@link CASES_LOOKED_AT_MAX} when left out. */
  readonly lookAtMax?: number;
}

export interface CallList {
  readonly calls: readonly CallBeforeCut[];
  readonly waitingForHours: number;
  /** More cases are warned than were looked at; the list holds those with the oldest warnings. */
  readonly isCutShort: boolean;
}

/**
 * Whom to ring before their service may be cut: warned, the first possible day within so many bank days, nothing against it but
 * time, nobody reached since the warning, and an hour at which we may call. The soonest first, then those tried least.
 */
export async function listCallsBeforeCut(sql: Knex, question: CallListQuestion): Promise<CallList> {
  const { nowMs, hasCallHours, lookAtMax = CASES_LOOKED_AT_MAX } = question;
  const warned = await findWarned(sql, question, lookAtMax);
  const facts = await readCutFacts(sql, warned.slice(0, lookAtMax), nowMs);
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
  return { calls, waitingForHours: due.length - now.length, isCutShort: warned.length > lookAtMax };
}

const compare = (a: string, b: string): number => (a === b ? 0 : a < b ? -1 : 1);

/**
 * What plainly stands against a call or a cut, so that it takes no place on the list: a hold that lasts beyond today in any
 * country, a dispute, a plan, money announced, a talk. The guard judges the rest.
 */
const NOTHING_PLAIN_AGAINST = `
  not exists (select 1 from holds h where h.case_id = k.id and h.ended_at is null and (h.until_date is null or h.until_date > ?))
  and not exists (select 1 from plan_claims pc join plans p on p.id = pc.plan_id join claims m on m.id = pc.claim_id
    where m.case_id = k.id and p.state in ('active', 'awaiting_approval'))
  and not exists (select 1 from dispute_lines l join disputes d on d.id = l.dispute_id join claims m on m.id = l.claim_id
    where m.case_id = k.id and d.state in ('open', 'with_creditor'))
  and not exists (select 1 from payment_notices n where n.customer_account_id = a.id and n.state = 'expected' and n.trust <> 'none')
  and not (${HAS_TALKED})`;

/** One more than are looked at, so that it can be said that there are more. */
async function findWarned(
  sql: Knex,
  { scope, nowMs }: CallListQuestion,
  lookAtMax: number,
): Promise<readonly string[]> {
  const utcDate = new Date(nowMs).toISOString().slice(0, ISO_DATE_LENGTH);
  const query = sql('cases as k')
    .join('customer_accounts as a', 'a.id', 'k.customer_account_id')
    .join('supply_points as s', 's.id', 'k.supply_point_id')
    .whereNotNull('k.disconnection_notice_date')
    .whereNull('k.closed_at')
    .whereNot('k.stage', 'closed')
    .whereNot('s.service_state', 'cut')
    .whereRaw(NOTHING_PLAIN_AGAINST, [utcDate])
    .orderBy(['k.disconnection_notice_date', 'k.id'])
    .limit(lookAtMax + 1)
    .select<{ id: string }[]>('k.id');
  if (scope !== null) void query.whereIn('a.creditor_id', [...scope]);
  return (await query).map((row) => row.id);
}

/** The line of a case that is to be rung; null when it is not. */
function lineOf(found: CutFacts, question: CallListQuestion): CallBeforeCut | null {
  const { facts } = found;
  const status = disconnectionStatus(facts, question.rows);
  if (status.earliestCutDate === null || facts.calls.hasTalked) return null;
  if (status.gates.some((gate) => standsAgainst(gate))) return null;
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

/** A breach that a lead has yet to weigh stands against no call: they weigh it better after one. */
function standsAgainst({ gate, verdict, evidence }: Gate): boolean {
  if (verdict === 'pass' || OWN_GATES.includes(gate) || TIME_GATES.includes(gate)) return false;
  return !(gate === 'breach' && (evidence === 'not_weighed' || evidence === 'reopened'));
}

const lastDay = (today: IsoDate, ahead: number, country: Country): IsoDate =>
  ahead === 0 ? today : addBankDays(today, ahead, country);

/** Bank days from tomorrow to the day itself; 0 when the day has come. */
function bankDaysUntil(today: IsoDate, day: IsoDate, country: Country): number {
  let count = 0;
  for (let date = nextBankDay(today, country); date <= day; date = nextBankDay(date, country)) count += 1;
  return count;
}
