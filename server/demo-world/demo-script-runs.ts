/** The dialogue of a recorded call: the product's own interpreter leads it, as an agent would have. */
import { advance, startRun, type RunContext } from '../../shared/call-scripts/advance';
import type { Facts } from '../../shared/call-scripts/facts';
import { findCallScript } from '../../shared/call-scripts/library';
import type { Answer, Move, ScriptRun } from '../../shared/call-scripts/run';
import { PLAIN_CONDITIONS, type PlainConditionName } from '../../shared/call-scripts/schema';
import type { FactValue } from '../../shared/call-scripts/variables';
import type { Reason } from '../../shared/calls/vocabulary';
import type { Id } from '../../shared/ids/ids';
import type { CallScriptSlug } from '../../shared/insights/insight';
import { bankDayOnOrAfter } from '../../shared/time/bank-days';
import { addDays, addMonths, type IsoDate } from '../../shared/time/dates';
import { localDate } from '../../shared/time/zones';
import { runRow, stepRows } from '../call-scripts';
import type { SeededAccount, SeededClaim } from './demo-account';
import type { CallWish } from './demo-call';
import type { DemoWorld } from './demo-world';

/** What the ledger said that day, and what was said and done on each step in turn. */
interface Conversation {
  readonly slug: CallScriptSlug;
  readonly holds: readonly PlainConditionName[];
  readonly values: Readonly<Record<string, FactValue>>;
  readonly moves: readonly Move[];
}

const said: Move = { kind: 'said' };
const answered = (answer: Answer): Move => ({ kind: 'answered', answer });
const chose = (value: string): Move => answered({ kind: 'choice', value });
const done = (values: Readonly<Record<string, FactValue>> = {}): Move => ({
  kind: 'acted',
  result: { kind: 'done', values: { ...values } },
});
const text = (value: string): FactValue => ({ kind: 'text', text: value });
const date = (value: IsoDate): FactValue => ({ kind: 'date', date: value });

interface Told {
  readonly account: SeededAccount;
  readonly claim: SeededClaim;
  readonly today: IsoDate;
  readonly money: (amount: number) => FactValue;
}

function paidPrevious({ claim, today, money }: Told): Conversation {
  const before = `${claim.invoiceNo.slice(0, -2)}${String(Number(claim.invoiceNo.slice(-2)) - 1).padStart(2, '0')}`;
  return {
    slug: 'verify-and-open',
    holds: ['has_open_claim', 'paid_previous_invoice'],
    values: {
      paid_invoice_no: text(before),
      paid_amount: money(claim.amount),
      paid_date: date(addDays(today, -6)),
      due_invoice_no: text(claim.invoiceNo),
      due_invoice_amount: money(claim.amount),
    },
    moves: [done(), chose('done'), said],
  };
}

function notReceived({ account, claim, money }: Told): Conversation {
  const { street, postcode, city, email } = account.customer;
  const channel = { nb: 'brev', sv: 'brev', fi: 'kirje', en: 'letter' };
  return {
    slug: 'invoice-not-received',
    holds: ['has_open_claim', 'delivery_failed'],
    values: {
      delivery_invoice_no: text(claim.invoiceNo),
      delivery_address: text(`${street}, ${postcode} ${city}`),
      delivery_channel: { kind: 'local', text: channel },
      invoice_amount: money(claim.amount),
      invoice_due_date: date(claim.dueDate),
      invoice_reference: text(claim.invoiceNo),
    },
    moves: [
      said,
      chose('by_email'),
      answered({ kind: 'text', text: email }),
      done({ resent_to: text(email) }),
      said,
      answered({ kind: 'yes_no', isYes: false }),
      said,
    ],
  };
}

const PLAN_COUNT = 4;

