/**
 * The one answer to "may this be done to this case now?". Calls, fees, letters and the next step ask it; the disconnection
 * guard asks the same facts with its own gates. What is not known stops: no row of law for the day, no deed.
 */
import type { HoldKind } from '../ledger/vocabulary';
import { ok, refuse, type Result } from '../result';
import { findRule, type RuleQuery, type Stoppable } from '../rules/index';
import type { IsoDate } from '../time/dates';
import { isDisputeUnsettled } from './dispute-machine';
import { doesDisputeStand, type DisputeStanding } from './stands';

/** What we may want to do to a case. Taking the customer's own call, and answering it, is always allowed. */
export const CASE_DEEDS = ['letter', 'fee', 'outbound_call', 'next_stage', 'legal_step', 'cut'] as const;
export type CaseDeed = (typeof CASE_DEEDS)[number];

/** What stands against doing anything to a case. */
export interface CaseStops {
  readonly disputes: readonly DisputeStanding[];
  readonly holds: readonly { readonly kind: HoldKind; readonly untilDate: IsoDate | null }[];
}

const ALL = CASE_DEEDS;
const ALL_BUT_CALLS = CASE_DEEDS.filter((deed) => deed !== 'outbound_call');

/** What each hold stops while it stands. */
const STOPPED_BY_HOLD: Readonly<Record<HoldKind, readonly CaseDeed[]>> = {
  dispute: ALL,
  vulnerability: ALL,
  freeze: ALL,
  // Nothing goes on, nor to a court, before the board has decided (NO: elklagenemnda.no, row NO-COMPLAINT-ENERGY).
  with_board: ALL,
  // Finland, 4 c §: voluntary collection rests, a court is still open to the creditor.
  suspension: CASE_DEEDS.filter((deed) => deed !== 'legal_step'),
  // We may ring about money, plans and new dates that were agreed; nothing else goes on.
  money_on_the_way: ALL_BUT_CALLS,
  plan: ALL_BUT_CALLS,
  postponement: ALL_BUT_CALLS,
  invoice_not_received: ALL_BUT_CALLS,
};

/** The words of the law's row for our deeds; a next stage is a letter or a step of law. */
const WORD_OF_DEED: Readonly<Record<CaseDeed, Stoppable>> = {
  letter: 'letters',
  fee: 'fees',
  outbound_call: 'calls',
  next_stage: 'letters',
  legal_step: 'legal_steps',
  cut: 'cut',
};

/**
 * Ok when nothing stands against it on `query.date`. Refused with `CASE_STOPPED` and `why` (a kind of hold, `dispute` or
 * `credit_awaited`), or `RULE_MISSING` when somebody objects and no row says what that stops.
 */
export function mayBeDone(deed: CaseDeed, stops: CaseStops, query: RuleQuery): Result<undefined> {
  if (stops.disputes.some(doesDisputeStand)) {
    const unsettled = stops.disputes.some(({ state }) => isDisputeUnsettled(state));
    const rule = findRule('dispute', query);
    if (!rule.ok) return rule;
    if (rule.value.params.stops.includes(WORD_OF_DEED[deed])) {
      return refuse('CASE_STOPPED', { deed, why: unsettled ? 'dispute' : 'credit_awaited' });
    }
  }
  const hold = stops.holds.find(
    ({ kind, untilDate }) => STOPPED_BY_HOLD[kind].includes(deed) && (untilDate === null || untilDate >= query.date),
  );
  if (hold === undefined) return ok(undefined);
  return refuse('CASE_STOPPED', {
    deed,
    why: hold.kind,
    ...(hold.untilDate === null ? {} : { until: hold.untilDate }),
  });
}
