/** Who may take which call, and how that widens while a customer waits. */
import type { AgentSkill, Skill } from '../../../shared/agents/vocabulary';
import type { FreeAgent, RequiredSkill, WaitingCall } from './waiting';

/**
 * What is given up after how long. Language is in no step: a customer who is not understood was not served. Creditor
 * scope is no skill but a permission, and is never given up either.
 */
export const WIDENING_STEPS = [
  { afterMs: 60_000, gives: 'levels' },
  { afterMs: 120_000, gives: 'topic' },
  { afterMs: 180_000, gives: 'creditor' },
] as const satisfies readonly {
  readonly afterMs: number;
  readonly gives: 'levels' | Exclude<Skill['kind'], 'language'>;
}[];

const LOWEST_LEVEL = 1;

/** The skills a call still asks for after waiting `waitedMs`. */
export function requiredAfter(required: readonly RequiredSkill[], waitedMs: number): readonly RequiredSkill[] {
  const given = new Set<string>(WIDENING_STEPS.filter((step) => waitedMs >= step.afterMs).map((step) => step.gives));
  return required
    .filter((skill) => skill.kind === 'language' || !given.has(skill.kind))
    .map((skill) => (given.has('levels') ? { ...skill, minLevel: LOWEST_LEVEL } : skill));
}

/** The agent's level in a skill, 0 without it. */
function levelIn(skills: readonly AgentSkill[], skill: RequiredSkill): number {
  return skills.find((own) => own.kind === skill.kind && own.key === skill.key)?.level ?? 0;
}

/** True when the agent may be rung for the call at `now`. A sticky agent needs only the language and the permission. */
export function mayTake(agent: FreeAgent, call: WaitingCall, now: number): boolean {
  if (agent.creditorScope !== 'all' && !agent.creditorScope.includes(call.creditorId)) return false;
  if (call.notFor?.some((one) => one.agentId === agent.agentId && one.until > now) === true) return false;
  const waitedMs = now - call.placeSince;
  if (waitedMs < (call.delayMs ?? 0)) return false;
  const isSticky = call.sticky?.agentId === agent.agentId;
  if (!isSticky && call.sticky !== undefined && call.sticky.exclusiveUntil > now) return false;
  const required = requiredAfter(call.requiredSkills, isSticky ? Number.POSITIVE_INFINITY : waitedMs);
  return required.every((skill) => levelIn(agent.skills, skill) >= skill.minLevel);
}

/** How well an agent fits: the sum of their levels in the skills the call asked for at first. */
export function fitOf(agent: FreeAgent, call: WaitingCall): number {
  return call.requiredSkills.reduce((sum, skill) => sum + levelIn(agent.skills, skill), 0);
}
