import { customerNumber } from '../../shared/references/validate-national-id';
import { ok, type Result } from '../../shared/result';
import { localDate } from '../../shared/time/zones';
import { findAuthorityOf, recordAuthority, revokeAuthority } from './authorities';
import { changeFlag } from './flags';
import {
  findByExactNames,
  findByName,
  findByNationalIds,
  findByPhone,
  insertCustomers,
  readCustomers,
  updateCustomer,
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
  readonly changeFlag: typeof changeFlag;
  readonly recordAuthority: typeof recordAuthority;
  readonly revokeAuthority: typeof revokeAuthority;
  readonly findAuthorityOf: typeof findAuthorityOf;
  /** Brings a person up to date with what a creditor's system says. */
  readonly update: typeof updateCustomer;
  /**
   * Refused when a person's number does not belong in their world: NATIONAL_ID_NOT_SYNTHETIC in the demo,
   * NATIONAL_ID_SYNTHETIC in production, NATIONAL_ID_INVALID when it is no number at all.
   */
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
    changeFlag,
    recordAuthority,
    revokeAuthority,
    findAuthorityOf,
    update: updateCustomer,
    async add(tx, customers) {
      for (const { country, kind, nationalId, isDemo } of customers) {
        const today = localDate(tx.nowMs, country);
        const world = isDemo ? 'demo' : 'production';
        const checked = customerNumber({ text: nationalId, country, kind }, { world, today });
        if (!checked.ok) return checked;
      }
      await insertCustomers(tx.sql, customers, tx.nowMs);
      return ok(undefined);
    },
  };
}
