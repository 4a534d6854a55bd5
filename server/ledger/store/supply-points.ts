import type { Knex } from 'knex';
import type { Utility } from '../../../shared/ledger/vocabulary';
import type { IsoDate } from '../../../shared/time/dates';

export type ServiceState = 'connected' | 'restricted' | 'cut';

/** A supply point as the creditor tells it; what is undefined stays as it is. */
export interface ToldSupplyPoint {
  readonly accountId: string;
  readonly meterNo: string;
  readonly utility: Utility;
  readonly street: string;
  readonly postcode: string;
  readonly city: string;
  /** Undefined for a new one = nobody has told; that is kept as not known, never as a no. */
  readonly isElectricHeating?: boolean | undefined;
  readonly serviceState?: ServiceState | undefined;
  readonly serviceStateSince?: IsoDate | undefined;
}

interface PointRow {
  id: string;
  utility: Utility;
  street: string;
  postcode: string;
  city: string;
  is_electric_heating: boolean | null;
  service_state: ServiceState;
  service_state_since: IsoDate;
}

export interface SavedSupplyPoint {
  readonly id: string;
  readonly status: 'created' | 'updated' | 'unchanged';
  /** True when it was cut or restricted and the creditor says that it is open. */
  readonly hasReopened: boolean;
}

/** Writes a supply point of an account that the caller has locked: a new one, or what changed on the known one. */
export async function saveSupplyPoint(
  sql: Knex.Transaction,
  told: ToldSupplyPoint,
  how: { readonly newId: string; readonly today: IsoDate },
): Promise<SavedSupplyPoint> {
  const place = { utility: told.utility, street: told.street, postcode: told.postcode, city: told.city };
  const known = await sql('supply_points')
    .where({ customer_account_id: told.accountId, meter_no: told.meterNo })
    .forUpdate()
    .first<PointRow | undefined>();
  if (known === undefined) {
    await sql('supply_points').insert({
      id: how.newId,
      customer_account_id: told.accountId,
      meter_no: told.meterNo,
      ...place,
      is_electric_heating: told.isElectricHeating ?? null,
      service_state: told.serviceState ?? 'connected',
      service_state_since: told.serviceStateSince ?? how.today,
    });
    return { id: how.newId, status: 'created', hasReopened: false };
  }
  const state = told.serviceState ?? known.service_state;
  const hasMoved = state !== known.service_state;
  const next = {
    ...place,
    is_electric_heating: told.isElectricHeating ?? known.is_electric_heating,
    service_state: state,
    service_state_since: told.serviceStateSince ?? (hasMoved ? how.today : known.service_state_since),
  };
  const isSame = Object.entries(next).every(([column, value]) => known[column as keyof PointRow] === value);
  if (!isSame) await sql('supply_points').where({ id: known.id }).update(next);
  return {
    id: known.id,
    status: isSame ? 'unchanged' : 'updated',
    hasReopened: hasMoved && state === 'connected',
  };
}

/**
 * The next number of a supply point. Whatever opens or cuts it carries one, so that a creditor's system can refuse an older
 * word that comes later (reliability.md C5). The row is locked until the transaction ends.
 */
export async function nextSupplySequence(sql: Knex.Transaction, supplyPointId: string): Promise<number> {
  const [point] = await sql('supply_points')
    .where({ id: supplyPointId })
    .increment('release_sequence', 1)
    .returning<{ release_sequence: number }[]>('release_sequence');
  if (point === undefined) throw new Error('there is no such supply point');
  return point.release_sequence;
}

/** True when an account has a supply point with this meter number. */
export async function hasSupplyPoint(sql: Knex, accountId: string, meterNo: string): Promise<boolean> {
  const row = await sql('supply_points').where({ customer_account_id: accountId, meter_no: meterNo }).first('id');
  return row !== undefined;
}
