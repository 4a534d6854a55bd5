import type { Knex } from 'knex';
import type { Id } from '../../shared/ids/ids';
import { authorityValidTo, type AuthorityKind } from '../../shared/ledger/authority-on-record';
import { ok, refuse, type Result } from '../../shared/result';
import type { IsoDate } from '../../shared/time/dates';
import type { Tx } from '../platform/unit-of-work';
import { foldName } from './fold';

export interface NewAuthority {
  readonly customerId: string;
  readonly holder: { readonly name: string; readonly birthDate: IsoDate };
  readonly kind: AuthorityKind;
  readonly document: string;
  readonly validTo: IsoDate | null;
  readonly today: IsoDate;
  readonly callId: string | null;
  readonly recordedBy: string;
}

/** Puts on record who else may speak for a customer. Refused as `authorityValidTo` says. */
export async function recordAuthority(
  tx: Tx,
  authority: NewAuthority,
): Promise<Result<{ authorityId: Id<'authorityOnRecord'>; validTo: IsoDate }>> {
  const { customerId, holder, kind, document, today } = authority;
  const validTo = authorityValidTo(authority, today);
  if (!validTo.ok) return validTo;
  const authorityId = tx.makeId('authorityOnRecord');
  await tx.sql('authorities_on_record').insert({
    id: authorityId,
    customer_id: customerId,
    kind,
    holder_name: holder.name,
    holder_name_folded: foldName(holder.name),
    holder_birth_date: holder.birthDate,
    document,
    valid_from: today,
    valid_to: validTo.value,
    call_id: authority.callId,
    recorded_by: authority.recordedBy,
    recorded_at: new Date(tx.nowMs),
  });
  tx.record('authority.recorded', customerId, { authorityId, customerId, kind });
  return ok({ authorityId, validTo: validTo.value });
}

/** Ends an authority at once. Refused with NOT_FOUND when the customer has none of that id, or it has ended already. */
export async function revokeAuthority(
  tx: Tx,
  ask: { readonly authorityId: string; readonly customerId: string; readonly revokedBy: string },
): Promise<Result<undefined>> {
  const { authorityId, customerId, revokedBy } = ask;
  const changed = await tx
    .sql('authorities_on_record')
    .where({ id: authorityId, customer_id: customerId })
    .whereNull('revoked_at')
    .update({ revoked_by: revokedBy, revoked_at: new Date(tx.nowMs) });
  if (changed === 0) return refuse('NOT_FOUND');
  tx.record('authority.revoked', customerId, { authorityId, customerId });
  return ok(undefined);
}

/**
 * The authority of a person over a customer's affairs on a day; null when none is on record. Name and birth date must both
 * agree: whoever asks learns nothing from a refusal, not even whether anybody is on record.
 */
export async function findAuthorityOf(
  sql: Knex,
  ask: { readonly customerId: string; readonly name: string; readonly birthDate: IsoDate; readonly today: IsoDate },
): Promise<Id<'authorityOnRecord'> | null> {
  const row = await sql('authorities_on_record')
    .where({
      customer_id: ask.customerId,
      holder_name_folded: foldName(ask.name),
      holder_birth_date: ask.birthDate,
    })
    .whereNull('revoked_at')
    .where('valid_from', '<=', ask.today)
    .where('valid_to', '>=', ask.today)
    .orderBy('recorded_at', 'desc')
    .first<{ id: Id<'authorityOnRecord'> } | undefined>('id');
  return row?.id ?? null;
}
