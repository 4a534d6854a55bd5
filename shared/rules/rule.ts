/** What a rule is: one dated row of law, practice or policy, with where it comes from and how sure we are. */
import type * as z from 'zod';
import type { Id } from '../ids/ids';
import type { Country } from '../lang/languages';
import type { CustomerKind, Utility } from '../ledger/vocabulary';
import type { IsoDate } from '../time/dates';
import {
  CLAIM_NATURES,
  COLLECTION_STEPS,
  COMPLAINTS,
  CONDUCT_PARAMS,
  DISCLOSURES,
  RECORD_KINDS,
} from './params-conduct';
import { DISCONNECTION_PARAMS } from './params-disconnection';
import { MONEY_PARAMS } from './params-money';

export const RULE_STATUSES = ['in_force', 'adopted_not_in_force', 'practice', 'policy'] as const;
export type RuleStatus = (typeof RULE_STATUSES)[number];
export const RULE_CONFIDENCES = ['high', 'medium', 'low'] as const;
export type RuleConfidence = (typeof RULE_CONFIDENCES)[number];

/** The schema of each domain's parameters; its output is what code reads, its input what goes over the wire. */
export const RULE_PARAMS = { ...MONEY_PARAMS, ...DISCONNECTION_PARAMS, ...CONDUCT_PARAMS } as const;

/** The parameters of each domain of rules. */
export type RuleParams = { readonly [D in keyof typeof RULE_PARAMS]: z.output<(typeof RULE_PARAMS)[D]> };
export type RuleDomain = keyof RuleParams;
/** Every domain; the keys of the table are the closed list. */
export const RULE_DOMAINS = Object.keys(RULE_PARAMS) as readonly RuleDomain[];

/** Debt that is enforced without a judgment (Finland): a debt kind with fee rows of its own. */
const DIRECT = ['directly_enforceable'] as const;

/** Domains with several rows side by side, told apart by a topic. A domain that is not here has none. */
export const RULE_TOPICS = {
  stage: COLLECTION_STEPS,
  limitation: CLAIM_NATURES,
  disclosure: DISCLOSURES,
  retention: RECORD_KINDS,
  complaint: COMPLAINTS,
  court_cost: ['payment_order', 'payment_order_agent', 'enforcement', 'court_base_fee'],
  agency_fee_cap: DIRECT,
  total_fee_cap: DIRECT,
  plan_fee: DIRECT,
} as const satisfies Partial<Record<RuleDomain, readonly string[]>>;

export type RuleTopic<D extends RuleDomain> = D extends keyof typeof RULE_TOPICS
  ? (typeof RULE_TOPICS)[D][number]
  : never;

export interface Rule<D extends RuleDomain = RuleDomain> {
  readonly id: string;
  readonly country: Country;
  readonly customerKind: CustomerKind | 'any';
  /** Null = does not depend on what is supplied. */
  readonly utilities: readonly Utility[] | null;
  /** Which of the domain's rows side by side; left out where the domain has one. */
  readonly topic?: RuleTopic<D>;
  /** Only for this creditor; left out = for all. A creditor's row goes before the common one. */
  readonly creditorId?: Id<'creditor'>;
  readonly domain: D;
  /** Null only for a law that is adopted without a date. */
  readonly validFrom: IsoDate | null;
  /** Last day; null = open. A rate has an end wherever its source has one. */
  readonly validTo: IsoDate | null;
  readonly status: RuleStatus;
  readonly params: RuleParams[D];
  /** Codes of sources.ts, or an address or citation an administrator gave. */
  readonly source: readonly string[];
  readonly confidence: RuleConfidence;
}

/** A row of any domain, with its params matching its domain. */
export type AnyRule = { [D in RuleDomain]: Rule<D> }[RuleDomain];
