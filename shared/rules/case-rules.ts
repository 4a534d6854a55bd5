/** Which rules apply to one case on one day, and what is blocked because a row is missing. */
import type { Id } from '../ids/ids';
import type { Country } from '../lang/languages';
import type { CaseStage, CustomerKind, Utility } from '../ledger/vocabulary';
import type { IsoDate } from '../time/dates';
import { findRule, type RuleQuery } from './find-rule';
import type { CollectionStep } from './params-conduct';
import type { AnyRule, RuleDomain } from './rule';
import { stepTiming, type TakenStep } from './steps';

/** What may not be done while the row is missing. */
export const BLOCKED_ACTIONS = ['interest', 'fee', 'letter', 'call', 'plan_fee', 'dispute', 'cut', 'payment'] as const;
export type BlockedAction = (typeof BLOCKED_ACTIONS)[number];

export interface CaseForRules {
  readonly country: Country;
  readonly customerKind: CustomerKind;
  readonly utility: Utility;
  readonly creditorId: Id<'creditor'>;
  readonly today: IsoDate;
  readonly stage: CaseStage;
  readonly stageSince: IsoDate;
  /** The oldest unpaid invoice of the case; null when nothing is due. */
  readonly dueDate: IsoDate | null;
  /** True when something is supplied that could be cut. */
  readonly hasSupplyPoint: boolean;
  readonly rows: readonly AnyRule[];
}

export interface CaseRule {
  readonly domain: RuleDomain;
  readonly topic: string | null;
  /** Null when no row covers today. */
  readonly rule: AnyRule | null;
  /** What is blocked without it; null when the rule is there. */
  readonly blocks: BlockedAction | null;
}

interface Wanted {
  readonly domain: RuleDomain;
  readonly topic?: string;
  readonly blocks: BlockedAction;
  /** Left out when the country's law has no such thing at all: nothing is missing then. */
  readonly onlyWhereKnown?: true;
  readonly when?: (facts: CaseForRules) => boolean;
}

const STEP_OF_STAGE: Readonly<Record<CaseStage, CollectionStep | null>> = {
  overdue: null,
  reminder: 'reminder',
  collection_notice: 'collection_notice',
  payment_demand: 'payment_demand',
  legal: 'legal_action',
  closed: null,
};

/** In the order in which they are read at the desk. */
const WANTED: readonly Wanted[] = [
  { domain: 'late_interest', blocks: 'interest' },
  { domain: 'agreed_interest', blocks: 'interest', onlyWhereKnown: true },
  {
    domain: 'late_payment_compensation',
    blocks: 'fee',
    onlyWhereKnown: true,
    when: ({ customerKind }) => customerKind === 'business',
  },
  { domain: 'reminder_fee', blocks: 'fee' },
  { domain: 'base_rate', blocks: 'fee', onlyWhereKnown: true },
  { domain: 'creditor_demand_fee', blocks: 'fee', onlyWhereKnown: true },
  { domain: 'agency_fee_cap', blocks: 'fee' },
  { domain: 'total_fee_cap', blocks: 'fee', onlyWhereKnown: true },
  { domain: 'fee_proportion', blocks: 'fee' },
  { domain: 'plan_fee', blocks: 'plan_fee' },
  { domain: 'paid_plans', blocks: 'plan_fee' },
  { domain: 'free_plans', blocks: 'plan_fee', onlyWhereKnown: true },
  { domain: 'extension_fee', blocks: 'fee', onlyWhereKnown: true },
  { domain: 'allocation_order', blocks: 'payment' },
  { domain: 'payment_hold', blocks: 'payment' },
  { domain: 'limitation', topic: 'ordinary', blocks: 'letter' },
  { domain: 'calling_hours', blocks: 'call' },
  { domain: 'disclosure', topic: 'before_identity', blocks: 'call' },
  { domain: 'disclosure', topic: 'stating_the_claim', blocks: 'call' },
  { domain: 'disclosure', topic: 'plan_cost', blocks: 'plan_fee' },
  { domain: 'disclosure', topic: 'payment_revives_claim', blocks: 'payment' },
  { domain: 'disclosure', topic: 'whole_call', blocks: 'call' },
  { domain: 'dispute', blocks: 'dispute' },
  { domain: 'dispute_answer', blocks: 'dispute' },
  { domain: 'care_pause', blocks: 'letter', onlyWhereKnown: true },
  { domain: 'disconnection', blocks: 'cut', when: ({ hasSupplyPoint }) => hasSupplyPoint },
  { domain: 'disconnection_calendar', blocks: 'cut', when: ({ hasSupplyPoint }) => hasSupplyPoint },
  { domain: 'call_before_cut', blocks: 'cut', when: ({ hasSupplyPoint }) => hasSupplyPoint },
];

