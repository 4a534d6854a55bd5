/** Every gate of one case, in order: what must be so before a cut, whether it is, and how we know. */
import { isDisputeUnsettled } from '../disputes/dispute-machine';
import type { CustomerFlag } from '../ledger/vocabulary';
import { sumMinor } from '../money/money';
import type { DisconnectionParams, Rule, RuleParams } from '../rules/index';
import { addDays, type IsoDate } from '../time/dates';
import { cutDates, isInSeason, nextAllowedDay, type CutDates } from './cut-date';
import type {
  DisconnectionBlock,
  DisconnectionCase,
  DisconnectionClaim,
  DisconnectionNotice,
} from './disconnection-case';
import type { Gate, GateEvidence, GateName, GateVerdict } from './gate';

/** A gate and the word for why it stops everything; null where only a date or our own care stands against it. */
export interface GateFinding extends Gate {
  readonly block: DisconnectionBlock | null;
}

export interface Rules {
  readonly cut: Rule<'disconnection'>;
  readonly calendar: Rule<'disconnection_calendar'>;
  /** Null = no row; then the call is asked for all the same. */
  readonly call: Rule<'call_before_cut'> | null;
}

type Seen = Partial<Pick<Gate, 'date' | 'amountMinor' | 'count' | 'ruleId'>>;

function found(gate: GateName, verdict: GateVerdict, evidence: GateEvidence, seen: Seen = {}): GateFinding {
  return { gate, verdict, evidence, date: null, amountMinor: null, count: null, ruleId: null, ...seen, block: null };
}

const passes = (gate: GateName, evidence: GateEvidence, seen?: Seen) => found(gate, 'pass', evidence, seen);

function stops(gate: GateName, evidence: GateEvidence, block: DisconnectionBlock, seen?: Seen): GateFinding {
  return { ...found(gate, 'fail', evidence, seen), block };
}

/** Not known: stops as surely as a no. */
function unknown(gate: GateName, evidence: GateEvidence, block: DisconnectionBlock, seen?: Seen): GateFinding {
  return { ...found(gate, 'unknown', evidence, seen), block };
}

/** What a flag on the customer means here: danger to a person, or a case only a lead may decide. Null = nothing by itself. */
const BLOCK_OF_FLAG: Readonly<Record<CustomerFlag, 'danger' | 'needs_a_lead' | null>> = {
  medical_device: 'danger',
  vulnerable: 'danger',
  small_children: 'danger',
  trustee: 'needs_a_lead',
  minor: 'needs_a_lead',
  debt_relief: 'needs_a_lead',
  deceased: 'needs_a_lead',
  id_theft: 'needs_a_lead',
  electric_heating: null,
};

/** What is overdue today and still owed. */
export function overdueClaims(facts: DisconnectionCase): readonly DisconnectionClaim[] {
  return facts.claims.filter((claim) => claim.dueDate < facts.today && claim.balanceMinor > 0n);
}

/** Gates that need no row of law: facts of the case that stand against any cut anywhere. */
export function factGates(facts: DisconnectionCase): readonly GateFinding[] {
  return [
    debtGate(overdueClaims(facts)),
    facts.notice?.hasSocialServiceAccepted === true
      ? stops('social_answer', 'authority_pays', 'social_service_pays')
      : passes('social_answer', 'authority_silent'),
    flagGate(facts, 'danger'),
    flagGate(facts, 'needs_a_lead'),
    disputeGate(facts),
    facts.plans.some((plan) => plan.state === 'active' || plan.state === 'awaiting_approval')
      ? stops('plan', 'plan_runs', 'plan_active')
      : passes('plan', 'nothing'),
    paymentGate(facts),
    holdGate(facts),
  ];
}

function debtGate(overdue: readonly DisconnectionClaim[]): GateFinding {
  if (overdue.length === 0) return stops('debt', 'nothing_owed', 'nothing_owed');
  if (overdue.every((claim) => claim.kind === 'fee')) return stops('debt', 'only_costs', 'only_costs');
  const invoices = overdue.filter((claim) => claim.kind === 'invoice');
  const amountMinor = sumMinor(invoices.map((claim) => claim.balanceMinor));
  return passes('debt', 'owed', { amountMinor, count: invoices.length });
}

function flagGate(facts: DisconnectionCase, block: 'danger' | 'needs_a_lead'): GateFinding {
  const gate = block === 'danger' ? 'safety' : 'people';
  const count = facts.flags.filter((flag) => BLOCK_OF_FLAG[flag] === block).length;
  if (count === 0) return passes(gate, block === 'danger' ? 'nothing_known' : 'nobody');
  return stops(gate, block === 'danger' ? 'danger_known' : 'lead_decides', block, { count });
}

