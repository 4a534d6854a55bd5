/** Parameters of the domains about how we collect: stages, limitation, calls, what must be said, disputes, records. */
import * as z from 'zod';
import { DISPUTE_REASONS } from '../ledger/case-file';
import { countSchema, dayHoursSchema, listOf } from './params-shapes';
import { SENDERS } from './params-money';

/** The letters and steps of collection; topics of `stage`. */
export const COLLECTION_STEPS = [
  'reminder',
  'second_reminder',
  'collection_notice',
  'payment_demand',
  'second_payment_demand',
  'legal_action',
] as const;
export type CollectionStep = (typeof COLLECTION_STEPS)[number];

/** What kind of debt it is, for limitation; energy, telecom and TV are `ordinary`. */
export const CLAIM_NATURES = ['ordinary', 'loan', 'judgment', 'directly_enforceable'] as const;
export type ClaimNature = (typeof CLAIM_NATURES)[number];

/** What may start the time of limitation again. */
export const LIMITATION_EVENTS = [
  'acknowledgement',
  'promise_to_pay',
  'interest_payment',
  'part_payment',
  'letter_received',
  'spoken_demand',
  'legal_step',
] as const;
export type LimitationEvent = (typeof LIMITATION_EVENTS)[number];

/** When something must be said (or must not); topics of `disclosure`. */
export const DISCLOSURES = [
  'call_opening',
  'before_identity',
  'stating_the_claim',
  'plan_cost',
  'payment_revives_claim',
  'statement_on_request',
  'card_payment',
  'whole_call',
] as const;
export type Disclosure = (typeof DISCLOSURES)[number];

/** What is said or left unsaid. */
export const DISCLOSURE_ITEMS = [
  'agent_name',
  'neutral_employer',
  'recording_notice',
  'agency',
  'creditor',
  'claim_basis',
  'amount_in_parts',
  'deadline',
  'right_to_object',
  'plan_fee',
  'plan_total',
  'payment_starts_limitation_again',
  'free_total_and_basis',
  'allocation_order',
  'recording_paused',
  'the_debt',
  'the_word_collection',
  'the_national_id',
  'steps_not_open_now',
  'telling_employer_or_neighbours',
  'removal_of_remarks',
  'paying_a_disputed_claim',
  'paying_an_expired_claim',
  'paying_a_minors_claim',
  'sales',
  'cut_as_a_threat',
] as const;
export type DisclosureItem = (typeof DISCLOSURE_ITEMS)[number];

/** What an open dispute stops. */
export const STOPPABLE = ['letters', 'fees', 'calls', 'legal_steps', 'cut'] as const;
export type Stoppable = (typeof STOPPABLE)[number];

/** What is kept; topics of `retention`. */
export const RECORD_KINDS = ['collection_documents', 'call_recordings', 'script_runs', 'case_notes'] as const;
export type RecordKind = (typeof RECORD_KINDS)[number];

/** What one turns to an outside body with; topics of `complaint`. */
export const COMPLAINTS = ['energy_claim', 'telecom_claim', 'collection_conduct'] as const;
export type Complaint = (typeof COMPLAINTS)[number];

const params = <T extends z.core.$ZodShape>(shape: T) => z.strictObject(shape).readonly();