/** The rules of the case today, in reading order; a domain the country does not have is left out. */
export function rulesOfCase(facts: CaseForRules): readonly CaseRule[] {
  const step = nextStep(facts);
  const stageWanted: readonly Wanted[] = step === null ? [] : [{ domain: 'stage', topic: step, blocks: 'letter' }];
  return [...stageWanted, ...WANTED]
    .filter((wanted) => wanted.when === undefined || wanted.when(facts))
    .flatMap((wanted): readonly CaseRule[] => {
      const rule = lookUp(facts, wanted);
      if (rule === null && wanted.onlyWhereKnown === true && !isKnownIn(facts, wanted)) return [];
      return [
        { domain: wanted.domain, topic: wanted.topic ?? null, rule, blocks: rule === null ? wanted.blocks : null },
      ];
    });
}

function lookUp(facts: CaseForRules, { domain, topic }: Wanted): AnyRule | null {
  // The topic stands in the same table as the domain; findRule compares it as text.
  const found = findRule(domain, { ...queryOf(facts), topic: topic as never });
  return found.ok ? (found.value as AnyRule) : null;
}

function isKnownIn({ rows, country, customerKind }: CaseForRules, { domain, topic }: Wanted): boolean {
  return rows.some(
    (row) =>
      row.domain === domain &&
      row.topic === topic &&
      row.country === country &&
      row.status !== 'adopted_not_in_force' &&
      (row.customerKind === 'any' || row.customerKind === customerKind),
  );
}

function queryOf({ country, customerKind, utility, creditorId, today, rows }: CaseForRules): RuleQuery {
  return { country, customerKind, utility, creditorId, date: today, rows };
}

/** The steps the law asks for, in order. */
const REQUIRED_ORDER = ['collection_notice', 'payment_demand', 'legal_action'] as const;
type RequiredStep = (typeof REQUIRED_ORDER)[number];

/** The next step that the country's law asks for; null in court and when closed. */
function nextStep(facts: CaseForRules): RequiredStep | null {
  if (facts.stage === 'legal' || facts.stage === 'closed') return null;
  const done = REQUIRED_ORDER.findIndex((step) => step === STEP_OF_STAGE[facts.stage]);
  // A country without a notice of its own goes straight to the demand.
  const known = REQUIRED_ORDER.slice(done + 1).find((step) =>
    facts.rows.some(
      ({ domain, country, topic, validFrom }) =>
        domain === 'stage' && country === facts.country && topic === step && validFrom !== null,
    ),
  );
  return known ?? null;
}

/** When the next step may come: a day, or why not yet. */
export type NextStep =
  | { readonly step: CollectionStep; readonly earliest: IsoDate; readonly ruleId: string }
  | { readonly step: CollectionStep; readonly earliest: null; readonly why: 'missing' | 'too_old' | 'no_rule' };

/** The next step of the case and its first day; null when there is none or nothing is due. */
export function nextStepOf(facts: CaseForRules): NextStep | null {
  const step = nextStep(facts);
  if (step === null || facts.dueDate === null) return null;
  const timing = stepTiming({
    ...queryOf(facts),
    step,
    dueDate: facts.dueDate,
    taken: takenSteps(facts, facts.dueDate),
  });
  if (timing.ok) return { step, earliest: timing.value.earliest, ruleId: timing.value.ruleId };
  if (timing.error.code === 'RULE_MISSING') return { step, earliest: null, why: 'no_rule' };
  return { step, earliest: null, why: timing.error.details?.['why'] === 'too_old' ? 'too_old' : 'missing' };
}

/** What the stage of the case says was sent, with the shortest deadline its rule allows. */
function takenSteps(facts: CaseForRules, dueDate: IsoDate): readonly TakenStep[] {
  const step = letterOfStage(facts);
  if (step === null) return [];
  const sent = stepTiming({
    ...queryOf(facts),
    date: facts.stageSince,
    step,
    dueDate,
    taken: everyStepBefore(facts, dueDate),
  });
  return [{ step, sentOn: facts.stageSince, deadline: sent.ok ? sent.value.deadline : null }];
}

/** The letter the case's stage stands for: a country without a notice of its own counts its earlier letters as reminders. */
function letterOfStage(facts: CaseForRules): CollectionStep | null {
  const step = STEP_OF_STAGE[facts.stage];
  if (step === null || findRule('stage', { ...queryOf(facts), topic: step }).ok) return step;
  return step === 'collection_notice' ? 'reminder' : step;
}

/** Steps before the one the case is in: they happened, or the case would not be there. */
function everyStepBefore(facts: CaseForRules, dueDate: IsoDate): readonly TakenStep[] {
  return (['reminder', 'collection_notice', 'payment_demand'] as const)
    .filter((step) => step !== STEP_OF_STAGE[facts.stage])
    .map((step) => ({ step, sentOn: dueDate, deadline: dueDate }));
}
