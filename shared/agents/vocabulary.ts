import * as z from 'zod';

/** model.md §3: owned and stamped by the server. */
export const AGENT_STATES = ['offline', 'available', 'unavailable', 'ringing', 'on_call', 'wrapping_up'] as const;
export const agentStateSchema = z.enum(AGENT_STATES);
export type AgentState = z.infer<typeof agentStateSchema>;

export const UNAVAILABLE_REASONS = [
  'break',
  'lunch',
  'meeting',
  'training',
  'admin_work',
  'no_answer',
  'lost_connection',
  'forced',
] as const;
export const unavailableReasonSchema = z.enum(UNAVAILABLE_REASONS);
export type UnavailableReason = z.infer<typeof unavailableReasonSchema>;

/** What an agent may ask for; the last request wins and takes effect when the call and wrap-up are over. */
export const requestedStateSchema = z.discriminatedUnion('state', [
  z.object({ state: z.literal('available') }).strict(),
  z
    .object({
      state: z.literal('unavailable'),
      reason: unavailableReasonSchema.exclude(['no_answer', 'lost_connection', 'forced']),
    })
    .strict(),
  z.object({ state: z.literal('offline') }).strict(),
]);
export type RequestedState = z.infer<typeof requestedStateSchema>;

export const ROLES = ['agent', 'lead', 'qa', 'admin'] as const;
export const roleSchema = z.enum(ROLES);
export type Role = z.infer<typeof roleSchema>;

/** What a call needs and an agent has: a kind and a key, e.g. creditor:fjellglimt, topic:disconnection, language:nb. */
export const SKILL_KINDS = ['creditor', 'topic', 'language'] as const;
export const skillKindSchema = z.enum(SKILL_KINDS);
export const skillSchema = z.object({ kind: skillKindSchema, key: z.string().max(60) }).strict();
export type Skill = z.infer<typeof skillSchema>;
/** 1 (can) to 5 (expert). */
export const agentSkillSchema = skillSchema.extend({ level: z.number().int().min(1).max(5) }).strict();
export type AgentSkill = z.infer<typeof agentSkillSchema>;

export const HEARTBEAT_INTERVAL_MS = 5_000;
/** Three missed heartbeats: no new offers, but never the end of a call (contact-center.md §2). */
export const HEARTBEAT_LEASE_MS = 15_000;
