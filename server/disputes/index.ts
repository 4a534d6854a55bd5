import type { Result } from '../../shared/result';
import type { Platform } from '../platform/platform';
import type { Tx } from '../platform/unit-of-work';
import { answerDispute, type AnsweredDispute, type DisputeAnswer } from './answer-dispute';
import { registerDisputeRoutes } from './http';
import { openDispute, type DisputesDeps } from './open-dispute';
import { ANSWER_TIMER, answerOverdue, CREDIT_TIMER, lookForCredit, markSent } from './overdue';
import { readDisputes } from './store';
import { suspendCollection } from './suspend';

export type { AnsweredDispute, DisputeAnswer, DisputeAnswerer } from './answer-dispute';
export { createCaseGate, type CaseGate } from './case-gate';
export type { StandingDispute } from './store';

/** What customers object to. */
export interface Disputes {
  readonly readDisputes: typeof readDisputes;
  /** The creditor's answer, or ours for them: see answer-dispute.ts. For the creditor API and the routes alike. */
  answerDispute(tx: Tx, answer: DisputeAnswer): Promise<Result<AnsweredDispute>>;
  /** The creditor's system has taken the dispute. */
  markSent(tx: Tx, disputeId: string): Promise<Result<undefined>>;
}

const IN_CALL = {
  roles: ['agent', 'lead'],
  scope: 'creditor',
  audit: 'person_write',
  rate: 'write',
} as const;

/** Builds the room: registers its commands and routes, and the timers of late answers and promised credits. */
export function createDisputes(
  platform: Pick<Platform, 'commands' | 'routes' | 'timers'>,
  deps: DisputesDeps,
): Disputes {
  const { ledger } = deps;
  platform.commands.add({
    name: 'dispute:open',
    ...IN_CALL,
    run: ({ login, commit }, payload) => commit((tx) => openDispute(tx, { login, payload }, deps)),
  });
  platform.commands.add({
    name: 'collection:suspend',
    ...IN_CALL,
    run: ({ login, commit }, payload) => commit((tx) => suspendCollection(tx, { login, payload }, deps)),
  });
  registerDisputeRoutes(platform, deps);
  platform.timers.handle(ANSWER_TIMER, (tx, disputeId) => answerOverdue(tx, disputeId, ledger));
  platform.timers.handle(CREDIT_TIMER, (tx, disputeId) => lookForCredit(tx, disputeId, deps));
  return {
    readDisputes,
    answerDispute: (tx, answer) => answerDispute(tx, answer, deps),
    markSent: (tx, disputeId) => markSent(tx, disputeId, ledger),
  };
}
