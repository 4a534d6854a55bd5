import type { CallAction } from '../../shared/calls/vocabulary';
import type { Id } from '../../shared/ids/ids';
import { refuse, type Result } from '../../shared/result';
import type { RuleRows } from '../../shared/rules/index';
import { maySeeCreditor, type Login } from '../platform/auth/login';
import type { Tx } from '../platform/unit-of-work';

export interface GateQuestion {
  readonly login: Login;
  readonly callId: Id<'call'>;
  readonly customerId: string;
}

/** Since when the customer is known to be who they say, epoch ms: what changed later was not on the agent's first screen. */
export interface OpenGate {
  readonly openedAt: number;
}

/** The doorkeeper of a customer's affairs; built by screen-pop, handed to every feature that acts in a call. */
export interface CallGate {
  /**
   * Ok when the asking agent is on the call (or wraps it up) and the identity gate for this customer is open. Refused with
   * NOT_FOUND (no such call of theirs), CALL_ENDED (wrapped up) or IDENTITY_NOT_VERIFIED.
   */
  requireOpenGate(tx: Tx, question: GateQuestion): Promise<Result<OpenGate>>;
}

/** Writes what was done in the call; built by calls. */
export type RecordCallAction = (tx: Tx, callId: string, action: CallAction, subjectId: string | null) => Promise<void>;

/** What a feature needs to act in a call. */
export interface CallPorts {
  readonly callGate: CallGate;
  readonly recordCallAction: RecordCallAction;
  /** Law and policy for every decision: `rows` of each question that looks a rule up. */
  readonly ruleRows: RuleRows;
}

/** Whose affairs an action touches. */
export interface AccountOwner {
  readonly customerId: string;
  readonly creditorId: string;
}

/**
 * May this person act on this customer account in this call? An account outside their creditors, or none at all, is NOT_FOUND
 * alike, so that nobody learns what exists; then the gate decides.
 */
export async function admitAction(
  tx: Tx,
  callGate: CallGate,
  ask: { readonly login: Login; readonly callId: Id<'call'>; readonly owner: AccountOwner | null },
): Promise<Result<OpenGate>> {
  const { login, callId, owner } = ask;
  if (owner === null || !maySeeCreditor(login, owner.creditorId)) return refuse('NOT_FOUND');
  return callGate.requireOpenGate(tx, { login, callId, customerId: owner.customerId });
}
