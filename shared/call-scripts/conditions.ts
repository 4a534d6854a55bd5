/** Decides a branch's condition on the facts and the answers of the run; total over the closed set in schema.ts. */
import type { Facts } from './facts';
import type { Answer } from './run';
import type { BranchStep, Condition } from './schema';

/** The value an answer has in `answer_is`; null for answers one cannot branch on. */
export function branchValueOf(answer: Answer): string | null {
  if (answer.kind === 'choice') return answer.value;
  if (answer.kind === 'yes_no') return answer.isYes ? 'yes' : 'no';
  return null;
}

/** True when the condition holds; what is not known (no ledger yet, no answer yet) does not hold. */
export function conditionHolds(condition: Condition, facts: Facts, answers: Readonly<Record<string, Answer>>): boolean {
  // The default covers every plain fact of the ledger, which `facts.conditions` is total over.
  // oxlint-disable-next-line switch-exhaustiveness-check
  switch (condition.is) {
    case 'utility_is':
      return facts.utility !== null && condition.any.includes(facts.utility);
    case 'creditor_role_is':
      return facts.creditorRole !== null && condition.any.includes(facts.creditorRole);
    case 'country_is':
      return facts.country !== null && condition.any.includes(facts.country);
    case 'answer_is': {
      const answer = answers[condition.variable];
      const value = answer === undefined ? null : branchValueOf(answer);
      return value !== null && condition.any.includes(value);
    }
    default:
      return facts.conditions[condition.is];
  }
}

export interface BranchChoice {
  readonly next: string;
  /** The conditions that held; empty for `else`. */
  readonly because: readonly Condition[];
}

/** Takes the first case whose conditions all hold, else `else`. */
export function decideBranch(step: BranchStep, facts: Facts, answers: Readonly<Record<string, Answer>>): BranchChoice {
  const taken = step.cases.find((branchCase) =>
    branchCase.when.every((condition) => conditionHolds(condition, facts, answers)),
  );
  return taken === undefined ? { next: step.else, because: [] } : { next: taken.next, because: taken.when };
}
