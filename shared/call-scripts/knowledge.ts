/**
 * What is surely known at each step of a call script, whichever way one came there: the variables that may be spoken and
 * the promises that must be kept (identity verified, cost of a plan told). A forward must-analysis over the edges.
 */
import { placeholdersOf } from '../lang/template';
import { END, type ActName, type BranchStep, type CallScript, type Step } from './schema';
import { grantsOfAct, grantsOfCondition, PUBLIC_VARIABLES, VERIFIED_VARIABLES } from './variables';

/** Marks that are no variables: an @ keeps them apart. */
export const VERIFIED = '@identity_verified';
export const COST_TOLD = '@cost_told';
export const POSTPONE_COST_TOLD = '@postpone_cost_told';

/** Fees that must be told before the deed: the blank that tells it, and the condition that says there is none. */
const COSTS = [
  { blank: 'plan_fee', condition: 'plan_has_fee', mark: COST_TOLD },
  { blank: 'postpone_fee', condition: 'postpone_has_fee', mark: POSTPONE_COST_TOLD },
] as const;

export type Known = ReadonlySet<string>;

interface Passage {
  readonly to: string;
  readonly adds: readonly string[];
}

/** True for the acts that open the gate: to the customer, or to somebody with an authority on record. */
export function isVerifying(act: ActName): boolean {
  return act === 'verify_identity' || act === 'verify_authority';
}

function verifiedGrants(): string[] {
  return [VERIFIED, ...VERIFIED_VARIABLES];
}

/** The edges out of a step and what is known in addition on each of them. */
function passagesOf(step: Step): Passage[] {
  switch (step.kind) {
    case 'say':
      return [{ to: step.next, adds: costTold(step.text.nb) }];
    case 'ask':
      return askPassages(step);
    case 'branch':
      return branchPassages(step);
    case 'act': {
      const done = isVerifying(step.act.do) ? verifiedGrants() : [];
      return [
        { to: step.onDone, adds: [...grantsOfAct(step.act.do), ...done] },
        { to: step.onRefused, adds: [] },
      ];
    }
  }
}

function costTold(text: string): string[] {
  const blanks = placeholdersOf(text);
  return COSTS.filter(({ blank }) => blanks.includes(blank)).map(({ mark }) => mark);
}

function askPassages(step: Extract<Step, { kind: 'ask' }>): Passage[] {
  const adds = [step.variable, ...costTold(step.text.nb)];
  const { answer } = step;
  if (answer.kind === 'choice') return answer.options.map(({ next }) => ({ to: next, adds }));
  if (answer.kind === 'yes_no') return [answer.yes, answer.no].map((to) => ({ to, adds }));
  return [{ to: answer.next, adds }];
}

function branchPassages(step: BranchStep): Passage[] {
  const cases = step.cases.map(({ when, next }) => ({
    to: next,
    adds: when.flatMap((condition) => [
      ...grantsOfCondition(condition.is),
      // Only a verified caller has a ledger, so any fact of the ledger that holds proves the gate open.
      ...(condition.is === 'answer_is' ? [] : verifiedGrants()),
    ]),
  }));
  // Past a branch that sends what has a fee elsewhere there is no cost to tell.
  const costless = COSTS.filter(({ condition }) =>
    step.cases.some(({ when }) => when.length === 1 && when[0]?.is === condition),
  );
  return [...cases, { to: step.else, adds: costless.map(({ mark }) => mark) }];
}

/** For every reachable step, what is known on arrival by all ways; unreachable steps are not in the map. */
export function knownAtSteps(script: CallScript): ReadonlyMap<string, Known> {
  const byId = new Map(script.steps.map((step) => [step.id, step]));
  const known = new Map<string, Known>();
  const first = script.steps[0];
  if (first === undefined) return known;
  known.set(first.id, new Set(PUBLIC_VARIABLES));
  const waiting = [first.id];
  for (let stepId = waiting.pop(); stepId !== undefined; stepId = waiting.pop()) {
    const step = byId.get(stepId);
    if (step === undefined) continue;
    for (const { to, adds } of passagesOf(step)) {
      if (to === END || !byId.has(to)) continue;
      const before = known.get(to);
      const after = meet(before, new Set([...(known.get(stepId) ?? []), ...adds]));
      if (before !== undefined && before.size === after.size) continue;
      known.set(to, after);
      waiting.push(to);
    }
  }
  return known;
}

/** Known by both ways; sets only ever shrink, so the walk comes to an end. */
function meet(before: Known | undefined, arriving: Known): Known {
  if (before === undefined) return arriving;
  return new Set([...before].filter((name) => arriving.has(name)));
}
