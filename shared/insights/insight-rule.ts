/** What every insight is: a pure function of one account on one day. */
import type { CaseFile, CustomerAccount } from '../ledger/case-file';
import type { IsoDate } from '../time/dates';
import type { Insight } from './insight';

export interface InsightInput {
  readonly caseFile: CaseFile;
  readonly account: CustomerAccount;
  readonly today: IsoDate;
  /** The call that is going on, so that it is not counted as an earlier one. */
  readonly callId: string | null;
}

export type InsightRule = (input: InsightInput) => Insight | null;

/** What the agent must know before speaking comes first: what can hurt, then what solves the call, then background. */
export const INSIGHT_WEIGHT = {
  disconnection_near: 95,
  dispute_open: 90,
  money_on_the_way: 85,
  paid_previous_invoice: 80,
  plan_broken: 70,
  invoice_never_received: 65,
  plan_running: 60,
  repeat_caller: 50,
  price_parts: 20,
} as const satisfies Record<Insight['kind'], number>;
