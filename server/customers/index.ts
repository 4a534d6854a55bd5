import { refuse, ok, type Result } from '../../shared/result';
import { isSyntheticNationalId } from './synthetic-ids';
import {
  findByExactNames,
  findByName,
  findByNationalIds,
  findByPhone,
  insertCustomers,
  readCustomers,
  type NewCustomer,
} from './store';
import type { Tx } from '../platform/unit-of-work';

export {
  admitAction,
  type AccountOwner,
  type CallGate,
  type CallPorts,
  type GateQuestion,
  type OpenGate,
  type RecordCallAction,
} from './action-in-call';
export { foldName } from './fold';
export { normalisePhone, possiblePhones } from './phone-number';
export type { Customer, NewCustomer, Visible } from './store';

/** The register of people and companies: who they are and how to find them. */
export interface Customers {
  readonly readCustomers: typeof readCustomers;
  readonly findByPhone: typeof findByPhone;
  readonly findByName: typeof findByName;
  readonly findByExactNames: typeof findByExactNames;
  readonly findByNationalIds: typeof findByNationalIds;
  /** Refused with INVALID_PAYLOAD when a demo person would get a number that a living person may have. */
  add(tx: Tx, customers: readonly NewCustomer[]): Promise<Result<undefined>>;
}

/** Builds the register; it needs nothing but the transactions it is called in. */
export function createCustomers(): Customers {
  return {
    readCustomers,
    findByPhone,
    findByName,
    findByExactNames,
    findByNationalIds,
    async add(tx, customers) {
      const real = customers.find(
        ({ isDemo, kind, nationalId, country }) =>
          isDemo && kind === 'consumer' && nationalId !== null && !isSyntheticNationalId(country, nationalId),
      );
      if (real !== undefined) return refuse('INVALID_PAYLOAD', { field: 'nationalId', customerId: real.id });
      await insertCustomers(tx.sql, customers, tx.nowMs);
      return ok(undefined);
    },
  };
}
