import type { Knex } from 'knex';
import { assert } from '../../shared/assert';
import type { CallAction } from '../../shared/calls/vocabulary';
import type { Id } from '../../shared/ids/ids';
import type { Country, LocalText } from '../../shared/lang/languages';
import type { CreditorRole, Utility } from '../../shared/ledger/vocabulary';
import type { CallView, Candidate, IdentityFactor, OfferView } from '../../shared/protocol/views';
import type { CallRow } from './call-row';
import { readCall, readCallOfAgent } from './call-store';
import { readRingingOfferOfAgent, type OfferRow } from './offer-store';
import type { People } from './people';

type Sql = Knex | Knex.Transaction;

export interface CallSurroundings {
  creditor_id: string;
  slug: string;
  name: string;
  country: Country;
  role: CreditorRole;
  utility: Utility;
  queue_name: LocalText | null;
  recording: CallView['recording'] | null;
  gate_customer_id: string | null;
  gate_factors: IdentityFactor[] | null;
  gate_opened_at: number | null;
  gate_authority_id: string | null;
  actions: CallAction[];
}

/** One read for everything around a call that its view shows. */
async function readSurroundings(sql: Sql, call: CallRow): Promise<CallSurroundings> {
  const answer = await sql.raw<{ rows: CallSurroundings[] }>(
    `select c.id as creditor_id, c.slug, c.name, c.country, c.role, c.utility,
       (select q.name from queues q where q.id = ?) as queue_name,
       (select r.state from recordings r where r.call_id = ? order by r.id desc limit 1) as recording,
       g.customer_id as gate_customer_id, g.factors as gate_factors, g.opened_at as gate_opened_at, g.authority_id as gate_authority_id,
       coalesce((select array_agg(a.action order by a.action_no) from call_actions a where a.call_id = ?), '{}') as actions
     from creditors c
     left join lateral (select * from identity_gates i where i.call_id = ? order by i.opened_at desc limit 1) g on true
     where c.id = ?`,
    [call.queueId, call.id, call.id, call.id, call.creditorId],
  );
  const row = answer.rows[0];
  assert(row !== undefined, 'a call has a creditor');
  return row;
}

function creditorOf(row: CallSurroundings): CallView['creditor'] {
  return {
    id: row.creditor_id as Id<'creditor'>, // the brand is put back on where a row becomes a value
    slug: row.slug,
    name: row.name,
    country: row.country,
    role: row.role,
    utility: row.utility,
  };
}

function foundBy(call: CallRow): Candidate['foundBy'] {
  if (call.direction === 'out') return 'dialled';
  return call.caseId === null ? 'phone' : 'case_number';
}

/** Builds what screens show of calls and offers. */
export class CallViews {
  constructor(private readonly people: People) {}

  async call(sql: Sql, call: CallRow): Promise<CallView> {
    return this.callIn(sql, call, await this.surroundings(sql, call));
  }

  /** What stands around a call, for whoever shows it to more than one. */
  surroundings(sql: Sql, call: CallRow): Promise<CallSurroundings> {
    return readSurroundings(sql, call);
  }

  async callIn(sql: Sql, call: CallRow, around: CallSurroundings): Promise<CallView> {
    const { gate_customer_id: gateCustomerId, gate_opened_at: gateOpenedAt } = around;
    return {
      id: call.id,
      direction: call.direction,
      state: call.state,
      creditor: creditorOf(around),
      queueName: around.queue_name,
      language: call.language,
      topic: call.topic,
      fromNumber: call.fromNumber,
      toNumber: call.toNumber,
      arrivedAt: call.arrivedAt,
      enteredQueueAt: call.enteredQueueAt,
      answeredAt: call.answeredAt,
      heldAt: call.heldAt,
      endedAt: call.endedAt,
      endReason: call.endReason,
      isMuted: call.isAgentMuted,
      recording: around.recording ?? 'off',
      candidates: [...(await this.candidates(sql, call))],
      gate:
        gateCustomerId === null || gateOpenedAt === null
          ? null
          : {
              customerId: gateCustomerId as Id<'customer'>,
              factors: around.gate_factors ?? [],
              openedAt: gateOpenedAt,
              isThirdParty: around.gate_authority_id !== null,
            },
      caseId: call.caseId,
      actions: around.actions,
      digits: call.digits,
    };
  }

  async offer(sql: Sql, offer: OfferRow): Promise<OfferView | null> {
    const call = await readCall(sql, offer.callId);
    if (call === null || call.enteredQueueAt === null) return null;
    const around = await readSurroundings(sql, call);
    return {
      offerId: offer.id,
      callId: call.id,
      creditor: creditorOf(around),
      queueName: around.queue_name ?? { nb: around.name, sv: around.name, fi: around.name, en: around.name },
      language: call.language,
      topic: call.topic,
      fromNumber: call.fromNumber,
      offeredAt: offer.rangAt,
      ringUntil: offer.dueAt,
      enteredQueueAt: call.enteredQueueAt,
      isReturningCaller: call.returnedFromCallId !== null,
      candidates: [...(await this.candidates(sql, call))],
    };
  }

  async byId(sql: Sql, callId: string): Promise<CallView | null> {
    const call = await readCall(sql, callId);
    return call === null ? null : this.call(sql, call);
  }

  async callOfAgent(sql: Sql, agentId: string): Promise<CallView | null> {
    const call = await readCallOfAgent(sql, agentId);
    return call === null || call.state === 'offered' ? null : this.call(sql, call);
  }

  async offerOfAgent(sql: Sql, agentId: string): Promise<OfferView | null> {
    const offer = await readRingingOfferOfAgent(sql, agentId);
    return offer === null ? null : this.offer(sql, offer);
  }

  private candidates(sql: Sql, call: CallRow): Promise<readonly Candidate[]> {
    const { candidateIds: customerIds, creditorId } = call;
    return this.people.describe(sql, { customerIds, creditorId, foundBy: foundBy(call) });
  }
}
