import { createHash } from 'node:crypto';
import type { Knex } from 'knex';
import type { Ledger } from '../../ledger/index';
import type { CreditorMessage } from './details';

/** Cases looked at in one go; a large import changes more accounts, the reader's next facts bring the rest. */
const CASES_MAX = 5_000;

/**
 * What has changed in the cases of these accounts since their creditor was last told: compared with a digest per case, so that many
 * facts of one moment make one telling and an echo of the creditor's own change makes none when nothing else moved.
 */
export async function caseChanges(
  sql: Knex.Transaction,
  accountIds: readonly string[],
  ledger: Pick<Ledger, 'readCaseStatuses' | 'readAccountHeads'>,
): Promise<readonly CreditorMessage[]> {
  if (accountIds.length === 0) return [];
  const heads = await ledger.readAccountHeads(sql, accountIds);
  const messages: CreditorMessage[] = [];
  for (const creditorId of new Set(heads.map((head) => head.creditorId))) {
    const own = heads.filter((head) => head.creditorId === creditorId);
    const ask = { creditorId, accountIds: own.map(({ id }) => id), limit: CASES_MAX };
    // oxlint-disable-next-line no-await-in-loop
    for (const status of await ledger.readCaseStatuses(sql, ask)) {
      const { caseId, caseNo, customerNo, meterNo, stage, stageSince, currency, holds } = status;
      const balanceMinor = status.balanceMinor.toString();
      const data = { caseNo, customerNo, meterNo, stage, stageSince, balanceMinor, currency, holds };
      const digest = createHash('sha256').update(JSON.stringify(data)).digest('hex');
      // oxlint-disable-next-line no-await-in-loop
      if (!(await noteTold(sql, caseId, digest))) continue;
      const creditorSlug = own[0]?.creditorSlug ?? '';
      messages.push({ type: 'case.changed', key: `case.changed:${caseId}:`, creditorSlug, orderKey: caseId, data });
    }
  }
  return messages;
}

/** True when this is not what was told last. */
async function noteTold(sql: Knex.Transaction, caseId: string, digest: string): Promise<boolean> {
  const { rows } = await sql.raw<{ rows: unknown[] }>(
    `insert into creditor_case_told (case_id, digest) values (?, ?)
     on conflict (case_id) do update set digest = excluded.digest where creditor_case_told.digest <> excluded.digest
     returning case_id`,
    [caseId, digest],
  );
  return rows.length > 0;
}
