/**
 * Why customers had to call again, per creditor: repeats grouped by their cause, each with the number of calls that would not
 * have come without it. The cause is read from why they first called and from what the ledger said in that call, so fixing it
 * is the creditor's or our own doing, not the customer's. RiksTV took away three of four contacts this way.
 */
import type { Reason } from '../calls/vocabulary';
import type { InsightKind } from '../insights/insight';
import { firstContacts, repeatsOf, type FcrContact, type FcrParameters, type FirstContact } from './first-contacts';

export const CAUSES = [
  'paid_waiting_for_signal',
  'paid_other_invoice',
  'payment_not_seen',
  'invoice_not_received',
  'grid_or_supplier',
  'price_unclear',
  'fee_disputed',
  'dispute_unanswered',
  'agreement_unclear',
  'cut_unclear',
  'cannot_pay',
  'not_theirs',
  'other',
] as const;
export type Cause = (typeof CAUSES)[number];

interface CauseRow {
  readonly cause: Cause;
  readonly reasons: readonly Reason[];
  /** The ledger must have said one of these in the first call; null = the reason alone is enough. */
  readonly insights: readonly InsightKind[] | null;
}

/** The first row that fits decides: what the ledger said goes before the bare reason. */
const ROWS: readonly CauseRow[] = [
  {
    cause: 'paid_waiting_for_signal',
    reasons: ['service_cut', 'money_on_the_way', 'paid_already', 'disconnection_warning'],
    insights: ['money_on_the_way'],
  },
  {
    cause: 'paid_other_invoice',
    reasons: ['paid_already', 'money_on_the_way', 'invoice_not_received', 'dispute', 'fees'],
    insights: ['paid_previous_invoice'],
  },
  { cause: 'invoice_not_received', reasons: ['fees', 'dispute', 'other'], insights: ['invoice_never_received'] },
  { cause: 'invoice_not_received', reasons: ['invoice_not_received'], insights: null },
  {
    cause: 'grid_or_supplier',
    reasons: ['price', 'state_support', 'moved_or_not_mine', 'dispute', 'other'],
    insights: ['two_creditors_one_address'],
  },
  { cause: 'payment_not_seen', reasons: ['paid_already', 'money_on_the_way'], insights: null },
  { cause: 'price_unclear', reasons: ['price', 'state_support', 'cheaper_subscription'], insights: null },
  { cause: 'fee_disputed', reasons: ['fees'], insights: null },
  { cause: 'dispute_unanswered', reasons: ['dispute'], insights: null },
  { cause: 'agreement_unclear', reasons: ['instalments', 'postponement'], insights: null },
  { cause: 'cut_unclear', reasons: ['service_cut', 'disconnection_warning'], insights: null },
  { cause: 'cannot_pay', reasons: ['cannot_pay'], insights: null },
  { cause: 'not_theirs', reasons: ['moved_or_not_mine', 'third_party', 'minor'], insights: null },
];

/** The cause of a first contact that was not enough. */
export function causeOf(reason: Reason | null, insightKinds: readonly string[]): Cause {
  if (reason === null) return 'other';
  const row = ROWS.find(
    ({ reasons, insights }) =>
      reasons.includes(reason) && (insights === null || insights.some((kind) => insightKinds.includes(kind))),
  );
  return row?.cause ?? 'other';
}

/** One first contact and the calls that came after it for the same cause. */
export interface CausedRepeats {
  readonly creditorId: string;
  readonly cause: Cause;
  readonly reason: Reason | null;
  readonly firstId: string;
  readonly repeatIds: readonly string[];
}

export interface CauseNode {
  readonly cause: Cause;
  /** Calls that would not have come. */
  readonly repeats: number;
  /** First contacts that were not enough. */
  readonly firstContacts: number;
  /** Of all repeats of the creditor, in hundredths of a per cent. */
  readonly shareBp: number;
  readonly reasons: readonly { readonly reason: Reason | null; readonly repeats: number }[];
}

