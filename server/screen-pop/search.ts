import { inTurn } from '../platform/db/in-turn';
import type { Knex } from 'knex';
import type { Candidate } from '../../shared/protocol/views';
import { possiblePhones, type Customers } from '../customers/index';
import type { Ledger } from '../ledger/index';

/** An agent compares people by eye: more than this is no answer but a reason to ask for another number. */
const CANDIDATES_MAX = 20;

export interface SearchParts {
  readonly customers: Customers;
  readonly ledger: Ledger;
}

/** Shows people as the gate allows before it opens: name, birth date, address, case numbers within the scope. */
export async function describeCandidates(
  sql: Knex,
  about: {
    readonly customerIds: readonly string[];
    readonly scope: readonly string[] | null;
    readonly foundBy: Candidate['foundBy'];
  },
  parts: SearchParts,
): Promise<readonly Candidate[]> {
  const { customerIds, scope, foundBy } = about;
  const visible = await parts.ledger.withinScope(sql, customerIds, scope);
  const ids = [...new Set(customerIds)].filter((id) => visible.has(id)).slice(0, CANDIDATES_MAX);
  const [people, caseNos] = await inTurn([
    () => parts.customers.readCustomers(sql, ids),
    () => parts.ledger.readCaseNos(sql, ids, scope),
  ]);
  const byId = new Map<string, (typeof people)[number]>(people.map((person) => [person.id, person]));
  return ids.flatMap((id) => {
    const person = byId.get(id);
    if (person === undefined) return [];
    return [
      {
        customerId: person.id,
        name: person.name,
        birthDate: person.birthDate,
        address: `${person.street}, ${person.postcode} ${person.city}`,
        caseNos: [...(caseNos.get(id) ?? [])],
        foundBy,
      },
    ];
  });
}

/**
 * Finds people by phone, case, customer or invoice number, payment reference or the beginning of a name; most certain first.
 * Nobody outside the scope is found, and nothing but the candidate fields comes back.
 */
export async function searchCustomers(
  sql: Knex,
  question: { readonly text: string; readonly scope: readonly string[] | null },
  parts: SearchParts,
): Promise<readonly Candidate[]> {
  const { text, scope } = question;
  const phones = possiblePhones(text);
  const within = () => ({ limit: CANDIDATES_MAX, visible: parts.ledger.customersInScope(sql, scope) });
  const [byNumber, byName, ...byPhone] = await inTurn([
    () => parts.ledger.findCustomersByNumber(sql, text, scope),
    () => (/\p{L}{2}/u.test(text) ? parts.customers.findByName(sql, text, within()) : []),
    ...phones.map((phone) => () => parts.customers.findByPhone(sql, phone, within())),
  ]);
  const customerIds = [...byPhone.flat(), ...byNumber, ...byName];
  return describeCandidates(sql, { customerIds, scope, foundBy: 'search' }, parts);
}
