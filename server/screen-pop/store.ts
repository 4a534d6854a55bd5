import type { Knex } from 'knex';
import type { Contact } from '../../shared/ledger/case-file';
import type { Id } from '../../shared/ids/ids';
import type { IdentityFactor } from '../../shared/protocol/views';

/** What the gate is judged by; null when there is no such call. */
export interface GateState {
  readonly agentId: string | null;
  readonly callCustomerId: string | null;
  readonly creditorId: string;
  /** Talking or held, or ended and not yet wrapped up. */
  readonly isOpenForWork: boolean;
  readonly openedAt: number | null;
}

/** The call and the gate of one customer in it. */
export async function readGate(sql: Knex, callId: string, customerId: string): Promise<GateState | null> {
  const { rows } = await sql.raw<{ rows: GateState[] }>(
    `select c.agent_id as "agentId", c.customer_id as "callCustomerId", c.creditor_id as "creditorId",
       (c.state in ('connecting', 'talking', 'held')
         or exists (select 1 from wrap_ups w where w.call_id = c.id and w.state = 'open')) as "isOpenForWork",
       g.opened_at as "openedAt"
     from calls c left join identity_gates g on g.call_id = c.id and g.customer_id = ?
     where c.id = ?`,
    [customerId, callId],
  );
  return rows[0] ?? null;
}

/** Opens the gate for a customer and makes them the customer of the call. Opening it again keeps the first time. */
export async function openGate(
  sql: Knex.Transaction,
  gate: {
    readonly callId: string;
    readonly customerId: string;
    readonly factors: readonly IdentityFactor[];
    readonly openedBy: string;
    /** On whose behalf somebody else than the customer was let in. */
    readonly authorityId: string | null;
  },
  nowMs: number,
): Promise<void> {
  await sql('identity_gates')
    .insert({
      call_id: gate.callId,
      customer_id: gate.customerId,
      factors: [...gate.factors],
      opened_by: gate.openedBy,
      opened_at: new Date(nowMs),
      authority_id: gate.authorityId,
    })
    .onConflict(['call_id', 'customer_id'])
    .merge(['factors', 'authority_id']);
  await sql('calls')
    .where({ id: gate.callId })
    .update({ customer_id: gate.customerId, version: sql.raw('version + 1') });
}

/** The authority somebody else speaks under in a call; null when it is the customer in person (or the gate is shut). */
export async function readThirdParty(sql: Knex, callId: string, customerId: string): Promise<string | null> {
  const row = await sql('identity_gates')
    .where({ call_id: callId, customer_id: customerId })
    .first<{ authority_id: string | null } | undefined>('authority_id');
  return row?.authority_id ?? null;
}

/** Locks a call until the transaction ends. */
export async function lockCall(sql: Knex.Transaction, callId: string): Promise<void> {
  await sql('calls').where({ id: callId }).forUpdate().first('id');
}

/** Makes a case the one the call is about. */
export async function saveCallCase(sql: Knex.Transaction, callId: string, caseId: string): Promise<void> {
  await sql('calls')
    .where({ id: callId })
    .update({ case_id: caseId, version: sql.raw('version + 1') });
}

/** The call an agent has a customer open in: who it is, and what it is about. */
export interface OpenCall {
  readonly callId: Id<'call'>;
  readonly agentId: string;
  readonly customerId: Id<'customer'>;
  readonly creditorScope: readonly string[] | null;
}

const OPEN_CALL_SQL = `
  select c.id as "callId", c.agent_id as "agentId", c.customer_id as "customerId", l.creditor_scope as "creditorScope"
  from calls c join identity_gates g on g.call_id = c.id and g.customer_id = c.customer_id
  join login_accounts l on l.id = c.agent_id
  where (c.state in ('connecting', 'talking', 'held')
    or (c.state = 'ended' and exists (select 1 from wrap_ups w where w.call_id = c.id and w.state = 'open')))`;

/** Calls in which this customer's case file is on a screen now. */
export async function findOpenCalls(sql: Knex, customerId: string): Promise<readonly OpenCall[]> {
  const { rows } = await sql.raw<{ rows: OpenCall[] }>(`${OPEN_CALL_SQL} and c.customer_id = ?`, [customerId]);
  return rows;
}

/** Calls of one creditor's customers whose case file is on a screen now: an import may have changed any of them. */
export async function findOpenCallsOfCreditor(sql: Knex, creditorId: string): Promise<readonly OpenCall[]> {
  const { rows } = await sql.raw<{ rows: OpenCall[] }>(
    `${OPEN_CALL_SQL} and exists (select 1 from customer_accounts a where a.customer_id = c.customer_id and a.creditor_id = ?)`,
    [creditorId],
  );
  return rows;
}

/** Calls of customers with an account in a country whose case file is on a screen now: a row of its law was added. */
export async function findOpenCallsOfCountry(sql: Knex, country: string): Promise<readonly OpenCall[]> {
  const { rows } = await sql.raw<{ rows: OpenCall[] }>(
    `${OPEN_CALL_SQL} and exists (select 1 from customer_accounts a join creditors k on k.id = a.creditor_id
       where a.customer_id = c.customer_id and k.country = ?)`,
    [country],
  );
  return rows;
}

/** The call if its customer's case file is open in it; null otherwise. */
export async function readOpenCall(sql: Knex, callId: string): Promise<OpenCall | null> {
  const { rows } = await sql.raw<{ rows: OpenCall[] }>(`${OPEN_CALL_SQL} and c.id = ?`, [callId]);
  return rows[0] ?? null;
}

/** The customer of a case, or null. */
export async function readCustomerOfCase(sql: Knex, caseId: string): Promise<string | null> {
  const row = await sql('cases as k')
    .join('customer_accounts as a', 'a.id', 'k.customer_account_id')
    .where('k.id', caseId)
    .first<{ customer_id: string } | undefined>('a.customer_id');
  return row?.customer_id ?? null;
}

/** More earlier contacts than this tell an agent nothing new. */
const CONTACTS_MAX = 30;

/** Earlier contacts of a customer within a scope, newest first: calls with their wrap-ups, and the notes written in them. */
export async function readContacts(sql: Knex, customerId: string, scope: readonly string[] | null): Promise<Contact[]> {
  const creditors = scope === null ? null : [...scope];
  const { rows } = await sql.raw<{ rows: Contact[] }>(
    `select * from (
       select c.id as "callId", c.arrived_at as at, c.direction, k.slug as "creditorSlug", c.case_id as "caseId",
         w.reason, w.outcome, w.is_resolved as "isResolved", (c.answered_at is not null) as "wasAnswered",
         l.display_name as "agentName",
         nullif(concat_ws(E'\\n', nullif(w.note, ''), (select string_agg(n.text, E'\\n' order by n.written_at) from notes n where n.call_id = c.id)), '') as note
       from calls c join creditors k on k.id = c.creditor_id
       left join wrap_ups w on w.call_id = c.id
       left join login_accounts l on l.id = c.agent_id
       where c.customer_id = ? and (?::text[] is null or c.creditor_id = any(?::text[]))
       union all
       select null, n.written_at, 'out', null, n.case_id, null, null, null, true, l.display_name, n.text
       from notes n left join login_accounts l on l.id = n.written_by
       where n.customer_id = ? and n.call_id is null and ?::text[] is null
     ) contacts order by at desc limit ?`,
    [customerId, creditors, creditors, customerId, creditors, CONTACTS_MAX],
  );
  return rows;
}
