import * as z from 'zod';

export const CALL_DIRECTIONS = ['in', 'out'] as const;
export const callDirectionSchema = z.enum(CALL_DIRECTIONS);
export type CallDirection = z.infer<typeof callDirectionSchema>;

/** model.md §3; terminal states are absorbing, and every call reaches exactly one. */
export const CALL_STATES = [
  'arriving',
  'queued',
  'offered',
  'connecting',
  'dialing',
  'ringing',
  'talking',
  'held',
  'ended',
  'closed_hours',
  'overflowed',
  'callback_booked',
  'abandoned',
  'busy',
  'no_answer',
  'cancelled',
  'failed',
] as const;
export const callStateSchema = z.enum(CALL_STATES);
export type CallState = z.infer<typeof callStateSchema>;

export const OFFER_STATES = ['ringing', 'accepted', 'rejected', 'missed', 'withdrawn'] as const;
export const offerStateSchema = z.enum(OFFER_STATES);
export type OfferState = z.infer<typeof offerStateSchema>;

/** Why the customer called: the third part of an issue (customer × case × reason). */
export const REASONS = [
  'invoice_not_received',
  'paid_already',
  'money_on_the_way',
  'price',
  'state_support',
  'instalments',
  'postponement',
  'dispute',
  'fees',
  'service_cut',
  'disconnection_warning',
  'cheaper_subscription',
  'moved_or_not_mine',
  'cannot_pay',
  'third_party',
  'statement',
  'minor',
  'other',
] as const;
export const reasonSchema = z.enum(REASONS);
export type Reason = z.infer<typeof reasonSchema>;

/** What came of the call. */
export const OUTCOMES = [
  'plan_agreed',
  'dispute_opened',
  'payment_explained',
  'hold_placed',
  'invoice_resent',
  'fee_waived',
  'referred',
  'question_answered',
  'promise_to_pay',
  'callback_agreed',
  'not_verified',
  'wrong_person',
  'not_resolved',
] as const;
export const outcomeSchema = z.enum(OUTCOMES);
export type Outcome = z.infer<typeof outcomeSchema>;

/** What one action in the call was: recorded with the call, it prefills the outcome and is compared with it by QA. */
export const CALL_ACTIONS = [
  'identity_verified',
  'plan_created',
  'dispute_opened',
  'hold_placed',
  'fee_waived',
  'invoice_resent',
  'referral_given',
  'payment_explained',
  'postponed',
  'case_frozen',
  'flag_set',
  'authority_recorded',
  'note_added',
] as const;
export const callActionSchema = z.enum(CALL_ACTIONS);
export type CallAction = z.infer<typeof callActionSchema>;

/** How long an offer rings at one agent before it counts as missed; peers use 15–20 s (contact-center.md §2). */
export const OFFER_RING_MS = 20_000;
/** An abandoned call this short is a misdial, not a customer who gave up (contact-center.md §5). */
export const SHORT_ABANDON_MS = 5_000;
/** The answer-time promise: 93 % within 30 s is the best published figure (product.md §1). */
export const ANSWER_TARGET_MS = 30_000;
/** Wrap-up allowance; the agent may extend it once by the same amount. */
export const WRAP_UP_MS = 60_000;
/** After a start, time without a server never counted against a lease or a heartbeat (architecture.md §5). */
export const SERVER_START_GRACE_MS = 15_000;
