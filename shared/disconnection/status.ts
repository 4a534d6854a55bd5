/**
 * The disconnection guard. It fails closed: what is not known blocks, and only when every block is gone and the date has
 * come may anybody cut. It never says that a cut should happen.
 */
import { isDisputeUnsettled } from '../disputes/dispute-machine';
import type { CustomerFlag } from '../ledger/vocabulary';
import { sumMinor, type Minor } from '../money/money';
import { findRule, type DisconnectionParams, type RuleParams } from '../rules/index';
import { addDays, type IsoDate } from '../time/dates';
import { earliestCutDate, isInSeason, nextAllowedDay } from './cut-date';
import {
  DISCONNECTION_BLOCKS,
  type DisconnectionBlock,
  type DisconnectionCase,
  type DisconnectionClaim,
  type DisconnectionNotice,
} from './disconnection-case';

export interface DisconnectionStatus {
  /** First day on which a cut could be lawful if nothing else stood against it; null when that cannot be said. */
  readonly earliestCutDate: IsoDate | null;
  /** Paying this today stops the cut. */
  readonly sumToStopMinor: Minor;
  readonly ruleId: string | null;
  readonly blocks: readonly DisconnectionBlock[];
  /** True only without any block, on or after the earliest date, on a day on which we cut at all. */
  readonly mayCutToday: boolean;
}

