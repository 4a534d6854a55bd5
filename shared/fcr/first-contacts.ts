/**
 * First contact resolution, exactly as model.md §5 defines it. Everything here is a pure function of contacts: the same
 * contacts in any order give the same answer, so the projection can be thrown away and rebuilt.
 */
import type { Reason } from '../calls/vocabulary';
import { SHORT_ABANDON_MS } from '../calls/vocabulary';

const HOUR_MS = 3_600_000;
/** The windows that can be shown; seven days is ours unless somebody asks otherwise. */
export const FCR_WINDOWS_MS = {
  '24h': 24 * HOUR_MS,
  '72h': 72 * HOUR_MS,
  '7d': 7 * 24 * HOUR_MS,
  '30d': 30 * 24 * HOUR_MS,
} as const;
export type FcrWindow = keyof typeof FCR_WINDOWS_MS;
export const FCR_WINDOW_DEFAULT: FcrWindow = '7d';

/** `reason`: an issue is customer × case × reason. `case`: the variant "same case, any reason". */
export type FcrScope = 'reason' | 'case';

/** One contact as far as FCR is concerned; times in epoch ms. A call with transfers is one contact. */
export interface FcrContact {
  readonly contactId: string;
  readonly direction: 'in' | 'out';
  /** `answered` = somebody spoke with the customer; `abandoned` = the customer gave up waiting. */
  readonly result: 'answered' | 'abandoned';
  readonly startedAt: number;
  readonly endedAt: number;
  /** Waiting time; only long enough abandoned calls count. */
  readonly waitedMs: number;
  /** Null when nobody could tell who called: such contacts belong to no issue. */
  readonly customerId: string | null;
  readonly creditorId: string;
  readonly caseId: string | null;
  /** Null when nobody asked (abandoned) or the wrap-up was never classified. */
  readonly reason: Reason | null;
  /** The first queue the customer came through. */
  readonly queueId: string | null;
  readonly agentId: string | null;
  readonly wasTransferred: boolean;
  /** What the wrap-up says; null without one. */
  readonly isDeclaredResolved: boolean | null;
  readonly isFollowUpAgreed: boolean;
}

/** A first contact with what came after it in the window; says nothing yet about whether the window has passed. */
export interface FirstContact {
  readonly contact: FcrContact;
  readonly customerId: string;
  readonly maturesAt: number;
  /** The earliest repeat. */
  readonly repeat: { readonly contactId: string; readonly at: number } | null;
  /** The call that was agreed in the first one; no repeat, and counted apart. */
  readonly followUp: { readonly contactId: string; readonly at: number } | null;
}

export interface FcrParameters {
  readonly windowMs: number;
  readonly scope: FcrScope;
}

/** The first contacts among all contacts, in order of time. */
export function firstContacts(contacts: readonly FcrContact[], parameters: FcrParameters): readonly FirstContact[] {
  const byCustomer = new Map<string, FcrContact[]>();
  for (const contact of contacts) {
    if (contact.customerId === null) continue;
    const own = byCustomer.get(contact.customerId);
    if (own === undefined) byCustomer.set(contact.customerId, [contact]);
    else own.push(contact);
  }
  return [...byCustomer.values()].flatMap((own) => firstContactsOfCustomer(own, parameters)).sort(byTime);
}

/** The same for the contacts of one customer; what an incremental reader recomputes when one contact changes. */
export function firstContactsOfCustomer(
  contacts: readonly FcrContact[],
  parameters: FcrParameters,
): readonly FirstContact[] {
  const ordered = contacts.filter(isContact).sort(contactsByTime);
  return ordered.flatMap((contact, index) => {
    const { customerId } = contact;
    if (customerId === null || !mayBeFirst(contact, parameters.scope)) return [];
    const isFirst = !ordered
      .slice(0, index)
      .some(
        (earlier) => isEarlierOnIssue(earlier, contact, parameters.scope) && isWithin(earlier, contact, parameters),
      );
    return isFirst ? [describe(contact, { customerId, later: ordered.slice(index + 1) }, parameters)] : [];
  });
}

/** Misdials (abandoned within five seconds) and calls we made without reaching anybody are no contacts. */
function isContact(contact: FcrContact): boolean {
  if (contact.result === 'answered') return true;
  return contact.direction === 'in' && contact.waitedMs > SHORT_ABANDON_MS;
}

function mayBeFirst(contact: FcrContact, scope: FcrScope): boolean {
  const isKnown = scope === 'case' || contact.reason !== null;
  return contact.direction === 'in' && contact.result === 'answered' && isKnown;
}

function describe(
  contact: FcrContact,
  around: { readonly customerId: string; readonly later: readonly FcrContact[] },
  parameters: FcrParameters,
): FirstContact {
  const again = laterOnIssue(contact, around.later, parameters);
  const [followUp, repeat] = contact.isFollowUpAgreed ? again : [undefined, ...again];
  return {
    contact,
    customerId: around.customerId,
    maturesAt: contact.endedAt + parameters.windowMs,
    repeat: repeat === undefined ? null : { contactId: repeat.contactId, at: repeat.startedAt },
    followUp: followUp === undefined ? null : { contactId: followUp.contactId, at: followUp.startedAt },
  };
}

function laterOnIssue(
  contact: FcrContact,
  others: readonly FcrContact[],
  parameters: FcrParameters,
): readonly FcrContact[] {
  return others.filter(
    (later) => mayBeRepeat(later, contact, parameters.scope) && isWithin(contact, later, parameters),
  );
}

/** Every repeat of a first contact among all contacts of its customer, in order of time; an agreed follow-up is none. */
export function repeatsOf(
  contact: FcrContact,
  contactsOfCustomer: readonly FcrContact[],
  parameters: FcrParameters,
): readonly FcrContact[] {
  const later = contactsOfCustomer
    .filter((other) => isContact(other) && contactsByTime(contact, other) < 0)
    .sort(contactsByTime);
  return laterOnIssue(contact, later, parameters).slice(contact.isFollowUpAgreed ? 1 : 0);
}

/** Before the first contact only what is known to be on the issue counts, in either direction. */
function isEarlierOnIssue(earlier: FcrContact, contact: FcrContact, scope: FcrScope): boolean {
  if (earlier.creditorId !== contact.creditorId || earlier.caseId !== contact.caseId) return false;
  return scope === 'case' || earlier.reason === contact.reason;
}

/**
 * After it, an inbound contact counts as a repeat unless it is known to be about something else: what nobody asked about
 * (an abandoned call, a wrap-up left unclassified) is not read in our favour. Contacts we start are no repeats.
 */
function mayBeRepeat(later: FcrContact, contact: FcrContact, scope: FcrScope): boolean {
  if (later.direction !== 'in' || later.creditorId !== contact.creditorId) return false;
  const isCaseUnknown = later.result === 'abandoned' && later.caseId === null;
  if (!isCaseUnknown && later.caseId !== contact.caseId) return false;
  return scope === 'case' || later.reason === null || later.reason === contact.reason;
}

function isWithin(earlier: FcrContact, later: FcrContact, parameters: FcrParameters): boolean {
  return later.startedAt - earlier.endedAt <= parameters.windowMs;
}

function contactsByTime(a: FcrContact, b: FcrContact): number {
  return a.startedAt - b.startedAt || (a.contactId < b.contactId ? -1 : 1);
}

function byTime(a: FirstContact, b: FirstContact): number {
  return contactsByTime(a.contact, b.contact);
}
