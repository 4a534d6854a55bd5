/**
 * A gate: one thing that must be so before a service may be cut, with what we know about it. `unknown` stops as surely as
 * `fail`. The same shape in the guard, over the wire and in the case file.
 */
import * as z from 'zod';
import { minorSchema } from '../money/money';
import { isoDateSchema } from '../time/dates';

/** In the order in which they are read: the law's steps, the clocks, what stands against it, and what we ask of ourselves. */
export const GATES = [
  'rule',
  'actor',
  'debt',
  'breach',
  'reminder',
  'alternatives',
  'warning',
  'service',
  'social_notice',
  'social_answer',
  'notice_period',
  'time_since_due',
  'amount_or_age',
  'hardship',
  'winter',
  'frost',
  'obstacles',
  'safety',
  'people',
  'dispute',
  'plan',
  'payment',
  'hold',
  'weekday',
  'decision',
  'call',
] as const;
export type GateName = (typeof GATES)[number];

export const GATE_VERDICTS = ['pass', 'fail', 'unknown'] as const;
export type GateVerdict = (typeof GATE_VERDICTS)[number];

/** What we know, as codes that the screen has words for; dates, sums and counts stand beside. */
export const GATE_EVIDENCE = [
  'rule_covers',
  'rule_missing',
  'rule_unreviewed',
  'may_cut',
  'may_not_cut',
  'owed',
  'nothing_owed',
  'warned_paid',
  'only_costs',
  'only_supply',
  'grid_part_unknown',
  'above_sum',
  'several_bills',
  'too_small',
  'not_weighed',
  'weighed_essential',
  'weighed_small',
  'done_on',
  'too_soon_after',
  'not_done',
  'served_on',
  'not_served',
  'not_at_the_same_time',
  'too_late',
  'authority_pays',
  'authority_silent',
  'not_before',
  'reached',
  'no_warning',
  'heating_unknown',
  'frost_possible',
  'no_frost',
  'danger_known',
  'nothing_known',
  'lead_decides',
  'nobody',
  'dispute_waits',
  'plan_runs',
  'money_comes',
  'case_rests',
  'nothing',
  'closed_day',
  'open_day',
  'decided_on',
  'reopened',
  'talked',
  'tried',
  'not_called',
] as const;
export type GateEvidence = (typeof GATE_EVIDENCE)[number];

export const gateSchema = z.object({
  gate: z.enum(GATES),
  verdict: z.enum(GATE_VERDICTS),
  evidence: z.enum(GATE_EVIDENCE),
  /** The day the evidence is of, or the day from which the gate opens. */
  date: isoDateSchema.nullable(),
  amountMinor: minorSchema.nullable(),
  count: z.number().int().nullable(),
  /** The row it is judged by; null where it is a fact of the case. */
  ruleId: z.string().nullable(),
});
export type Gate = z.output<typeof gateSchema>;

/** Gates that we ask of ourselves beyond the law: they do not make a cut unlawful, and no order leaves without them. */
export const OWN_GATES: readonly GateName[] = ['decision', 'call'];