export const CONDUCT_PARAMS = {
  /**
   * One step of collection. Its earliest day is the day of `gap.from` plus `gap.fullDaysBetween` whole days plus one: 0
   * after a due date is the day after it; Finland's 14 whole days between two letters is the fifteenth day.
   */
  stage: params({
    sentBy: listOf(z.enum(SENDERS)),
    /** False where the law lets one go on without it. */
    isRequired: z.boolean(),
    /** What must have happened first; the latest of them counts. */
    follows: listOf(z.enum(['due_date', ...COLLECTION_STEPS])),
    gap: params({ from: z.enum(['due_date', 'sent', 'deadline']), fullDaysBetween: countSchema }),
    /** The time the letter must give. Null where the step gives none. */
    deadline: params({
      minDays: countSchema,
      from: z.enum(['sent', 'received']),
      /** Also so many bank days after the letter presumably came. */
      minBankDaysAfterReceipt: countSchema.nullable(),
      usualDays: countSchema,
    }).nullable(),
    /** A payment is in time when the bank has the order (or the money is booked) on the last day. */
    onTime: z.enum(['order_received_by_bank', 'booked']),
    /** How much later a payment in time may become visible to us. */
    graceBankDays: countSchema,
    /** For how many months the step carries the next one; after that it is done again. */
    validMonths: countSchema.nullable(),
    needs: listOf(z.enum(['claim_assessed', 'creditor_consent', 'right_to_object_stated', 'amounts_in_parts'])),
  }),
  limitation: params({
    years: countSchema,
    startsFrom: z.enum(['first_demandable', 'origin', 'due_date', 'decision']),
    /** What starts the whole time again. Everything else does not, a letter included unless named. */
    interruptedBy: listOf(z.enum(LIMITATION_EVENTS)),
    /** At the very last, whatever interrupted it. */
    finalYears: countSchema.nullable(),
    mayBeExtendedByAgreement: z.boolean(),
    /** False where asking for payment after the day breaks good practice or the law. */
    mayCollectAfter: z.boolean(),
  }),
  /** What must be said at a moment of the call, and what must not. */
  disclosure: params({
    mustSay: listOf(z.enum(DISCLOSURE_ITEMS)),
    mustNotSay: listOf(z.enum(DISCLOSURE_ITEMS)),
    /** True: the step is refused until it has been said. */
    isBlocking: z.boolean(),
  }),
  dispute: params({
    /** What makes a dispute one that stops collection; any other statement is looked at by a lead. */
    materialReasons: listOf(z.enum(DISPUTE_REASONS)),
    /** What stops at once. */
    stops: listOf(z.enum(STOPPABLE)),
    /** When collection may go on in spite of it. */
    maySetAsideWhen: z.enum(['obviously_groundless', 'no_lawful_doubt', 'no_ground_or_clearly_irrelevant']),
    /** "I cannot pay" alone is no dispute. */
    isInabilityToPayADispute: z.boolean(),
    isUndisputedPartPayable: z.boolean(),
    /** The customer may ask that only a court goes on with it, without giving a reason. */
    mayDemandSuspension: z.boolean(),
    /** An objection made to us counts as made to the creditor. */
    bindsCreditor: z.boolean(),
  }),
  dispute_answer: params({ days: countSchema }),
  /** Days the customer gets anew after an answer, before anything goes on. */
  dispute_resume: params({ days: countSchema }),
  /** What a complaint to an outside body asks and does; who they are is in the authorities of the call scripts. */
  complaint: params({
    mustComplainToCompanyFirst: z.boolean(),
    withinMonths: countSchema.nullable(),
    /** The disputed claim may not be collected until the body has decided. */
    stopsCollection: z.boolean(),
  }),
  payment_hold: params({ bankDays: countSchema, bankDaysMax: countSchema }),
  /** How long everything rests when a person is ill, in need or otherwise not to be pressed. */
  care_pause: params({ daysMin: countSchema, daysMax: countSchema }),
  calling_hours: params({
    weekdays: dayHoursSchema,
    saturday: dayHoursSchema,
    sundayAndHoliday: dayHoursSchema,
    /** Midsummer's Eve and the like, where banks are closed too. */
    closedEve: dayHoursSchema,
  }),
  /** How long records live; `atLeast` before that nobody may erase them. */
  retention: params({
    months: countSchema,
    startsFrom: z.enum(['collection_ended', 'made']),
    isMinimum: z.boolean(),
  }),
  /** An act as a whole, known but not in force. */
  regime: params({
    act: z.string().min(1).max(80),
    answerDays: countSchema,
    isFreeAfterObjection: z.boolean(),
    mayCreditorSendNotice: z.boolean(),
    isFreeForMinors: z.boolean(),
    remitDays: countSchema,
  }),
} as const;
