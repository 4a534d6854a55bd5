/** What every insight is: a pure function of one account on one day. */
import type { CaseFile, CustomerAccount } from '../ledger/case-file';
import type { IsoDate } from '../time/dates';
import type { Insight, InsightFinding } from './insight';

export interface InsightInput {
  readonly caseFile: CaseFile;
  readonly account: CustomerAccount;
  readonly today: IsoDate;
  /** The call that is going on, so that it is not counted as an earlier one. */
  readonly callId: string | null;
}

export type InsightRule = (input: InsightInput) => InsightFinding | null;

/** What a rule about the person as a whole reads: every account in the reader's scope. */
export type PersonInput = Pick<InsightInput, 'caseFile' | 'today'>;
export type PersonInsightRule = (input: PersonInput) => InsightFinding | null;

/** The finding as it goes over the wire. */
export function toInsight(finding: InsightFinding): Insight {
  return { ...finding, confidence: finding.confidence ?? 'high' };
}

/** What the agent must know before speaking comes first: what can hurt, then what solves the call, then background. */
export const INSIGHT_WEIGHT = {
  vulnerable: 98,
  disconnection_near: 95,
  cut_advice: 93,
  dispute_open: 90,
  limitation_near: 88,
  money_on_the_way: 85,
  overpaid: 83,
  paid_previous_invoice: 80,
  plan_broken: 70,
  invoice_never_received: 65,
  plan_running: 60,
  fee_out_of_proportion: 58,
  two_creditors_one_address: 55,
  repeat_caller: 50,
  customer_profile: 40,
  price_parts: 20,
} as const satisfies Record<Insight['kind'], number>;
