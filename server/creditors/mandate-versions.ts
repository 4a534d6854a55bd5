import type { Knex } from 'knex';
import type { MandateVersion } from '../../shared/protocol/http-plans';
import { ok, refuse, type Result } from '../../shared/result';
import type { IsoDate } from '../../shared/time/dates';
import type { Tx } from '../platform/unit-of-work';
import { toMandate, type MandateRow } from './store';

/** More versions than this are not listed; a creditor changes its mind a few times a year. */
const VERSIONS_MAX = 200;

interface VersionRow extends MandateRow {
  valid_to: IsoDate | null;
  revoked_at: number | null;
  revoked_why: string;
  note: string;
  created_at: number;
  created_by_name: string | null;
}

/** Every version a creditor has given, the newest first, with what became of each. */
export async function listMandateVersions(sql: Knex, creditorId: string): Promise<MandateVersion[]> {
  const rows: VersionRow[] = await sql('mandates as m')
    .leftJoin('login_accounts as l', 'l.id', 'm.created_by')
    .where('m.creditor_id', creditorId)
    .orderBy('m.version', 'desc')
    .limit(VERSIONS_MAX)
    .select('m.*', 'l.display_name as created_by_name');
  return rows.map((row) => ({
    mandate: toMandate(row),
    validTo: row.valid_to,
    revokedAt: row.revoked_at,
    revokedWhy: row.revoked_why,
    note: row.note,
    createdAt: row.created_at,
    createdByName: row.created_by_name,
  }));
}

/** Ends a version at once: nothing more is agreed under it. NOT_FOUND outside the scope, MANDATE_CHANGED when it is revoked already. */
export async function revokeMandate(
  tx: Tx,
  wish: {
    readonly mandateId: string;
    readonly why: string;
    readonly by: string;
    readonly maySee: (creditorId: string) => boolean;
  },
): Promise<Result<{ creditorId: string }>> {
  const row = await tx
    .sql('mandates')
    .where({ id: wish.mandateId })
    .forUpdate()
    .first<{ creditor_id: string; version: number; revoked_at: number | null } | undefined>(
      'creditor_id',
      'version',
      'revoked_at',
    );
  if (row === undefined || !wish.maySee(row.creditor_id)) return refuse('NOT_FOUND');
  if (row.revoked_at !== null) return refuse('MANDATE_CHANGED', { version: row.version });
  await tx
    .sql('mandates')
    .where({ id: wish.mandateId })
    .update({ revoked_at: new Date(tx.nowMs), revoked_by: wish.by, revoked_why: wish.why });
  const { creditor_id: creditorId, version } = row;
  tx.record('mandate.revoked', creditorId, { mandateId: wish.mandateId, creditorId, version });
  return ok({ creditorId });
}
