import type { CustomerFlag } from '../../shared/ledger/vocabulary';
import type { Tx } from '../platform/unit-of-work';

export interface FlagChange {
  readonly customerId: string;
  readonly flag: CustomerFlag;
  readonly isSet: boolean;
  readonly callId: string | null;
  readonly changedBy: string;
}

/**
 * Sets a coded flag of a customer or takes it away; the change is kept for ever. Setting what is set changes nothing and
 * keeps nothing. Returns the flags as they are now; null when there is no such customer.
 */
export async function changeFlag(tx: Tx, change: FlagChange): Promise<readonly CustomerFlag[] | null> {
  const { customerId, flag, isSet, callId, changedBy } = change;
  const row = await tx
    .sql('customers')
    .where({ id: customerId })
    .forUpdate()
    .first<{ flags: CustomerFlag[] } | undefined>('flags');
  if (row === undefined) return null;
  if (row.flags.includes(flag) === isSet) return row.flags;
  const flags = isSet ? [...row.flags, flag] : row.flags.filter((other) => other !== flag);
  await tx.sql('customers').where({ id: customerId }).update({ flags });
  await tx.sql('customer_flag_changes').insert({
    customer_id: customerId,
    flag,
    is_set: isSet,
    call_id: callId,
    changed_by: changedBy,
    changed_at: new Date(tx.nowMs),
  });
  tx.record('customer.flag_changed', customerId, { customerId, flag, isSet });
  return flags;
}
