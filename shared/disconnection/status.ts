/**
 * The disconnection guard. It fails closed: what is not known blocks, and only when every gate is open may anybody cut. It
 * never says that a cut should happen.
 */
import { minor, sumMinor, type Minor } from '../money/money';
import { findRule, type AnyRule } from '../rules/index';
import type { IsoDate } from '../time/dates';
import { DISCONNECTION_BLOCKS, type DisconnectionBlock, type DisconnectionCase } from './disconnection-case';
import { GATES, OWN_GATES, type Gate } from './gate';
import { basisOf, overdueClaims, type BasisClaim } from './basis';
import { factGates } from './fact-gates';
import type { GateFinding } from './gate-finding';
import { ownGates, ruleGates } from './gates';

export interface DisconnectionStatus {
  /** First day on which a cut could be lawful if nothing else stood against it; null when that cannot be said. */
  readonly earliestCutDate: IsoDate | null;
  /** Paying this today stops the cut: what the customer was warned of, without costs and without later bills. */
  readonly sumToStopMinor: Minor;
  /** The invoices it is made of; adds up to it. */
  readonly stopping: readonly BasisClaim[];
  /** Overdue besides, costs and later bills: owed, but no reason for this cut. */
  readonly alsoOverdueMinor: Minor;
  readonly ruleId: string | null;
  readonly blocks: readonly DisconnectionBlock[];
  /** Every gate that is asked here, in order. */
  readonly gates: readonly Gate[];
  /** True only when every gate of law, policy and fact is open today. */
  readonly mayCutToday: boolean;
  /** True only when besides a lead has decided, nothing has moved since, and the customer was called. */
  readonly mayOrderToday: boolean;
}

/**
 * The status of one supply point today. Amounts in minor units; sources are the rows named in the gates. `rows` are the rule
 * book to judge by: the program's own when left out.
 */
export function disconnectionStatus(facts: DisconnectionCase, rows?: readonly AnyRule[]): DisconnectionStatus {
  const query = { ...facts, date: facts.today, rows };
  const cut = findRule('disconnection', query);
  const calendar = findRule('disconnection_calendar', query);
  const callRule = findRule('call_before_cut', query);
  const call = callRule.ok ? callRule.value : null;
  const judged =
    cut.ok && calendar.ok
      ? ruleGates(facts, { cut: cut.value, calendar: calendar.value, call })
      : { gates: [...withoutRule(facts)], earliest: null };
  const gates = inOrder([...factGates(facts), ...judged.gates, ...ownGates(facts, call)]);
  const closed = gates.filter(({ verdict }) => verdict !== 'pass');
  const basis = basisOf(facts, cut.ok ? cut.value.params : null);
  const overdueMinor = sumMinor(overdueClaims(facts).map((claim) => claim.balanceMinor));
  const mayCutToday = judged.earliest !== null && closed.every(({ gate }) => OWN_GATES.includes(gate));
  return {
    earliestCutDate: judged.earliest,
    sumToStopMinor: basis.sumMinor,
    stopping: basis.claims,
    alsoOverdueMinor: minor(overdueMinor - basis.sumMinor),
    ruleId: cut.ok && calendar.ok ? cut.value.id : null,
    blocks: DISCONNECTION_BLOCKS.filter((block) => gates.some((gate) => gate.block === block)),
    gates: gates.map(({ block: _block, ...gate }) => gate),
    mayCutToday,
    mayOrderToday: mayCutToday && closed.length === 0,
  };
}

function withoutRule(facts: DisconnectionCase): readonly GateFinding[] {
  const unseen = { date: null, amountMinor: null, count: null, ruleId: null };
  const noRule = {
    gate: 'rule',
    verdict: 'unknown',
    evidence: 'rule_missing',
    block: 'rule_missing',
    ...unseen,
  } as const;
  const noWarning = {
    gate: 'warning',
    verdict: 'fail',
    evidence: 'no_warning',
    block: 'no_notice',
    ...unseen,
  } as const;
  return facts.notice === null ? [noRule, noWarning] : [noRule];
}

function inOrder(gates: readonly GateFinding[]): readonly GateFinding[] {
  return GATES.flatMap((name) => gates.filter(({ gate }) => gate === name));
}
