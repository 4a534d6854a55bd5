import type { Role } from '../../../shared/agents/vocabulary';
import type { ApiScope } from '../../../shared/protocol/creditor-items';
import type { Refusal, Result } from '../../../shared/result';
import type { Login } from '../auth/login';
import type { AuditEntry, Tx, UnitOfWork } from '../unit-of-work';
import type { RateClass } from './rate-limit';

/** Whose things a request may touch; the handler proves it, the access matrix of the tests reads it. */
export type Scope =
  /** Only what belongs to the person who asks: their offer, call, wrap-up, reviews. */
  | 'self'
  /** Only creditors in the person's scope. */
  | 'creditor'
  /** Anybody with the role. */
  | 'role'
  /** Only what belongs to the creditor whose key asks; anything else is not there. */
  | 'api_key'
  /** Anybody at all: the door. */
  | 'public';

/** What the audit log must hold after a success. */
export type AuditClass =
  | 'none'
  /** A person's data went out: no audit row, no answer. */
  | 'person_read'
  /** Something about a person was written; the journal has the fact, the audit the actor. */
  | 'person_write';

/** What stands beside every handler at the edge, HTTP and socket alike. */
export interface EdgeRules {
  readonly roles: readonly Role[] | 'public';
  readonly scope: Scope;
  readonly audit: AuditClass;
  readonly rate: RateClass;
  /** Set on the routes of creditors' systems: a key with this scope opens them, a login never does (`roles` is empty). */
  readonly apiScope?: ApiScope | 'any';
}

class RefusedInside extends Error {
  constructor(readonly refusal: Refusal) {
    super(refusal.code);
  }
}

/** Counts the audit rows a handler writes, so that the edge can hold back an answer without one. */
export interface AuditCount {
  rows: number;
}

/** A change to a person that nobody could be named for; the transaction it is thrown in is undone. */
class NotAudited extends Error {
  constructor() {
    super('something about a person was written without an audit row, and was undone');
  }
}

/**
 * Runs a use case in a transaction that is rolled back when the use case refuses: a refusal leaves nothing behind.
 * The audit rows written inside are counted; where the edge's row says `person_write`, one without any is undone and throws.
 */
export async function runOrRefuse<T>(
  unitOfWork: UnitOfWork,
  count: AuditCount & { readonly isNeeded?: boolean },
  work: (tx: Tx) => Promise<Result<T>>,
): Promise<Result<T>> {
  try {
    return await unitOfWork.run(async (tx) => {
      let rows = 0;
      const counted: Tx = {
        ...tx,
        async audit(entry: AuditEntry) {
          rows++;
          await tx.audit(entry);
        },
      };
      const result = await work(counted);
      if (!result.ok) throw new RefusedInside(result.error);
      if (count.isNeeded === true && rows === 0) throw new NotAudited();
      count.rows += rows;
      return result;
    });
  } catch (error) {
    if (error instanceof RefusedInside) return { ok: false, error: error.refusal };
    throw error;
  }
}

/** True when one of the person's roles is among those of the row. */
export function hasRole(rules: EdgeRules, login: Login): boolean {
  return rules.roles === 'public' || rules.roles.some((role) => login.roles.includes(role));
}
