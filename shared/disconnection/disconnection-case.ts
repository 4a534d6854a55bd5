/** What the guard needs to know of one supply point before anybody may think of cutting it. */
import type { Id } from '../ids/ids';
import type { Country } from '../lang/languages';
import type { Dispute, Plan } from '../ledger/case-file';
import type { CreditorRole, CustomerFlag, CustomerKind, HoldKind, Utility } from '../ledger/vocabulary';
import type { Minor } from '../money/money';
import type { IsoDate } from '../time/dates';

export interface DisconnectionClaim {
  readonly id: string;
  /** A claim of collection costs alone never cuts anybody off. */
  readonly kind: 'invoice' | 'fee';
  readonly dueDate: IsoDate;
  readonly balanceMinor: Minor;
  /**
   * All that was ever charged on it (invoice, interest, costs: never less than what is open), and how much of that its lines say is
   * for the grid; null = nobody has told.
   */
  readonly gridPart?: { readonly totalMinor: Minor; readonly gridMinor: Minor } | null | undefined;
}

export interface DisconnectionNotice {
  readonly sentDate: IsoDate;
  /** The invoices it named; null = not known, then those that were due before it. */
  readonly claimIds: readonly string[] | null;
  /** When it was served on the customer; null while there is no proof. */
  readonly servedDate: IsoDate | null;
  /** First written reminder of the unpaid bill, where the law asks for one before the warning. */
  readonly reminderDate: IsoDate | null;
  /** When the customer was told how a cut can be avoided, where the law asks for it. */
  readonly alternativesDate: IsoDate | null;
  /** When the municipality was told, where the law asks for it. */
  readonly socialNoticeDate: IsoDate | null;
  /** The social service said in writing that it pays. */
  readonly hasSocialServiceAccepted: boolean;
  /** The customer reported illness, unemployment or the like. */
  readonly isObstacleReported: boolean;
  /** When somebody looked for what stands against cutting a business; null = nobody has. */
  readonly obstacleCheckDate: IsoDate | null;
}

/** What a lead decided about this cut, and since when nothing has changed that it was built on. */
export interface DisconnectionDecision {
  readonly date: IsoDate;
  /** Something has changed since: money came, a bill was credited, a dispute was answered. It has to be weighed anew. */
  readonly isReopened: boolean;
  /** The breach was weighed as essential; asked where the law leaves that to judgement. */
  readonly isBreachEssential: boolean;
}

/** Calls to the customer about this cut since the warning. */
export interface CallsBeforeCut {
  readonly hasTalked: boolean;
  /** Days on which we rang and nobody answered. */
  readonly tries: number;
}

/** Only claims of this supply point's contract belong here: a summer house never cuts off the home. */
export interface DisconnectionCase {
  /** Whose rows apply before the common ones. */
  readonly creditorId?: Id<'creditor'> | undefined;
  readonly country: Country;
  readonly customerKind: CustomerKind;
  readonly utility: Utility;
  readonly creditorRole: CreditorRole;
  readonly today: IsoDate;
  readonly notice: DisconnectionNotice | null;
  readonly claims: readonly DisconnectionClaim[];
  readonly holds: readonly { readonly kind: HoldKind; readonly untilDate: IsoDate | null }[];
  readonly plans: readonly Pick<Plan, 'state'>[];
  readonly disputes: readonly { readonly state: Dispute['state']; readonly claimIds: readonly string[] }[];
  /** Money the customer or the bank says is on its way. */
  readonly expectedPayments: number;
  readonly flags: readonly CustomerFlag[];
  /** Null = nobody has told us; counts as heated by power until somebody does. */
  readonly isElectricHeating: boolean | null;
  /** Null = nobody has looked; counts as frost. */
  readonly isFrostExpected: boolean | null;
  /** Null = nobody has decided. */
  readonly decision: DisconnectionDecision | null;
  readonly calls: CallsBeforeCut;
}

export const DISCONNECTION_BLOCKS = [
  'rule_missing',
  'rule_unreviewed',
  'no_notice',
  'creditor_may_not_cut',
  'nothing_owed',
  'only_costs',
  'not_essential',
  'not_served',
  'reminder_missing',
  'alternatives_missing',
  'social_notice_missing',
  'social_service_pays',
  'obstacles_not_checked',
  'dispute_open',
  'plan_active',
  'payment_on_the_way',
  'on_hold',
  'danger',
  'needs_a_lead',
  'frost',
] as const;
/** Why no cut may happen whatever the date; the screen says it in words. */
export type DisconnectionBlock = (typeof DISCONNECTION_BLOCKS)[number];