function instalments({ account, claim, today, money }: Told): Conversation {
  const share = Math.floor(claim.amount / PLAN_COUNT);
  const last = claim.amount - share * (PLAN_COUNT - 1);
  const first = bankDayOnOrAfter(addDays(today, 14), account.creditor.country);
  const wish = { kind: 'amount', amountMinor: String(share), currency: account.creditor.currency } as const;
  return {
    slug: 'payment-plan',
    holds: ['has_open_claim', 'first_plan', 'plan_within_mandate_possible', 'plan_draft_ready'],
    values: {
      open_total: money(claim.amount),
      plan_count: { kind: 'count', count: PLAN_COUNT },
      plan_first_amount: money(share),
      plan_first_date: date(first),
      plan_last_amount: money(last),
      plan_last_date: date(bankDayOnOrAfter(addMonths(first, PLAN_COUNT - 1), account.creditor.country)),
      plan_total: money(claim.amount),
      plan_fee: money(0),
    },
    moves: [
      chose('in_parts'),
      answered(wish),
      answered({ kind: 'date', date: first }),
      answered({ kind: 'yes_no', isYes: true }),
      done({
        agreed_count: { kind: 'count', count: PLAN_COUNT },
        agreed_total: money(claim.amount),
        agreed_first_amount: money(share),
        agreed_first_date: date(first),
      }),
      said,
      said,
    ],
  };
}

const CONVERSATIONS: Partial<Record<Reason, (told: Told) => Conversation>> = {
  paid_already: paidPrevious,
  invoice_not_received: notReceived,
  instalments,
};

function factsOf(conversation: Conversation, { account, claim, today, money }: Told): Facts {
  const holds = new Set<PlainConditionName>(['identity_verified', 'is_consumer', ...conversation.holds]);
  const conditions = PLAIN_CONDITIONS.map((name) => [name, holds.has(name)]);
  return {
    today,
    // Object.fromEntries forgets its keys; these are exactly the names of the record.
    conditions: Object.fromEntries(conditions) as Facts['conditions'],
    utility: account.creditor.utility,
    creditorRole: account.creditor.role,
    country: account.creditor.country,
    values: {
      agency_name: text('Friskmeld Inkasso'),
      creditor_name: text(account.creditor.name),
      customer_name: text(account.customer.name),
      open_total: money(claim.amount),
      ...conversation.values,
    },
  };
}

/** Leads the dialogue from one end of the time to the other, its steps evenly apart. Throws when a move does not fit. */
function leadThrough(
  conversation: Conversation,
  facts: Facts,
  at: { readonly runId: Id<'scriptRun'>; readonly wish: CallWish; readonly from: number; readonly until: number },
): ScriptRun {
  const script = findCallScript(conversation.slug);
  if (script === null) throw new Error(`No call script ${conversation.slug}`);
  const stepMs = Math.floor((at.until - at.from) / (conversation.moves.length + 1));
  const contextAt = (turn: number): RunContext => ({ script, at: at.from + turn * stepMs, factsFor: () => facts });
  const begun = startRun(contextAt(0), { runId: at.runId, language: at.wish.account.customer.language });
  if (!begun.ok) throw new Error(`${script.slug} does not begin: ${begun.error.code}`);
  return conversation.moves.reduce((run, move, index) => {
    const next = advance(contextAt(index + 1), run, { stepId: run.stepId ?? '', move });
    if (!next.ok) throw new Error(`${script.slug}, ${run.stepId}: ${JSON.stringify(next.error)}`);
    return next.value;
  }, begun.value);
}

/** The script run of a recorded call with its steps on the call's own time; none for reasons nobody recorded. */
export function addScriptRun(
  world: DemoWorld,
  call: { readonly callId: Id<'call'>; readonly wish: CallWish; readonly from: number; readonly until: number },
): void {
  const { callId, wish, until } = call;
  // Stamps of the demo are drawn between two others and need not be whole; the interpreter's are.
  const from = Math.ceil(call.from);
  const { account } = wish;
  const claim = account.openClaims.filter(({ kind }) => kind === 'invoice').at(-1);
  const tell = CONVERSATIONS[wish.reason];
  if (claim === undefined || tell === undefined) return;
  const { country, currency } = account.creditor;
  const money = (amount: number): FactValue => ({ kind: 'money', amountMinor: String(amount), currency });
  const told = { account, claim, today: localDate(from, country), money };
  const conversation = tell(told);
  const run = leadThrough(conversation, factsOf(conversation, told), {
    runId: world.id('scriptRun', from),
    wish,
    from,
    until,
  });
  const stored = { callId, accountId: account.id, caseId: account.caseId, run };
  world.add('script_runs', runRow({ stored, customerId: account.customer.id, startedBy: wish.agent.id }));
  for (const row of stepRows(run, 0)) world.add('script_run_steps', row);
  const { id: runId, slug, version, state } = run;
  world.fact(until, 'script_run.changed', callId, { callId, runId, slug, version, state });
}
