import type { Knex } from 'knex';
import type { Fact } from '../platform/journal/facts';
import type { Projection } from '../platform/journal/projection';
import { applyFact } from './apply-fact';
import { CALL_FACTS_COLUMNS, type CallFactsColumns } from './columns';

/** One row per call, a function of the journal alone. */
export const callFactsProjection: Projection = {
  name: 'call-facts',
  tables: ['call_facts'],
  async apply(sql, facts) {
    const rows = await readRows(sql, facts);
    const changed = new Set<string>();
    for (const fact of facts) {
      const callId = callOf(fact);
      if (callId === null) continue;
      const before = rows.get(callId) ?? null;
      const after = applyFact(before, fact);
      if (after === null || after === before) continue;
      rows.set(callId, after);
      changed.add(callId);
    }
    await writeRows(
      sql,
      [...changed].flatMap((callId) => rows.get(callId) ?? []),
    );
  },
};

function callOf(fact: Fact): string | null {
  return 'callId' in fact.payload ? fact.payload.callId : null;
}

async function readRows(sql: Knex.Transaction, facts: readonly Fact[]): Promise<Map<string, CallFactsColumns>> {
  const callIds = [...new Set(facts.flatMap((fact) => callOf(fact) ?? []))];
  if (callIds.length === 0) return new Map();
  const rows = await sql<CallFactsColumns>('call_facts').whereRaw('call_id = any(?)', [callIds]);
  return new Map(rows.map((row) => [row.call_id, row]));
}

const COLUMNS = CALL_FACTS_COLUMNS.join(', ');
const TAKE_OVER = CALL_FACTS_COLUMNS.map((column) => `${column} = excluded.${column}`).join(', ');

/** All rows in one statement: a busy floor changes many calls a second. */
async function writeRows(sql: Knex.Transaction, rows: readonly CallFactsColumns[]): Promise<void> {
  if (rows.length === 0) return;
  await sql.raw(
    `insert into call_facts (${COLUMNS}) select ${COLUMNS} from jsonb_populate_recordset(null::call_facts, ?::jsonb)
     on conflict (call_id) do update set ${TAKE_OVER}`,
    [JSON.stringify(rows.map(toJson))],
  );
}

/** Times as PostgreSQL reads them, whole numbers as text. */
function toJson(row: CallFactsColumns): Record<string, unknown> {
  const time = (at: number | null) => (at === null ? null : new Date(at).toISOString());
  return {
    ...row,
    hold_ms: row.hold_ms.toString(),
    arrived_at: time(row.arrived_at),
    entered_queue_at: time(row.entered_queue_at),
    answered_at: time(row.answered_at),
    ended_at: time(row.ended_at),
    wrap_up_opened_at: time(row.wrap_up_opened_at),
    wrap_up_closed_at: time(row.wrap_up_closed_at),
  };
}