function disputeGate(facts: DisconnectionCase): GateFinding {
  const waiting = facts.disputes.filter(
    ({ state, claimIds }) => isDisputeUnsettled(state) && touches(claimIds, facts.claims),
  );
  return waiting.length > 0
    ? stops('dispute', 'dispute_waits', 'dispute_open', { count: waiting.length })
    : passes('dispute', 'nothing');
}

/** A dispute that names no claim is about all of them. */
function touches(claimIds: readonly string[], claims: readonly DisconnectionClaim[]): boolean {
  return claimIds.length === 0 || claims.some((claim) => claimIds.includes(claim.id));
}

const standingHolds = (facts: DisconnectionCase) =>
  facts.holds.filter((hold) => hold.untilDate === null || hold.untilDate >= facts.today);

function paymentGate(facts: DisconnectionCase): GateFinding {
  const held = standingHolds(facts).find(({ kind }) => kind === 'money_on_the_way');
  if (facts.expectedPayments === 0 && held === undefined) return passes('payment', 'nothing');
  return stops('payment', 'money_comes', 'payment_on_the_way', { date: held?.untilDate ?? null });
}

function holdGate(facts: DisconnectionCase): GateFinding {
  const held = standingHolds(facts).filter(({ kind }) => kind !== 'money_on_the_way');
  const [first] = held;
  if (first === undefined) return passes('hold', 'nothing');
  return stops('hold', 'case_rests', 'on_hold', { date: first.untilDate, count: held.length });
}

/** Gates that the row of law and our policy ask for, and the earliest day; null where it cannot be said. */
export function ruleGates(
  facts: DisconnectionCase,
  rules: Rules,
): { readonly gates: readonly GateFinding[]; readonly earliest: IsoDate | null } {
  const { params, id: ruleId } = rules.cut;
  const { notice } = facts;
  const clockDate = notice === null ? null : params.clock === 'served' ? notice.servedDate : notice.sentDate;
  const basis =
    clockDate === null
      ? []
      : overdueClaims(facts).filter((claim) => claim.kind === 'invoice' && claim.dueDate < clockDate);
  const dates =
    clockDate === null ? null : cutDates({ facts, params, calendar: rules.calendar.params, clockDate, basis });
  return {
    gates: [
      rules.cut.confidence === 'low'
        ? unknown('rule', 'rule_unreviewed', 'rule_unreviewed', { ruleId })
        : passes('rule', 'rule_covers', { ruleId }),
      params.rolesThatMayCut.includes(facts.creditorRole)
        ? passes('actor', 'may_cut', { ruleId })
        : stops('actor', 'may_not_cut', 'creditor_may_not_cut', { ruleId }),
      ...breachGate(facts, params, ruleId),
      ...noticeGates(notice, params, ruleId),
      ...dateGates(facts, { dates, hasClock: clockDate !== null, ruleId }),
      ...frostGate(facts, rules.calendar),
      ...obstacleGate(notice, params, ruleId),
      weekdayGate(facts, rules.calendar),
    ],
    earliest: dates?.earliest ?? null,
  };
}

function breachGate(facts: DisconnectionCase, params: DisconnectionParams, ruleId: string): readonly GateFinding[] {
  if (params.significance === null) return [];
  const { singleAboveMinor, orOverdueCount } = params.significance;
  const invoices = overdueClaims(facts).filter((claim) => claim.kind === 'invoice');
  if (invoices.some((claim) => claim.balanceMinor > singleAboveMinor)) {
    return [passes('breach', 'above_sum', { amountMinor: singleAboveMinor, ruleId })];
  }
  if (invoices.length >= orOverdueCount) return [passes('breach', 'several_bills', { count: invoices.length, ruleId })];
  return [stops('breach', 'too_small', 'not_essential', { amountMinor: singleAboveMinor, ruleId })];
}

function noticeGates(
  notice: DisconnectionNotice | null,
  params: DisconnectionParams,
  ruleId: string,
): readonly GateFinding[] {
  if (notice === null) return [stops('warning', 'no_warning', 'no_notice', { ruleId })];
  return [
    ...reminderGate(notice, params, ruleId),
    ...(params.needsAlternatives ? [alternativesGate(notice, ruleId)] : []),
    passes('warning', 'done_on', { date: notice.sentDate, ruleId }),
    ...(params.clock === 'served'
      ? [
          notice.servedDate === null
            ? unknown('service', 'not_served', 'not_served', { ruleId })
            : passes('service', 'served_on', { date: notice.servedDate, ruleId }),
        ]
      : []),
    ...(params.needsSocialNotice ? [socialNoticeGate(notice, ruleId)] : []),
  ];
}