/** What a flag on the customer means here: danger to a person, or a case only a lead may decide. Null = nothing by itself. */
const BLOCK_OF_FLAG: Readonly<Record<CustomerFlag, DisconnectionBlock | null>> = {
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

/** The status of one supply point today. Amounts in minor units; sources are the rows named by `ruleId`. */
export function disconnectionStatus(facts: DisconnectionCase): DisconnectionStatus {
  const overdue = facts.claims.filter((claim) => claim.dueDate < facts.today && claim.balanceMinor > 0n);
  const sumToStopMinor = sumMinor(overdue.map((claim) => claim.balanceMinor));
  const query = { ...facts, date: facts.today };
  const rule = findRule('disconnection', query);
  const calendar = findRule('disconnection_calendar', query);
  const general = generalBlocks(facts, overdue);
  if (!rule.ok || !calendar.ok) {
    return closed({ sumToStopMinor, ruleId: null, blocks: ordered(['rule_missing', ...general]) });
  }
  const ruleId = rule.value.id;
  const { params } = rule.value;
  const blocks = ordered([
    ...general,
    ...ruleBlocks(facts, params, overdue),
    ...(isFrostBlocking(facts, calendar.value.params) ? (['frost'] as const) : []),
  ]);
  const clockDate = facts.notice === null ? null : clockOf(facts.notice, params);
  if (facts.notice === null || clockDate === null) return closed({ sumToStopMinor, ruleId, blocks });
  const basis = overdue.filter((claim) => claim.kind === 'invoice' && claim.dueDate < clockDate);
  const earliest = earliestCutDate({ facts, params, calendar: calendar.value.params, clockDate, basis });
  if (earliest === null) return closed({ sumToStopMinor, ruleId, blocks: ordered([...blocks, 'nothing_owed']) });
  const isDayAllowed = nextAllowedDay(facts.today, calendar.value.params, facts.country) === facts.today;
  return {
    earliestCutDate: earliest,
    sumToStopMinor,
    ruleId,
    blocks,
    mayCutToday: blocks.length === 0 && facts.today >= earliest && isDayAllowed,
  };
}

function closed(status: Pick<DisconnectionStatus, 'sumToStopMinor' | 'ruleId' | 'blocks'>): DisconnectionStatus {
  return { ...status, earliestCutDate: null, mayCutToday: false };
}

function clockOf(notice: DisconnectionNotice, params: DisconnectionParams): IsoDate | null {
  return params.clock === 'served' ? notice.servedDate : notice.sentDate;
}

/** Blocks that hold in every country and for every service. */
function generalBlocks(
  facts: DisconnectionCase,
  overdue: readonly DisconnectionClaim[],
): readonly DisconnectionBlock[] {
  const blocks: DisconnectionBlock[] = [];
  if (facts.notice === null) blocks.push('no_notice');
  if (facts.notice?.hasSocialServiceAccepted === true) blocks.push('social_service_pays');
  if (overdue.length === 0) blocks.push('nothing_owed');
  else if (overdue.every((claim) => claim.kind === 'fee')) blocks.push('only_costs');
  if (facts.disputes.some((dispute) => isDisputeUnsettled(dispute.state) && touches(dispute.claimIds, facts.claims))) {
    blocks.push('dispute_open');
  }
  if (facts.plans.some((plan) => plan.state === 'active' || plan.state === 'awaiting_approval')) {
    blocks.push('plan_active');
  }
  if (facts.expectedPayments > 0) blocks.push('payment_on_the_way');
  return [...blocks, ...holdBlocks(facts), ...flagBlocks(facts)];
}

/** A dispute that names no claim is about all of them. */
function touches(claimIds: readonly string[], claims: readonly DisconnectionClaim[]): boolean {
  return claimIds.length === 0 || claims.some((claim) => claimIds.includes(claim.id));
}

function holdBlocks(facts: DisconnectionCase): readonly DisconnectionBlock[] {
  return facts.holds
    .filter((hold) => hold.untilDate === null || hold.untilDate >= facts.today)
    .map((hold) => (hold.kind === 'money_on_the_way' ? 'payment_on_the_way' : 'on_hold'));
}

function flagBlocks(facts: DisconnectionCase): readonly DisconnectionBlock[] {
  return facts.flags.flatMap((flag) => BLOCK_OF_FLAG[flag] ?? []);
}

/** Blocks that the row of law asks for. */
function ruleBlocks(
  facts: DisconnectionCase,
  params: DisconnectionParams,
  overdue: readonly DisconnectionClaim[],
): readonly DisconnectionBlock[] {
  const blocks: DisconnectionBlock[] = [];
  if (!params.rolesThatMayCut.includes(facts.creditorRole)) blocks.push('creditor_may_not_cut');
  if (!isEssential(params, overdue)) blocks.push('not_essential');
  const { notice } = facts;
  if (notice === null) return blocks;
  if (params.clock === 'served' && notice.servedDate === null) blocks.push('not_served');
  if (isReminderMissing(notice, params)) blocks.push('reminder_missing');
  if (params.needsSocialNotice && (notice.socialNoticeDate === null || notice.socialNoticeDate > notice.sentDate)) {
    blocks.push('social_notice_missing');
  }
  return blocks;
}

function isEssential(params: DisconnectionParams, overdue: readonly DisconnectionClaim[]): boolean {
  if (params.significance === null) return true;
  const { singleAboveMinor, orOverdueCount } = params.significance;
  const invoices = overdue.filter((claim) => claim.kind === 'invoice');
  return invoices.length >= orOverdueCount || invoices.some((claim) => claim.balanceMinor > singleAboveMinor);
}

function isReminderMissing(notice: DisconnectionNotice, params: DisconnectionParams): boolean {
  if (params.daysBetweenReminderAndWarning === null) return false;
  if (notice.reminderDate === null) return true;
  return notice.sentDate < addDays(notice.reminderDate, params.daysBetweenReminderAndWarning);
}

function isFrostBlocking(facts: DisconnectionCase, calendar: RuleParams['disconnection_calendar']): boolean {
  const isHeatedByPower = facts.isElectricHeating || facts.flags.includes('electric_heating');
  if (calendar.frostSeason === null || !isHeatedByPower || facts.isFrostExpected === false) return false;
  return isInSeason(facts.today, calendar.frostSeason);
}

/** Each block once, in the order of the vocabulary. */
function ordered(blocks: readonly DisconnectionBlock[]): readonly DisconnectionBlock[] {
  return DISCONNECTION_BLOCKS.filter((block) => blocks.includes(block));
}
