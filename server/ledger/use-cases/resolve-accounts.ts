import { COUNTRIES, LANGUAGE_OF_COUNTRY, type Country } from '../../../shared/lang/languages';
import { CUSTOMER_KINDS, UTILITIES, type CustomerKind } from '../../../shared/ledger/vocabulary';
import { isValidOrgNo } from '../../../shared/references/organisation-ids';
import { customerNumber } from '../../../shared/references/validate-national-id';
import { localDate } from '../../../shared/time/zones';
import type { Creditor } from '../../creditors/index';
import { foldName, normalisePhone, type Customers, type NewCustomer } from '../../customers/index';
import type { Tx } from '../../platform/unit-of-work';
import type { LaterRejection } from '../importers/import-summary';
import type { ImportedDocument, ImportedParty } from '../importers/imported-file';
import { findAccountsByNo, insertAccounts, type NewAccount } from '../store/accounts';

export interface ResolvedAccount {
  readonly accountId: string;
  readonly customerId: string;
  readonly currency: string;
}

/** The number under which the creditor knows the buyer: its own customer number, else an id of the invoice, else the name. */
export function customerNoOf(document: ImportedDocument): string {
  const [legal] = document.buyer.ids;
  if (document.customerNo !== null) return document.customerNo;
  if (legal !== undefined) return legal.scheme === null ? legal.id : `${legal.scheme}:${legal.id}`;
  return document.nationalId ?? foldName(document.buyer.name ?? 'unknown');
}

const isCountry = (code: string | null): code is Country => COUNTRIES.some((country) => country === code);

function countryOf(party: ImportedParty, creditor: Creditor): Country {
  return isCountry(party.countryCode) ? party.countryCode : creditor.country;
}

/** "Street 1, 0150 Oslo" or "Street 1, 0150, Oslo" as the register keeps it; what is not told stays empty. */
function addressOf(address: string | null): { street: string; postcode: string; city: string } {
  const parts = (address ?? '').split(',').map((part) => part.trim());
  const postcode = parts.find((part) => /^[0-9][0-9 ]{2,6}$/u.test(part)) ?? '';
  const others = parts.filter((part) => part !== postcode && part !== '');
  const last = others.length > 1 ? (others.at(-1) ?? '') : '';
  return { street: others.slice(0, last === '' ? undefined : -1).join(', '), postcode, city: last };
}

/**
 * What the file says, else: a company is who has a valid organisation number in the legal field of an electronic invoice. Other
 * numbers tell nothing; every electronic address and our own customer number is among them. In doubt a consumer, whom the law
 * protects more.
 */
function kindOf({ buyer, kindText, customerKind }: ImportedDocument, country: Country): CustomerKind {
  const written = customerKind ?? CUSTOMER_KINDS.find((kind) => kind === kindText?.toLowerCase());
  const { legalId = null } = buyer;
  return written ?? (legalId !== null && isValidOrgNo(legalId, country) ? 'business' : 'consumer');
}

/**
 * Takes out the documents whose buyer has a number that does not belong here (a living person's in the demo world, a test
 * number in production, none at all); the others get theirs in the one way it is stored. Company numbers stay as they are.
 */
export function withCheckedNumbers(
  documents: readonly ImportedDocument[],
  { creditor, nowMs }: { readonly creditor: Creditor; readonly nowMs: number },
): { readonly documents: readonly ImportedDocument[]; readonly rejections: readonly LaterRejection[] } {
  const taken: ImportedDocument[] = [];
  const rejections: LaterRejection[] = [];
  for (const document of documents) {
    const country = countryOf(document.buyer, creditor);
    const number = customerNumber(
      { text: document.nationalId, country, kind: kindOf(document, country) },
      { world: creditor.isDemo ? 'demo' : 'production', today: localDate(nowMs, country) },
    );
    if (number.ok) taken.push({ ...document, nationalId: number.value });
    else rejections.push({ place: document.place, reason: number.error.code });
  }
  return { documents: taken, rejections };
}

