import type { Knex } from 'knex';
import type { OfferLife } from '../../shared/calls/offer-machine';
import type { OfferState } from '../../shared/calls/vocabulary';
import type { Id } from '../../shared/ids/ids';

type Sql = Knex | Knex.Transaction;

export interface OfferRow extends OfferLife {
  readonly id: Id<'offer'>;
  readonly callId: Id<'call'>;
  readonly agentId: Id<'agent'>;
}

interface OfferColumns {
  id: string;
  call_id: string;
  agent_id: string;
  state: OfferState;
  offered_at: number;
  ring_until: number;
  ended_at: number | null;
}

function toOffer(row: OfferColumns): OfferRow {
  return {
    // Ids in the database were made by makeId.
    id: row.id as Id<'offer'>,
    callId: row.call_id as Id<'call'>,
    agentId: row.agent_id as Id<'agent'>,
    state: row.state,
    rangAt: row.offered_at,
    dueAt: row.ring_until,
    settledAt: row.ended_at,
  };
}

/** Read without a lock, to learn whose call to lock first. */
export async function readOffer(sql: Sql, offerId: string): Promise<OfferRow | null> {
  const row = await sql<OfferColumns>('offers').where({ id: offerId }).first();
  return row === undefined ? null : toOffer(row);
}

export async function lockOffer(sql: Knex.Transaction, offerId: string): Promise<OfferRow | null> {
  const row = await sql<OfferColumns>('offers').where({ id: offerId }).forUpdate().first();
  return row === undefined ? null : toOffer(row);
}

/** The offer that rings for a call, under a lock. */
export async function lockRingingOffer(sql: Knex.Transaction, callId: string): Promise<OfferRow | null> {
  const row = await sql<OfferColumns>('offers').where({ call_id: callId, state: 'ringing' }).forUpdate().first();
  return row === undefined ? null : toOffer(row);
}

export async function readRingingOfferOfAgent(sql: Sql, agentId: string): Promise<OfferRow | null> {
  const row = await sql<OfferColumns>('offers').where({ agent_id: agentId, state: 'ringing' }).first();
  return row === undefined ? null : toOffer(row);
}

export async function insertOffer(
  sql: Knex.Transaction,
  offer: OfferRow,
  orderKey: Readonly<Record<string, unknown>>,
): Promise<void> {
  await sql('offers').insert({
    id: offer.id,
    call_id: offer.callId,
    agent_id: offer.agentId,
    state: offer.state,
    offered_at: new Date(offer.rangAt),
    ring_until: new Date(offer.dueAt),
    order_key: JSON.stringify(orderKey),
  });
}

export async function saveOffer(sql: Knex.Transaction, offer: OfferRow): Promise<void> {
  await sql('offers')
    .where({ id: offer.id })
    .update({ state: offer.state, ended_at: offer.settledAt === null ? null : new Date(offer.settledAt) });
}