function reminderGate(
  notice: DisconnectionNotice,
  params: DisconnectionParams,
  ruleId: string,
): readonly GateFinding[] {
  const days = params.daysBetweenReminderAndWarning;
  if (days === null) return [];
  const date = notice.reminderDate;
  if (date === null) return [unknown('reminder', 'not_done', 'reminder_missing', { ruleId })];
  if (notice.sentDate < addDays(date, days)) {
    return [stops('reminder', 'too_soon_after', 'reminder_missing', { date, count: days, ruleId })];
  }
  return [passes('reminder', 'done_on', { date, ruleId })];
}

/** In good time means before the warning or with it. */
function alternativesGate(notice: DisconnectionNotice, ruleId: string): GateFinding {
  const date = notice.alternativesDate;
  if (date === null) return unknown('alternatives', 'not_done', 'alternatives_missing', { ruleId });
  return date > notice.sentDate
    ? stops('alternatives', 'not_at_the_same_time', 'alternatives_missing', { date, ruleId })
    : passes('alternatives', 'done_on', { date, ruleId });
}

function socialNoticeGate(notice: DisconnectionNotice, ruleId: string): GateFinding {
  const date = notice.socialNoticeDate;
  if (date === null) return unknown('social_notice', 'not_done', 'social_notice_missing', { ruleId });
  return date > notice.sentDate
    ? stops('social_notice', 'not_at_the_same_time', 'social_notice_missing', { date, ruleId })
    : passes('social_notice', 'done_on', { date, ruleId });
}

function dateGates(
  facts: DisconnectionCase,
  clock: { readonly dates: CutDates | null; readonly hasClock: boolean; readonly ruleId: string },
): readonly GateFinding[] {
  const { dates, ruleId } = clock;
  if (dates === null) {
    if (!clock.hasClock) return [found('notice_period', 'unknown', 'no_warning', { ruleId })];
    // Nothing of what was overdue when the clock began is owed any more.
    return [stops('notice_period', 'nothing_owed', 'nothing_owed', { ruleId })];
  }
  return dates.waits.map(({ gate, fromDate }) =>
    facts.today >= fromDate
      ? passes(gate, 'reached', { date: fromDate, ruleId })
      : found(gate, 'fail', 'not_before', { date: fromDate, ruleId }),
  );
}

function frostGate(facts: DisconnectionCase, calendar: Rule<'disconnection_calendar'>): readonly GateFinding[] {
  const { frostSeason } = calendar.params;
  const isHeatedByPower = facts.isElectricHeating || facts.flags.includes('electric_heating');
  if (frostSeason === null || !isHeatedByPower || !isInSeason(facts.today, frostSeason)) return [];
  const seen = { ruleId: calendar.id };
  if (facts.isFrostExpected === false) return [passes('frost', 'no_frost', seen)];
  return [
    facts.isFrostExpected === null
      ? unknown('frost', 'frost_possible', 'frost', seen)
      : stops('frost', 'frost_possible', 'frost', seen),
  ];
}

function obstacleGate(
  notice: DisconnectionNotice | null,
  params: DisconnectionParams,
  ruleId: string,
): readonly GateFinding[] {
  if (!params.needsObstacleCheck) return [];
  const date = notice?.obstacleCheckDate ?? null;
  return [
    date === null
      ? unknown('obstacles', 'not_done', 'obstacles_not_checked', { ruleId })
      : passes('obstacles', 'done_on', { date, ruleId }),
  ];
}

function weekdayGate(
  facts: DisconnectionCase,
  calendar: { readonly id: string; readonly params: RuleParams['disconnection_calendar'] },
): GateFinding {
  const next = nextAllowedDay(facts.today, calendar.params, facts.country);
  const ruleId = calendar.id;
  return next === facts.today
    ? passes('weekday', 'open_day', { ruleId })
    : found('weekday', 'fail', 'closed_day', { date: next, ruleId });
}

/** What we ask of ourselves before an order: somebody decided and nothing moved since, and the customer was called. */
export function ownGates(facts: DisconnectionCase, call: Rules['call']): readonly GateFinding[] {
  const { decision, calls } = facts;
  const ruleId = call?.id ?? null;
  const triesMin = call?.params.triesMin ?? null;
  const hasTried = triesMin !== null && calls.tries >= triesMin;
  return [
    decision === null
      ? found('decision', 'unknown', 'not_done')
      : decision.isReopened
        ? found('decision', 'unknown', 'reopened', { date: decision.date })
        : passes('decision', 'decided_on', { date: decision.date }),
    calls.hasTalked
      ? passes('call', 'talked', { ruleId })
      : hasTried
        ? passes('call', 'tried', { count: calls.tries, ruleId })
        : found('call', 'fail', 'not_called', { count: calls.tries, ruleId }),
  ];
}
