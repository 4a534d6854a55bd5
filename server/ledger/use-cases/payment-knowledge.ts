import { inTurn } from '../../platform/db/in-turn';
import type { Knex } from 'knex';
import { foldName, type Customers } from '../../customers/index';
import { referenceKeys, type Knowledge } from '../domain/match-payment';
import { findAccountsByNo, findAccountsByPayer, findAccountsOfCustomers } from '../store/accounts';
import { findClaimsByReference, findOpenClaims, type KeyedHit } from '../store/open-claims';

interface Described {
  readonly references: readonly { readonly text: string }[];
  readonly payerName: string | null;
  readonly payerAccount: string | null;
  readonly customerNo: string | null;
}

const present = (values: readonly (string | null)[]): string[] => [
  ...new Set(values.filter((value) => value !== null)),
];

/** References as they may stand in place of an invoice number. */
const invoiceNoForms = (text: string): readonly string[] => [text.trim()];

/** Accounts that a payer is known for: the same bank account paid them before, or their name is exactly the payer's. */
async function payersOf(sql: Knex, creditorId: string, payments: readonly Described[], customers: Customers) {
  const [byAccount, byName] = await inTurn([
    () => findAccountsByPayer(sql, creditorId, present(payments.map(({ payerAccount }) => payerAccount))),
    () => customers.findByExactNames(sql, present(payments.map(({ payerName }) => payerName))),
  ]);
  const accountOf = await findAccountsOfCustomers(sql, creditorId, [...new Set([...byName.values()].flat())]);
  return (payment: Described): readonly string[] => {
    const fromBank = payment.payerAccount === null ? [] : (byAccount.get(payment.payerAccount) ?? []);
    const people = payment.payerName === null ? [] : (byName.get(foldName(payment.payerName)) ?? []);
    return [...new Set([...fromBank, ...people.flatMap((customerId) => accountOf.get(customerId) ?? [])])];
  };
}

function claimsIndex(hits: readonly KeyedHit[]): (text: string) => readonly KeyedHit[] {
  const byKey = new Map<string, KeyedHit[]>();
  const put = (key: string, hit: KeyedHit) => byKey.set(key, [...(byKey.get(key) ?? []), hit]);
  for (const hit of hits) {
    put(`reference ${hit.referenceKey}`, hit);
    put(`invoice ${hit.invoiceNo}`, hit);
  }
  return (text) => {
    const exact = referenceKeys(text).flatMap((key) => byKey.get(`reference ${key}`) ?? []);
    // An invoice number counts only where no reference fits: people mistake one for the other.
    if (exact.length > 0) return exact;
    return invoiceNoForms(text).flatMap((invoiceNo) => byKey.get(`invoice ${invoiceNo}`) ?? []);
  };
}

/** Finds in a handful of queries everything that {@link matchPayment} needs to know about a round of payments. */
export async function gatherKnowledge(
  sql: Knex,
  batch: { readonly creditorId: string; readonly payments: readonly Described[] },
  customers: Customers,
): Promise<{ about(payment: Described): Knowledge }> {
  const { creditorId, payments } = batch;
  const texts = payments.flatMap(({ references }) => references.map(({ text }) => text));
  const [hits, named, payerAccounts] = await inTurn([
    () =>
      findClaimsByReference(sql, creditorId, {
        references: [...new Set(texts.flatMap(referenceKeys))],
        invoiceNos: [...new Set(texts.flatMap(invoiceNoForms))],
      }),
    () => findAccountsByNo(sql, creditorId, present(payments.map(({ customerNo }) => customerNo))),
    () => payersOf(sql, creditorId, payments, customers),
  ]);
  const namedOf = (payment: Described) =>
    payment.customerNo === null ? null : (named.get(payment.customerNo)?.accountId ?? null);
  const candidates = [
    ...new Set(payments.flatMap((payment) => [namedOf(payment) ?? [], payerAccounts(payment)].flat())),
  ];
  const open = await findOpenClaims(sql, candidates);
  const claimsFor = claimsIndex(hits);
  return {
    about: (payment) => ({
      claimsFor,
      namedAccountId: namedOf(payment),
      payerAccountIds: payerAccounts(payment),
      openClaims: (accountId) => open.filter((hit) => hit.accountId === accountId),
    }),
  };
}
