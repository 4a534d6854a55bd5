/** What must hold of a run: the invariants of the calls, and that what people lived is what is written. */
import type { Knex } from 'knex';
import { CALL_INVARIANTS } from '../../server/calls';
import type { BoardView } from '../../shared/protocol/board';
import type { RunLog } from './run-log';
import { countService, readCalls } from './tally';

export interface Check {
  readonly id: string;
  readonly says: string;
  readonly broken: readonly string[];
}

/** Gathers the call invariants at many moments of a run: a row broken once stays in the report. */
export class InvariantWatch {
  private readonly broken = new Map<string, Set<string>>();
  rounds = 0;

  constructor(private readonly db: Knex) {}

  async look(): Promise<void> {
    for (const { id, sql } of CALL_INVARIANTS) {
      // One at a time: the house has few connections, and the server shall have the rest.
      // oxlint-disable-next-line no-await-in-loop
      const answer = await this.db.raw<{ rows: { broken: string }[] }>(sql);
      const rows = this.broken.get(id) ?? new Set();
      for (const row of answer.rows) rows.add(row.broken);
      this.broken.set(id, rows);
    }
    this.rounds += 1;
  }

  results(): Check[] {
    return CALL_INVARIANTS.map(({ id, says }) => ({ id, says, broken: [...(this.broken.get(id) ?? [])] }));
  }
}

export interface RunEnd {
  readonly db: Knex;
  readonly since: number;
  readonly log: RunLog;
  readonly boards: { readonly first: BoardView; readonly last: BoardView };
  readonly busyAgents: readonly string[];
}

/** Compares the two sides of a run that has come to rest. */
export async function checkConservation(end: RunEnd): Promise<Check[]> {
  const { log } = end;
  const calls = await readCalls(end.db, end.since);
  const byId = new Map(calls.map((call) => [call.id, call]));
  const { fates } = countService(calls, 1);
  const alive = calls.filter((call) => call.ended_at === null).map((call) => `${call.id} is ${call.state}`);
  const surplus = calls.length - log.stories.length;
  const refused = log.listRefused().filter((one) => !one.isExpected);
  return [
    {
      id: 'END',
      says: 'when all have hung up no call is alive and no agent is busy',
      broken: [...alive, ...end.busyAgents],
    },
    {
      id: 'DIALLED',
      says: 'each dialled call is there and has ended exactly once',
      broken: await notEndedOnce(
        end.db,
        log.stories.map((story) => story.callId),
      ),
    },
    {
      id: 'NO-MORE',
      says: 'there is no call that nobody dialled',
      broken: surplus >= 0 && surplus <= log.lostDials + log.refusedDials ? [] : [`${surplus} calls too many`],
    },
    {
      id: 'SUM',
      says: 'offered = answered + abandoned + short + callbacks + overflowed + closed + failed + waiting',
      broken: sumOf(fates) === fates.offered && fates.offered === calls.length ? [] : [JSON.stringify(fates)],
    },
    {
      id: 'BOARD',
      says: 'the board adds up and shows the same calls',
      broken: boardFaults(end, calls.length, fates.answered),
    },
    {
      id: 'HEARD',
      says: 'who talked on the phone is written as answered, and nobody else',
      broken: log.stories
        .filter((story) => story.didTalk && byId.get(story.callId)?.answered_at === null)
        .map((story) => story.callId),
    },
    { id: 'ONE-CALL', says: 'no agent ever saw two live calls', broken: log.doubleCalls },
    {
      id: 'REFUSED',
      says: 'nothing was refused but what somebody else was quicker at',
      broken: refused.map((one) => `${one.command}: ${one.code} × ${one.count}`),
    },
    {
      id: 'ONE-WINDOW',
      says: 'no workstation was taken over',
      broken: log.unexpectedLogouts === 0 ? [] : [`${log.unexpectedLogouts} times`],
    },
  ];
}

function sumOf(fates: ReturnType<typeof countService>['fates']): number {
  const { offered: _offered, ...parts } = fates;
  return Object.values(parts).reduce((a, b) => a + b, 0);
}

function boardFaults({ boards }: RunEnd, offered: number, answered: number): string[] {
  const { first, last } = boards;
  const parts = last.answered + last.abandoned + last.shortAbandoned + last.otherEnds + last.waiting;
  return [
    ...(parts === last.offered ? [] : [`${last.offered} offered, but ${parts} in its parts`]),
    ...(last.offered - first.offered === offered
      ? []
      : [`${last.offered - first.offered} offered instead of ${offered}`]),
    ...(last.answered - first.answered === answered
      ? []
      : [`${last.answered - first.answered} answered instead of ${answered}`]),
  ];
}

async function notEndedOnce(db: Knex, callIds: readonly string[]): Promise<string[]> {
  const answer = await db.raw<{ rows: { id: string; ends: number }[] }>(
    `select d.id, count(j.position)::int as ends
     from unnest(?::text[]) as d (id)
     left join journal j on j.kind = 'call.ended' and j.stream = d.id
     group by d.id having count(j.position) <> 1`,
    [[...callIds]],
  );
  return answer.rows.map((row) => `${row.id} ended ${row.ends} times`);
}
