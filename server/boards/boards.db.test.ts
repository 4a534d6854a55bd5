import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { BoardView } from '../../shared/protocol/board';
import { createCallFacts } from '../call-facts';
import { seedDemoWorld } from '../demo-world';
import { createTestPlatform, type TestPlatform } from '../platform/testing/test-platform';
import { createBoards, type BoardsFeature } from '.';

let house: TestPlatform;
let boards: BoardsFeature;
const dataDir = mkdtempSync(join(tmpdir(), 'friskmeld-boards-'));

beforeAll(async () => {
  house = await createTestPlatform();
  await seedDemoWorld(house.db, { nowMs: house.clock.nowMs(), dataDir });
  boards = createBoards(house.platform, { callFacts: createCallFacts(house.platform), onFigures: () => undefined });
  await boards.start();
  boards.stop();
});
afterAll(async () => {
  await house.close();
  rmSync(dataDir, { recursive: true });
});

const creditorId = async () => (await house.db('creditors').orderBy('slug').first<{ id: string }>('id')).id;
const queueId = async () => (await house.db('queues').orderBy('slug').first<{ id: string }>('id')).id;

/** A call as the journal tells it; the rows of `calls` are not needed, because a board reads nothing else. */
async function tell(callId: string, answeredAfterMs: number | null): Promise<void> {
  const [creditor, queue] = [await creditorId(), await queueId()];
  const now = house.clock.nowMs();
  await house.platform.unitOfWork.run((tx) => {
    tx.record('call.received', callId, {
      callId,
      direction: 'in',
      creditorId: creditor,
      queueId: queue,
      language: 'fi',
      customerId: null,
      returnedFromCallId: null,
      agentId: null,
    });
    tx.record('call.queued', callId, { callId, queueId: queue, enteredQueueAt: now, why: 'new' });
    if (answeredAfterMs !== null)
      tx.record('call.answered', callId, { callId, agentId: 'agt_x', answeredAt: now + answeredAfterMs });
    return Promise.resolve();
  });
}

async function truth(): Promise<{ offered: number; answered: number; waiting: number }> {
  const since = new Date((await boards.view()).since);
  const answer = await house.db.raw<{ rows: { offered: bigint; answered: bigint; waiting: bigint }[] }>(
    `select count(*) as offered, count(answered_at) as answered, count(*) filter (where answered_at is null and ended_at is null) as waiting
     from call_facts where direction = 'in' and (arrived_at >= ? or ended_at is null)`,
    [since],
  );
  const row = answer.rows[0];
  return { offered: Number(row?.offered), answered: Number(row?.answered), waiting: Number(row?.waiting) };
}

const identityHolds = (board: BoardView): boolean =>
  board.offered === board.answered + board.abandoned + board.shortAbandoned + board.otherEnds + board.waiting;

describe('the board', () => {
  test('says what a count by hand in SQL says, and every offered call is in exactly one class', async () => {
    const board = await boards.view();
    expect({ offered: board.offered, answered: board.answered, waiting: board.waiting }).toEqual(await truth());
    expect(identityHolds(board)).toBe(true);
  });

  test('a call that comes and is answered moves it, and a board loaded anew shows the same', async () => {
    const before = await boards.view();
    await tell('cal_board_1', null);
    const waiting = await noted();
    expect(waiting.waiting).toBe(before.waiting + 1);
    expect(waiting.longestWaitSince).not.toBeNull();
    await tell('cal_board_2', 12_000);
    const after = await noted();
    expect(after.answered).toBe(before.answered + 1);
    const fresh = createBoards(
      { ...house.platform, commands: ignoring(), routes: ignoring() },
      { callFacts: createCallFacts(house.platform), onFigures: () => undefined },
    );
    await fresh.start();
    fresh.stop();
    expect(await fresh.view()).toEqual(after);
  });

  test('a late outcome of an old call changes FCR but not what is counted today', async () => {
    const before = await boards.view();
    const old = await house
      .db('call_facts')
      .where('arrived_at', '<', new Date(before.since))
      .whereNotNull('answered_at')
      .orderBy('arrived_at', 'desc')
      .first<{ call_id: string }>('call_id');
    await house.platform.unitOfWork.run((tx) =>
      Promise.resolve(
        tx.record('wrap_up.closed', old.call_id, {
          callId: old.call_id,
          agentId: 'agt_x',
          wrapUpId: 'wrp_x',
          state: 'closed',
          reason: 'other',
          outcome: 'not_resolved',
          isResolved: false,
          isFollowUpAgreed: false,
          revision: 1,
        }),
      ),
    );
    noteCall(old.call_id);
    const after = await boards.view();
    expect(after.offered).toBe(before.offered);
    expect(after.fcr.byReason.some((row) => row.key === 'other')).toBe(true);
  });

  test('an order to open a supply that nobody confirmed is late after two minutes, also one of yesterday', async () => {
    expect((await boards.view()).releasesLate).toEqual({ count: 0, oldestCausedAt: null });
    const before = (await boards.view()).releasesInTime;
    const yesterday = house.clock.nowMs() - 25 * 3_600_000;
    const point = await house.db('supply_points').first<{ id: string }>('id');
    const release = {
      id: 'rel_late_1',
      supply_point_id: point.id,
      cause_kind: 'payment',
      cause_id: 'late-1',
      sequence: 900,
      state: 'sent',
      caused_at: new Date(yesterday),
      sent_at: new Date(yesterday),
    };
    await house.db('releases').insert(release);
    const board = await boards.view();
    expect(board.releasesLate).toEqual({ count: 1, oldestCausedAt: yesterday });
    expect(board.releasesInTime).toEqual(before);
    await house.db('releases').where({ id: release.id }).update({ state: 'confirmed' });
    expect((await boards.view()).releasesLate.count).toBe(0);
  });

  test('FCR is shown with what it is made of, by reason and by creditor', async () => {
    const { fcr } = await boards.view();
    expect(fcr.measured.denominator).toBeGreaterThan(100);
    const byReason = fcr.byReason.reduce((sum, row) => sum + row.measured.denominator, 0);
    const byCreditor = fcr.byCreditor.reduce((sum, row) => sum + row.measured.denominator, 0);
    expect(byReason).toBe(fcr.measured.denominator);
    expect(byCreditor).toBe(fcr.measured.denominator);
  });
});

/** The board after it was told of the new calls; in the house the journal feed tells it. */
function noted(): Promise<BoardView> {
  for (const callId of ['cal_board_1', 'cal_board_2']) noteCall(callId);
  return boards.view();
}

function noteCall(callId: string): void {
  (boards as unknown as { noteFact(fact: unknown): void }).noteFact({ payload: { callId } });
}

/** A table that takes rows and forgets them: a second board on the same platform must not register twice. */
function ignoring(): never {
  return { add: () => undefined } as never;
}
