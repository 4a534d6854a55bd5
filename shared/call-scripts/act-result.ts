/** Reads from the refreshed case file what an act brought about, so that its words are the ledger's and not the client's. */
import type { Currency } from '../lang/languages';
import type { CustomerAccount } from '../ledger/case-file';
import type { HoldKind } from '../ledger/vocabulary';
import { compareDates } from '../time/dates';
import type { ActResult } from './run';
import type { Act } from './schema';
import { select, type FactsSource, type Selection } from './selection';
import type { FactValue } from './variables';

const moneyOf = (amountMinor: bigint, currency: Currency): FactValue => ({
  kind: 'money',
  amountMinor: amountMinor.toString(),
  currency,
});

/**
 * The result of an act that succeeded, with the values it promises (ACT_GRANTS). Give the case file as it is *after* the
 * act; `subjectId` names what was made (plan, notice, ledger entry), else the newest is taken. Values that cannot be found
 * are left out, and `advance` then refuses SCRIPT_STEP_INVALID.
 */
export function actSucceeded(act: Act, source: FactsSource, subjectId: string | null): ActResult {
  const selection = select(source);
  return { kind: 'done', values: selection === null ? {} : valuesOf(act, selection, subjectId) };
}

/** Acts that make something spoken of; give_referral fills its own from authorities.ts, the others make nothing. */
const READERS: Readonly<
  Partial<Record<Act['do'], (selection: Selection, subjectId: string | null) => Record<string, FactValue>>>
> = {
  create_plan: ({ account }, subjectId) => planValues(account, subjectId),
  waive_fee: ({ account }, subjectId) => waiverValues(account, subjectId),
  resend_invoice: ({ account }) => resendValues(account),
  postpone: (selection) => untilOf(selection, 'postponement', 'postponed_until'),
  freeze: (selection) => untilOf(selection, 'freeze', 'frozen_until'),
};

function valuesOf(act: Act, selection: Selection, subjectId: string | null): Record<string, FactValue> {
  if (act.do === 'place_hold') return holdValues(selection, act.hold);
  return READERS[act.do]?.(selection, subjectId) ?? {};
}

function planValues({ plans }: CustomerAccount, subjectId: string | null): Record<string, FactValue> {
  const newest = [...plans].sort((a, b) => b.madeAt - a.madeAt)[0];
  const plan = plans.find(({ id }) => id === subjectId) ?? newest;
  const first =
    plan === undefined ? undefined : [...plan.instalments].sort((a, b) => a.instalmentNo - b.instalmentNo)[0];
  if (plan === undefined || first === undefined) return {};
  return {
    agreed_count: { kind: 'count', count: plan.instalments.length },
    agreed_total: moneyOf(plan.totalMinor, plan.currency),
    agreed_first_amount: moneyOf(first.amountMinor, plan.currency),
    agreed_first_date: { kind: 'date', date: first.dueDate },
  };
}

function holdValues({ scoped }: Selection, kind: string): Record<string, FactValue> {
  const holds = scoped.cases.flatMap((collectionCase) => collectionCase.holds).filter((hold) => hold.kind === kind);
  const until = holds.sort((a, b) => b.placedAt - a.placedAt)[0]?.untilDate ?? null;
  if (until !== null) return { hold_until: { kind: 'date', date: until } };
  // A claim without a case has no hold on it; the notice says how long we wait.
  const notices = scoped.paymentNotices.filter(({ state }) => state === 'expected');
  const expected = notices
    .map(({ expectedDate }) => expectedDate)
    .sort(compareDates)
    .at(-1);
  return expected === undefined ? {} : { hold_until: { kind: 'date', date: expected } };
}

/** The last day of the newest hold of a kind, under the name the act promises. */
function untilOf({ scoped }: Selection, kind: HoldKind, name: string): Record<string, FactValue> {
  const holds = scoped.cases.flatMap((collectionCase) => collectionCase.holds).filter((hold) => hold.kind === kind);
  const until = holds.sort((a, b) => b.placedAt - a.placedAt)[0]?.untilDate ?? null;
  return until === null ? {} : { [name]: { kind: 'date', date: until } };
}

function waiverValues(account: CustomerAccount, subjectId: string | null): Record<string, FactValue> {
  const waivers = account.claims.flatMap(({ entries }) => entries).filter(({ kind }) => kind === 'fee_waiver');
  const waiver = waivers.find(({ id }) => id === subjectId) ?? waivers.sort((a, b) => (a.id < b.id ? 1 : -1))[0];
  if (waiver === undefined) return {};
  const size = waiver.amountMinor < 0n ? -waiver.amountMinor : waiver.amountMinor;
  return { waived_amount: moneyOf(size, account.currency) };
}

function resendValues(account: CustomerAccount): Record<string, FactValue> {
  const deliveries = account.claims.flatMap((claim) => claim.deliveries);
  const newest = deliveries.sort((a, b) => b.at - a.at)[0];
  return newest === undefined ? {} : { resent_to: { kind: 'text', text: newest.address } };
}
