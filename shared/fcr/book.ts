/** FCR kept up to date one contact at a time; always equal to counting everything anew. */
import {
  firstContacts,
  firstContactsOfCustomer,
  type FcrContact,
  type FcrParameters,
  type FirstContact,
} from './first-contacts';

/** Contacts by id and the first contacts of each customer. A projection's memory; never the only copy. */
export interface FcrBook {
  readonly parameters: FcrParameters;
  readonly contacts: ReadonlyMap<string, FcrContact>;
  readonly firstByCustomer: ReadonlyMap<string, readonly FirstContact[]>;
}

/** An empty book. */
export function newFcrBook(parameters: FcrParameters): FcrBook {
  return { parameters, contacts: new Map(), firstByCustomer: new Map() };
}

/**
 * Adds a contact or replaces what was known of it (its wrap-up came, the customer was identified later). Only the
 * customers it touches are counted again.
 */
export function recordContact(book: FcrBook, contact: FcrContact): FcrBook {
  const before = book.contacts.get(contact.contactId);
  const contacts = new Map(book.contacts).set(contact.contactId, contact);
  const firstByCustomer = new Map(book.firstByCustomer);
  for (const customerId of new Set([before?.customerId ?? null, contact.customerId])) {
    if (customerId === null) continue;
    const own = [...contacts.values()].filter((one) => one.customerId === customerId);
    const first = firstContactsOfCustomer(own, book.parameters);
    if (first.length === 0) firstByCustomer.delete(customerId);
    else firstByCustomer.set(customerId, first);
  }
  return { parameters: book.parameters, contacts, firstByCustomer };
}

/** All first contacts in the book, in order of time. */
export function firstContactsIn(book: FcrBook): readonly FirstContact[] {
  return [...book.firstByCustomer.values()]
    .flat()
    .sort((a, b) => a.contact.startedAt - b.contact.startedAt || (a.contact.contactId < b.contact.contactId ? -1 : 1));
}

/** The same book from all contacts at once: what a rebuild does. */
export function rebuildFcrBook(contacts: readonly FcrContact[], parameters: FcrParameters): FcrBook {
  const first = new Map<string, FirstContact[]>();
  for (const row of firstContacts(contacts, parameters)) {
    const own = first.get(row.customerId);
    if (own === undefined) first.set(row.customerId, [row]);
    else own.push(row);
  }
  return { parameters, contacts: new Map(contacts.map((one) => [one.contactId, one])), firstByCustomer: first };
}
