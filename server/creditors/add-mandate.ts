import * as z from 'zod';
import type { Id } from '../../shared/ids/ids';
import { checkMandateTerms, mandateTermsSchema, type MandateTerms } from '../../shared/ledger/mandate';
import { ok, refuse, type Result } from '../../shared/result';
import { addDays, type IsoDate } from '../../shared/time/dates';
import type { Tx } from '../platform/unit-of-work';

export interface NewMandate {
  readonly creditorId: string;
  readonly validFrom: IsoDate;
  readonly validTo: IsoDate | null;
  readonly terms: MandateTerms;
  /** The creditor's local day. */
  readonly today: IsoDate;
  /** The newest version the writer has seen (0 = none): somebody else's is then not written over unseen. */
  readonly basedOnVersion?: number;
  /** Why, in the writer's words. */
  readonly note?: string;
  /** The login account that adds it; left out when the creditor's own system does. */
  readonly by?: string;
}

interface VersionRow {
  id: Id<'mandate'>;
  version: number;
  valid_from: IsoDate;
  valid_to: IsoDate | null;
  terms: unknown;
}

/**
 * Adds the version of a mandate that is valid from a day on: what was valid before ends the day before, what was to begin
 * later or on the same day is revoked. Waits for agreements that commit under the older version (lockMandate). Refused with
 * MANDATE_DATE for a day that has passed (what was agreed stays judged by what was valid then), MANDATE_TERMS_INVALID for
 * terms that contradict themselves, MANDATE_CHANGED when there is a newer version than the writer has seen.
 */
export async function addMandate(
  tx: Tx,
  mandate: NewMandate,
): Promise<Result<{ readonly id: Id<'mandate'>; readonly version: number; readonly status: 'created' | 'unchanged' }>> {
  const { creditorId, validFrom, validTo } = mandate;
  const sensible = checkMandateTerms(mandate.terms);
  if (!sensible.ok) return sensible;
  if (validTo !== null && validTo < validFrom) return refuse('MANDATE_DATE', { earliest: validFrom });
  const { versions, newestVersion } = await lockVersions(tx, creditorId);
  const seen = mandate.basedOnVersion ?? newestVersion;
  if (seen !== newestVersion) return refuse('MANDATE_CHANGED', { version: newestVersion });
  const terms: unknown = z.encode(mandateTermsSchema, mandate.terms);
  const same = versions.find(
    (one) => one.valid_from === validFrom && one.valid_to === validTo && isSame(one.terms, terms),
  );
  if (same !== undefined) return ok({ id: same.id, version: same.version, status: 'unchanged' });
  if (validFrom < mandate.today) return refuse('MANDATE_DATE', { earliest: mandate.today });
  await endVersions(tx, versions, validFrom);
  const version = newestVersion + 1;
  const id = tx.makeId('mandate');
  await tx.sql('mandates').insert({
    id,
    creditor_id: creditorId,
    version,
    valid_from: validFrom,
    valid_to: validTo,
    terms: JSON.stringify(terms),
    note: mandate.note ?? '',
    created_by: mandate.by ?? null,
    created_at: new Date(tx.nowMs),
  });
  tx.record('mandate.added', creditorId, { mandateId: id, creditorId, version });
  return ok({ id, version, status: 'created' });
}

/** The versions that are not revoked, locked, and the highest number given so far (0 = none). */
async function lockVersions(
  tx: Tx,
  creditorId: string,
): Promise<{ readonly versions: readonly VersionRow[]; readonly newestVersion: number }> {
  // One version is added at a time; without rows to lock yet, the creditor's row is the lock.
  await tx.sql('creditors').where({ id: creditorId }).forUpdate().first('id');
  const versions = await tx
    .sql('mandates')
    .where({ creditor_id: creditorId })
    .whereNull('revoked_at')
    .orderBy('version')
    .forUpdate()
    .select<VersionRow[]>('id', 'version', 'valid_from', 'valid_to', 'terms');
  const newest = await tx
    .sql('mandates')
    .where({ creditor_id: creditorId })
    .max<{ version: number | null }[]>('version as version')
    .first();
  return { versions, newestVersion: newest?.version ?? 0 };
}

/** Ends what was valid until a new version begins; what was to begin on that day or later is revoked. */
async function endVersions(tx: Tx, versions: readonly VersionRow[], validFrom: IsoDate): Promise<void> {
  for (const one of versions) {
    const isOver = one.valid_to !== null && one.valid_to < validFrom;
    const end = one.valid_from >= validFrom ? { revoked_at: new Date(tx.nowMs) } : { valid_to: addDays(validFrom, -1) };
    // Some few rows of one creditor.
    // oxlint-disable-next-line no-await-in-loop
    if (!isOver) await tx.sql('mandates').where({ id: one.id }).update(end);
  }
}

/** jsonb keeps no order of keys. */
function isSame(a: unknown, b: unknown): boolean {
  return canonical(a) === canonical(b);
}

function canonical(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const parts = Object.entries(value).sort(([x], [y]) => (x < y ? -1 : 1));
  return `{${parts.map(([name, inside]) => `${name}:${canonical(inside)}`).join(',')}}`;
}
