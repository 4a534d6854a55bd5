/** Every gate of one case that a row asks for: what must be so before a cut, whether it is, and how we know. */
import type { DisconnectionParams, Rule, RuleParams } from '../rules/index';
import type { IsoDate } from '../time/dates';
import { basisOf, type Basis } from './basis';
import { breachGate } from './breach-gate';
import { cutDates, isInSeason, nextAllowedDay, type CutDates } from './cut-date';
import type { DisconnectionCase, DisconnectionNotice } from './disconnection-case';
import { found, passes, stops, unknown, type GateFinding } from './gate-finding';
import { isHeatedBy, isHeatedByPower } from './heating';
import { noticeGates } from './notice-gates';

export interface Rules {
  readonly cut: Rule<'disconnection'>;
  readonly calendar: Rule<'disconnection_calendar'>;
  /** Null = no row; then the call is asked for all the same. */
  readonly call: Rule<'call_before_cut'> | null;
}

/** Gates that the row of law and our policy ask for, and the earliest day; null where it cannot be said. */
export function ruleGates(
  facts: DisconnectionCase,
  rules: Rules,
): { readonly gates: readonly GateFinding[]; readonly earliest: IsoDate | null } {
  const { params, id: ruleId } = rules.cut;
  const { notice } = facts;
  const clockDate = notice === null ? null : params.clock === 'served' ? notice.servedDate : notice.sentDate;
  const basis = basisOf(facts, params);
  const dates =
    clockDate === null ? null : cutDates({ facts, params, calendar: rules.calendar.params, clockDate, basis });
  return {
    gates: [
      rules.cut.confidence === 'low'
        ? unknown('rule', 'rule_unreviewed', 'rule_unreviewed', { ruleId })
        : passes('rule', 'rule_covers', { ruleId }),
      actorGate(facts, { params, basis, ruleId }),
      ...breachGate(facts, { params, basis, ruleId }),
      ...noticeGates(notice, params, ruleId),
      ...dateGates(facts, { dates, basis, hasClock: clockDate !== null, ruleId }),
      ...frostGate(facts, rules.calendar),
      ...obstacleGate(notice, params, ruleId),
      weekdayGate(facts, rules.calendar),
    ],
    earliest: dates?.earliest ?? null,
  };
}

/** Whoever bills both may cut only for what is owed to the grid, where the row says so. */
function actorGate(
  { creditorRole }: DisconnectionCase,
  about: { readonly params: DisconnectionParams; readonly basis: Basis; readonly ruleId: string },
): GateFinding {
  const { params, basis, ruleId } = about;
  const block = 'creditor_may_not_cut';
  if (!params.rolesThatMayCut.includes(creditorRole)) return stops('actor', 'may_not_cut', block, { ruleId });
  if (basis.isGridPartUnknown) return unknown('actor', 'grid_part_unknown', block, { ruleId });
  return basis.isOnlySupply ? stops('actor', 'only_supply', block, { ruleId }) : passes('actor', 'may_cut', { ruleId });
}

function dateGates(
  facts: DisconnectionCase,
  clock: {
    readonly dates: CutDates | null;
    readonly basis: Basis;
    readonly hasClock: boolean;
    readonly ruleId: string;
  },
): readonly GateFinding[] {
  const { dates, basis, hasClock, ruleId } = clock;
  if (dates === null) {
    if (!hasClock) return [found('notice_period', 'unknown', 'no_warning', { ruleId })];
    if (basis.isGridPartUnknown) return [found('notice_period', 'unknown', 'grid_part_unknown', { ruleId })];
    // Nothing of what the customer was warned of is owed any more.
    return [stops('notice_period', basis.isOnlySupply ? 'only_supply' : 'warned_paid', 'nothing_owed', { ruleId })];
  }
  return dates.waits.map(({ gate, fromDate }) => {
    const seen = { date: fromDate, ruleId };
    if (facts.today >= fromDate) return passes(gate, 'reached', seen);
    return gate === 'winter' && isHeatedByPower(facts) === null
      ? found(gate, 'unknown', 'heating_unknown', seen)
      : found(gate, 'fail', 'not_before', seen);
  });
}

/** In the cold season nothing that heats a home is cut unless somebody has looked at tonight's forecast. */
function frostGate(facts: DisconnectionCase, calendar: Rule<'disconnection_calendar'>): readonly GateFinding[] {
  const { frostSeason } = calendar.params;
  const isHeated = isHeatedBy(facts);
  if (frostSeason === null || isHeated === false || !isInSeason(facts.today, frostSeason)) return [];
  const seen = { ruleId: calendar.id };
  if (facts.isFrostExpected === false) return [passes('frost', 'no_frost', seen)];
  if (isHeated === null) return [unknown('frost', 'heating_unknown', 'frost', seen)];
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
