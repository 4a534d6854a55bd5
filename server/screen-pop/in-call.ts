import type { Login } from '../platform/auth/login';
import type { Tx } from '../platform/unit-of-work';

/** The edge of everything that is written of a person from the desk. */
export const ON_PERSON = { roles: ['agent', 'lead'], scope: 'creditor', audit: 'person_write', rate: 'write' } as const;

/** Who asks, and for what. */
export interface Ask<P> {
  readonly login: Login;
  readonly payload: P;
}

/** Writes who did what to whom. */
export async function auditPerson(
  tx: Tx,
  done: {
    readonly login: Login;
    readonly customerId: string;
    readonly action: string;
    readonly detail: Readonly<Record<string, unknown>>;
  },
): Promise<void> {
  const { login, customerId, action, detail } = done;
  await tx.audit({ loginAccountId: login.id, action, subjectKind: 'customer', subjectId: customerId, detail });
}
