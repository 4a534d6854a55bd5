import type { Role } from '../../../shared/agents/vocabulary';
import type { Id } from '../../../shared/ids/ids';
import type { Language } from '../../../shared/lang/languages';

/** Who is asking: read from the session at each request and at each socket's start. */
export interface Login {
  readonly id: Id<'agent'>;
  readonly sessionId: Id<'loginSession'>;
  readonly userName: string;
  readonly displayName: string;
  readonly roles: readonly Role[];
  readonly language: Language;
  readonly isDemo: boolean;
  /** The creditors this person may see; null means all. */
  readonly creditorScope: readonly string[] | null;
}

/** True when the person may see what belongs to this creditor. */
export function maySeeCreditor(login: Pick<Login, 'creditorScope'>, creditorId: string): boolean {
  return login.creditorScope === null || login.creditorScope.includes(creditorId);
}
