import type { Knex } from 'knex';

const compact = (text: string): string =>
  text
    .replace(/[\s.-]/gu, '')
    .replace(/^0+/u, '')
    .toUpperCase();

/**
 * Of the accounts, bankgiro numbers and agreements a bank file names, those that are not this creditor's: it has its own on
 * record and this is none of them, or another creditor has it on record. Blanks, hyphens and leading zeros do not count.
 */
export async function findForeignPayees(
  sql: Knex,
  creditorId: string,
  payees: readonly string[],
): Promise<ReadonlySet<string>> {
  const named = new Set(payees);
  if (named.size === 0) return new Set();
  const rows = await sql('creditors')
    .whereRaw('cardinality(payee_accounts) > 0')
    .select<{ id: string; payee_accounts: string[] }[]>('id', 'payee_accounts');
  const ownerOf = new Map(rows.flatMap((row) => row.payee_accounts.map((account) => [compact(account), row.id])));
  const hasOwn = rows.some(({ id }) => id === creditorId);
  return new Set(
    [...named].filter((payee) => {
      const owner = ownerOf.get(compact(payee));
      return owner === undefined ? hasOwn : owner !== creditorId;
    }),
  );
}