export interface CreditorCauses {
  readonly creditorId: string;
  readonly firstContacts: number;
  readonly repeats: number;
  /** Most repeats first. */
  readonly causes: readonly CauseNode[];
}

export interface CauseQuestion {
  readonly contacts: readonly FcrContact[];
  readonly parameters: FcrParameters;
  /** First contacts that began before this (epoch ms) are not counted; later repeats of them neither. */
  readonly sinceMs: number;
  /** What the ledger said in a call, by contact id. */
  insightKindsOf(contactId: string): readonly string[];
}

function byCustomer(contacts: readonly FcrContact[]): ReadonlyMap<string, FcrContact[]> {
  const groups = new Map<string, FcrContact[]>();
  for (const contact of contacts) {
    if (contact.customerId === null) continue;
    const own = groups.get(contact.customerId);
    if (own === undefined) groups.set(contact.customerId, [contact]);
    else own.push(contact);
  }
  return groups;
}

function countedFrom(question: CauseQuestion): readonly FirstContact[] {
  return firstContacts(question.contacts, question.parameters).filter(
    ({ contact }) => contact.startedAt >= question.sinceMs,
  );
}

/**
 * Every first contact with repeats, each repeat under one first contact only (the earliest it belongs to), so that the counts
 * of all causes add up to the calls that came.
 */
export function causedRepeats(question: CauseQuestion): readonly CausedRepeats[] {
  const groups = byCustomer(question.contacts);
  const taken = new Set<string>();
  return countedFrom(question).flatMap(({ contact, customerId }) => {
    const repeats = repeatsOf(contact, groups.get(customerId) ?? [], question.parameters).filter(
      ({ contactId }) => !taken.has(contactId),
    );
    if (repeats.length === 0) return [];
    for (const { contactId } of repeats) taken.add(contactId);
    const { creditorId, reason, contactId } = contact;
    const cause = causeOf(reason, question.insightKindsOf(contactId));
    return [{ creditorId, cause, reason, firstId: contactId, repeatIds: repeats.map((one) => one.contactId) }];
  });
}

const WHOLE_BP = 10_000;
const repeatsIn = (rows: readonly CausedRepeats[]): number =>
  rows.reduce((sum, { repeatIds }) => sum + repeatIds.length, 0);

function nodeOf(cause: Cause, rows: readonly CausedRepeats[], allRepeats: number): CauseNode {
  const repeats = repeatsIn(rows);
  const reasons = [...new Set(rows.map(({ reason }) => reason))].map((reason) => ({
    reason,
    repeats: repeatsIn(rows.filter((row) => row.reason === reason)),
  }));
  return {
    cause,
    repeats,
    firstContacts: rows.length,
    shareBp: Math.round((repeats * WHOLE_BP) / allRepeats),
    reasons: reasons.sort((a, b) => b.repeats - a.repeats),
  };
}

/** The tree: creditors with most repeats first, under each its causes. Creditors without any repeat are there too. */
export function causeTree(question: CauseQuestion): readonly CreditorCauses[] {
  const rows = causedRepeats(question);
  const firsts = countedFrom(question);
  const creditorIds = [...new Set(firsts.map(({ contact }) => contact.creditorId))];
  const tree = creditorIds.map((creditorId): CreditorCauses => {
    const own = rows.filter((row) => row.creditorId === creditorId);
    const repeats = repeatsIn(own);
    const causes = CAUSES.flatMap((cause) => {
      const caused = own.filter((row) => row.cause === cause);
      return caused.length === 0 ? [] : [nodeOf(cause, caused, repeats)];
    });
    return {
      creditorId,
      firstContacts: firsts.filter(({ contact }) => contact.creditorId === creditorId).length,
      repeats,
      causes: causes.sort((a, b) => b.repeats - a.repeats),
    };
  });
  return tree.sort((a, b) => b.repeats - a.repeats || (a.creditorId < b.creditorId ? -1 : 1));
}