function newCustomer(tx: Tx, document: ImportedDocument, creditor: Creditor): NewCustomer {
  const { buyer, nationalId } = document;
  const country = countryOf(buyer, creditor);
  const phone = buyer.phone === null ? null : normalisePhone(buyer.phone, country);
  return {
    id: tx.makeId('customer'),
    kind: kindOf(document, country),
    name: buyer.name ?? customerNoOf(document),
    birthDate: null,
    nationalId,
    ...addressOf(buyer.address),
    country,
    email: buyer.email,
    language: LANGUAGE_OF_COUNTRY[country],
    flags: [],
    phones: phone === null ? [] : [phone],
    isDemo: creditor.isDemo,
  };
}

/**
 * The customer account of every document's buyer, by customer number. An unknown buyer becomes a customer; one whose national
 * number is known elsewhere gets another account.
 */
export async function resolveAccounts(
  tx: Tx,
  work: { readonly creditor: Creditor; readonly documents: readonly ImportedDocument[] },
  customers: Customers,
): Promise<ReadonlyMap<string, ResolvedAccount>> {
  const { creditor, documents } = work;
  const byNo = new Map(documents.map((document) => [customerNoOf(document), document]));
  const accounts = new Map<string, ResolvedAccount>(await findAccountsByNo(tx.sql, creditor.id, [...byNo.keys()]));
  const unknown = [...byNo].filter(([customerNo]) => !accounts.has(customerNo));
  const people = await findPeople(
    tx,
    unknown.map(([, document]) => document),
    { creditor, customers },
  );
  const freshPeople: NewCustomer[] = [];
  const freshAccounts: NewAccount[] = [];
  for (const [customerNo, document] of unknown) {
    const key = personKey(document, creditor);
    let customerId = key === null ? undefined : people.get(key);
    if (customerId === undefined) {
      const customer = newCustomer(tx, document, creditor);
      freshPeople.push(customer);
      customerId = customer.id;
      if (key !== null) people.set(key, customerId);
    }
    const accountId = tx.makeId('customerAccount');
    freshAccounts.push({ id: accountId, customerId, creditorId: creditor.id, customerNo, currency: document.currency });
    accounts.set(customerNo, { accountId, customerId, currency: document.currency });
  }
  if (freshPeople.length > 0) {
    const added = await customers.add(tx, freshPeople);
    // Every number was checked before (withCheckedNumbers); one that is refused here is a mistake of ours.
    if (!added.ok) throw new Error(`a checked buyer was refused: ${added.error.code}`);
  }
  await insertAccounts(tx.sql, freshAccounts, tx.nowMs);
  return accounts;
}

function personKey(document: ImportedDocument, creditor: Creditor): string | null {
  return document.nationalId === null ? null : `${countryOf(document.buyer, creditor)} ${document.nationalId}`;
}

/** Customers who are known by national number, by country and number. */
async function findPeople(
  tx: Tx,
  documents: readonly ImportedDocument[],
  { creditor, customers }: { readonly creditor: Creditor; readonly customers: Customers },
): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  for (const country of COUNTRIES) {
    const numbers = documents
      .filter(({ buyer }) => countryOf(buyer, creditor) === country)
      .flatMap(({ nationalId }) => nationalId ?? []);
    // oxlint-disable-next-line no-await-in-loop
    const ids = await customers.findByNationalIds(tx.sql, country, [...new Set(numbers)]);
    for (const [number, id] of ids) found.set(`${country} ${number}`, id);
  }
  return found;
}

/** What a supply point of this document supplies: what the file says, else what the creditor sells. */
export function utilityOf(document: ImportedDocument, creditor: Creditor): Creditor['utility'] {
  const written = document.utility ?? UTILITIES.find((utility) => utility === document.kindText?.toLowerCase());
  return written ?? creditor.utility;
}
