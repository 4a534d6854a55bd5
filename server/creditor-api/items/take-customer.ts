import type { Id } from '../../../shared/ids/ids';
import { LANGUAGE_OF_COUNTRY, type Country } from '../../../shared/lang/languages';
import type { CreditorItem, ItemDone } from '../../../shared/protocol/creditor-items';
import { customerNumber } from '../../../shared/references/validate-national-id';
import { ok, refuse, type Result } from '../../../shared/result';
import { localDate } from '../../../shared/time/zones';
import type { NewCustomer } from '../../customers/index';
import type { Tx } from '../../platform/unit-of-work';
import type { TakeContext } from '../parts';
import { tellChanged } from './account-of';

type Item = CreditorItem<'customers'>;

/**
 * Takes a customer: a new account (and person, unless the national number is known), or what changed on the known one. The
 * same person may have accounts at other creditors; then only what nobody has said is filled in, and phones are added. Refused with
 * CUSTOMER_DIFFERS when the customer number belonged to another person until now, and as `customerNumber` says when a person's number does not hold, or is not of the kind this installation may keep.
 */
export async function takeCustomer(tx: Tx, item: Item, context: TakeContext): Promise<Result<ItemDone>> {
  const { creditor, ledger } = context;
  const country = item.country ?? creditor.country;
  const number = customerNumber(
    { text: item.nationalId ?? null, country, kind: item.kind },
    { world: creditor.isDemo ? 'demo' : 'production', today: localDate(tx.nowMs, country) },
  );
  if (!number.ok) return number;
  const nationalId = number.value;
  // The same new customer twice at the same moment: the second waits and finds it.
  await tx.sql.raw('select pg_advisory_xact_lock(hashtextextended(?, 0))', [`${creditor.id} ${item.customerNo}`]);
  if (nationalId !== null)
    await tx.sql.raw('select pg_advisory_xact_lock(hashtextextended(?, 0))', [`${country} ${nationalId}`]);
  const accounts = await ledger.findAccountsByNo(tx.sql, creditor.id, [item.customerNo]);
  const account = accounts.get(item.customerNo);
  if (account !== undefined) return update(tx, { item, account, nationalId }, context);
  const customerId = await findPerson(tx, { country, nationalId, item }, context);
  const accountId = tx.makeId('customerAccount');
  await ledger.insertAccounts(
    tx.sql,
    [{ id: accountId, customerId, creditorId: creditor.id, customerNo: item.customerNo, currency: creditor.currency }],
    tx.nowMs,
  );
  tellChanged(tx, { accountId, customerId, currency: creditor.currency }, [accountId]);
  return ok({ status: 'created', id: accountId });
}

async function update(
  tx: Tx,
  about: {
    readonly item: Item;
    readonly account: { accountId: string; customerId: string; currency: string };
    readonly nationalId: string | null;
  },
  context: TakeContext,
): Promise<Result<ItemDone>> {
  const { item, account, nationalId } = about;
  const { customerId, accountId } = account;
  const [known] = await context.customers.readCustomers(tx.sql, [customerId]);
  // A customer number that was given to somebody else: whose debts these are is for a person to say.
  if (nationalId !== null && known?.nationalId != null && known.nationalId !== nationalId)
    return refuse('CUSTOMER_DIFFERS');
  const others = await context.ledger.countAccounts(tx.sql, customerId);
  const hasChanged = await context.customers.update(tx.sql, {
    id: customerId,
    kind: item.kind,
    name: item.name,
    birthDate: item.birthDate ?? null,
    street: item.street,
    postcode: item.postcode,
    city: item.city,
    email: item.email ?? null,
    language: item.language ?? null,
    phones: item.phones,
    isShared: others > 1,
  });
  if (hasChanged) tellChanged(tx, account, [customerId]);
  return ok({ status: hasChanged ? 'updated' : 'unchanged', id: accountId });
}

async function findPerson(
  tx: Tx,
  about: { readonly country: Country; readonly nationalId: string | null; readonly item: Item },
  { customers, creditor }: TakeContext,
): Promise<Id<'customer'>> {
  const { country, nationalId, item } = about;
  if (nationalId !== null) {
    const known = (await customers.findByNationalIds(tx.sql, country, [nationalId])).get(nationalId);
    // Ids in the database were made by makeId.
    if (known !== undefined) return known as Id<'customer'>;
  }
  const customer: NewCustomer = {
    id: tx.makeId('customer'),
    kind: item.kind,
    name: item.name,
    birthDate: item.birthDate ?? null,
    nationalId,
    street: item.street,
    postcode: item.postcode,
    city: item.city,
    country,
    email: item.email ?? null,
    language: item.language ?? LANGUAGE_OF_COUNTRY[country],
    flags: [],
    phones: [...new Set(item.phones)],
    isDemo: creditor.isDemo,
  };
  const added = await customers.add(tx, [customer]);
  // The number was checked above by the same rule; a person that still cannot be added is a mistake of ours.
  if (!added.ok) throw new Error(`a checked customer was refused: ${added.error.code}`);
  return customer.id;
}
