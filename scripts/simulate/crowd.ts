/** The people of a simulation: agents and a lead written straight into its own database, and who may call. */
import { createHash, randomBytes } from 'node:crypto';
import type { Knex } from 'knex';
import type { Role, Skill } from '../../shared/agents/vocabulary';
import { makeId, type IdKind } from '../../shared/ids/ids';

const TOKEN_BYTES = 32;
const SESSION_MS = 12 * 3_600_000;
const EXPERT_LEVEL = 5;
const ROWS_PER_INSERT = 100;

/** Somebody who is logged in. */
export interface Person {
  readonly id: string;
  readonly token: string;
}

/** A customer on file, and the number of a creditor they owe. */
export interface KnownCaller {
  readonly phone: string;
  readonly creditorPhone: string;
}

export interface Crowd {
  readonly agents: readonly Person[];
  readonly lead: Person;
  readonly callers: readonly KnownCaller[];
  readonly creditorPhones: readonly string[];
}

function newId(kind: IdKind): string {
  return makeId(kind, Date.now(), randomBytes(16));
}

/** A login account with an open session: the token is the caller's to keep, the database has its hash. */
async function admit(db: Knex, wishes: readonly { userName: string; role: Role }[]): Promise<Person[]> {
  const now = new Date();
  const people = wishes.map((wish) => ({
    ...wish,
    id: newId('agent'),
    token: randomBytes(TOKEN_BYTES).toString('base64url'),
  }));
  const accounts = people.map(({ id, userName, role }) => ({
    id,
    user_name: userName,
    display_name: userName,
    // No password has this hash: these people come in by their session only.
    password_hash: 'none',
    roles: [role],
    language: 'en',
    creditor_scope: null,
    is_demo: true,
    created_at: now,
  }));
  const sessions = people.map(({ id, token }) => ({
    id: newId('loginSession'),
    token_hash: createHash('sha256').update(token).digest(),
    login_account_id: id,
    created_at: now,
    last_seen_at: now,
    expires_at: new Date(now.getTime() + SESSION_MS),
  }));
  await db.batchInsert('login_accounts', accounts, ROWS_PER_INSERT);
  await db.batchInsert('login_sessions', sessions, ROWS_PER_INSERT);
  return people.map(({ id, token }) => ({ id, token }));
}

/** Every skill any queue asks for, so that each agent may take each call. */
async function allSkills(db: Knex): Promise<readonly (Skill & { level: number })[]> {
  const rows = await db('queues').select<{ required_skills: Skill[] }[]>('required_skills');
  const skills = new Map<string, Skill>();
  for (const { kind, key } of rows.flatMap((row) => row.required_skills)) skills.set(`${kind}:${key}`, { kind, key });
  return [...skills.values()].map((skill) => ({ ...skill, level: EXPERT_LEVEL }));
}

/** Writes the people and reads who may call. */
export async function gatherCrowd(db: Knex, agentCount: number): Promise<Crowd> {
  const wishes = Array.from({ length: agentCount }, (_, nr) => ({
    userName: `simulated.agent.${nr + 1}`,
    role: 'agent' as const,
  }));
  const agents = await admit(db, wishes);
  const [lead] = await admit(db, [{ userName: 'simulated.lead', role: 'lead' }]);
  if (lead === undefined) throw new Error('The lead was not admitted');
  const now = new Date();
  const skills = JSON.stringify(await allSkills(db));
  const rows = agents.map(({ id }) => ({ id, skills, state: 'offline', state_since: now }));
  await db.batchInsert('agents', rows, ROWS_PER_INSERT);
  const callers = await db('customer_phones as p')
    .join('customer_accounts as a', 'a.customer_id', 'p.customer_id')
    .join('creditor_numbers as n', 'n.creditor_id', 'a.creditor_id')
    .orderBy(['p.phone', 'n.phone'])
    .select<KnownCaller[]>('p.phone', 'n.phone as creditorPhone');
  const numbers = await db('creditor_numbers').orderBy('phone').select<{ phone: string }[]>('phone');
  return { agents, lead, callers, creditorPhones: numbers.map((row) => row.phone) };
}
