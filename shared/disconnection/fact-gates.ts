/** Gates that need no row of law: facts of the case that stand against any cut anywhere. */
import { isDisputeUnsettled } from '../disputes/dispute-machine';
import type { CustomerFlag } from '../ledger/vocabulary';
import { sumMinor } from '../money/money';
import { overdueClaims } from './basis';
import type { DisconnectionCase, DisconnectionClaim } from './disconnection-case';
import { passes, stops, type GateFinding } from './gate-finding';

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

/** Each of them, in no order. */
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

const standingHolds = (facts: DisconnectionCase) =>
  facts.holds.filter((hold) => hold.untilDate === null || hold.untilDate >= facts.today);

function flagGate(facts: DisconnectionCase, block: 'danger' | 'needs_a_lead'): GateFinding {
  const gate = block === 'danger' ? 'safety' : 'people';
  const flags = facts.flags.filter((flag) => BLOCK_OF_FLAG[flag] === block).length;
  // Danger that somebody told of in a call holds the case before anybody has marked it on the customer.
  const told = block === 'danger' ? standingHolds(facts).filter(({ kind }) => kind === 'vulnerability').length : 0;
  const count = flags + told;
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
