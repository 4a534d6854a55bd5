import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Id } from '../../shared/ids/ids';
import type { Role } from '../../shared/agents/vocabulary';
import { CALL_SCORECARD } from '../../shared/qa/scorecard';
import { firstContactsIn, rebuildFcrBook, wasRepeated } from '../../shared/fcr';
import { callFactsProjection, FCR_PARAMETERS, readCallFactsSince, toFcrContact } from '../call-facts';
import { seedDemoWorld } from '../demo-world';
import type { Login } from '../platform/auth/login';
import { runOrRefuse } from '../platform/edge/edge-row';
import { ProjectionRunner } from '../platform/journal/projection';
import { createTestPlatform, type TestPlatform } from '../platform/testing/test-platform';
import { publishReview } from './publish-review';
import { listQaCalls, type QaFilters } from './qa-calls';
import { readQaCall } from './qa-call';
import { readReviews } from './reviews-store';

let house: TestPlatform;
const dataDir = mkdtempSync(join(tmpdir(), 'friskmeld-qa-'));
const everything: QaFilters = { offset: 0, limit: 200 };

beforeAll(async () => {
  house = await createTestPlatform();
  await seedDemoWorld(house.db, { nowMs: house.clock.nowMs(), dataDir });
  await new ProjectionRunner(house.db, house.platform.log, [callFactsProjection]).catchUp();
});
afterAll(async () => {
  await house.close();
  rmSync(dataDir, { recursive: true });
});

async function loginOf(role: Role, creditorScope: string[] | null = null): Promise<Login> {
  const row = await house
    .db('login_accounts')
    .whereRaw('? = any(roles)', [role])
    .first<{ id: Id<'agent'>; user_name: string }>('*');
  return {
    id: row.id,
    sessionId: house.platform.makeId('loginSession'),
    userName: row.user_name,
    displayName: 'Test',
    roles: [role],
    language: 'en',
    isDemo: true,
    creditorScope,
  };
}

const asking = (login: Login) => ({ login, nowMs: house.clock.nowMs() });

describe('the list of calls for QA', () => {
  test('each risk filter gives calls with that risk, newest first', async () => {
    const qa = await loginOf('qa');
    for (const risk of ['outcome_mismatch', 'repeat_contact', 'dispute', 'unclassified'] as const) {
      // oxlint-disable-next-line no-await-in-loop
      const { calls, total } = await listQaCalls(house.db, { ...everything, risk }, asking(qa));
      expect(total, risk).toBeGreaterThan(0);
      expect(calls.every((call) => call.risks.includes(risk))).toBe(true);
      const times = calls.map((call) => call.arrivedAt);
      expect([...times].sort((a, b) => b - a)).toEqual(times);
    }
  });

  test('a reviewer sees only the creditors in their scope, and a foreign call is not there', async () => {
    const [creditor, other] = await house
      .db('creditors')
      .orderBy('slug')
      .limit(2)
      .select<{ id: string; name: string }[]>('id', 'name');
    const scoped = await loginOf('qa', [creditor!.id]);
    const { calls } = await listQaCalls(house.db, everything, asking(scoped));
    expect(calls.length).toBeGreaterThan(0);
    expect(new Set(calls.map((call) => call.creditorName))).toEqual(new Set([creditor!.name]));
    const foreign = await house
      .db('call_facts')
      .where({ creditor_id: other!.id })
      .first<{ call_id: string }>('call_id');
    expect(await readQaCall(house.db, foreign.call_id, asking(scoped))).toBeNull();
  });

  test('pages do not overlap and together are the whole', async () => {
    const qa = await loginOf('qa');
    const filters: QaFilters = { ...everything, limit: 7, reason: 'dispute' };
    const first = await listQaCalls(house.db, filters, asking(qa));
    const second = await listQaCalls(house.db, { ...filters, offset: 7 }, asking(qa));
    expect(first.total).toBe(second.total);
    expect(first.calls.filter((call) => second.calls.some((later) => later.callId === call.callId))).toEqual([]);
  });
});

describe('a customer who came again', () => {
  test('is a repeat for QA exactly where FCR on the board counts one', async () => {
    const qa = await loginOf('qa');
    const { calls } = await listQaCalls(house.db, { ...everything, risk: 'repeat_contact' }, asking(qa));
    const rows = await readCallFactsSince(house.db, 0);
    const contacts = rows.flatMap((row) => toFcrContact(row) ?? []);
    const counted = firstContactsIn(rebuildFcrBook(contacts, FCR_PARAMETERS))
      .filter((first) => wasRepeated(first, house.clock.nowMs()) && first.contact.result === 'answered')
      .map((first) => first.contact.contactId);
    expect(calls.length).toBeGreaterThan(0);
    expect(calls.map(({ callId }) => callId).sort()).toEqual(counted.sort().slice(0, calls.length));
  });

  test('is still read when there are more calls than are kept in mind: the newest stay', async () => {
    const all = await readCallFactsSince(house.db, 0);
    const newest = await readCallFactsSince(house.db, 0, 3);
    expect(newest.map(({ arrivedAt }) => arrivedAt)).toEqual(all.slice(-3).map(({ arrivedAt }) => arrivedAt));
  });
});

describe('a call opened by QA', () => {
  test('has everything on one time axis, in order', async () => {
    const qa = await loginOf('qa');
    const { calls } = await listQaCalls(house.db, { ...everything, hasRecording: 'yes' }, asking(qa));
    const call = await readQaCall(house.db, calls[0]!.callId, asking(qa));
    expect(call?.recording?.peaks).toHaveLength(2);
    expect(call?.recording?.sha256).toMatch(/^[0-9a-f]{64}$/);
    expect(call?.timeline.map((item) => item.kind)).toContain('identity');
    const times = call?.timeline.map((item) => item.atMs) ?? [];
    expect(times).toEqual([...times].sort((a, b) => a - b));
  });
});

describe('a review', () => {
  const scores = (points: number) =>
    CALL_SCORECARD.questions.map(({ key }) => ({ question: key, points, isNotApplicable: false }));
  const answeredCall = () =>
    house.db('calls').whereNotNull('answered_at').first<{ id: Id<'call'>; agent_id: string }>('id', 'agent_id');
  const publish = (callId: Id<'call'>, points: number, reviewer: Login) =>
    runOrRefuse(house.platform.unitOfWork, { rows: 0 }, (tx) =>
      publishReview(
        tx,
        {
          callId,
          scorecard: 'call',
          scores: scores(points),
          comments: [{ atMs: 4_000, text: 'Well explained' }],
          summary: 'Good',
        },
        reviewer,
      ),
    );

  test('is scored by the server, kept with its marks, and found by the agent', async () => {
    const call = await answeredCall();
    const published = await publish(call.id, 4, await loginOf('qa'));
    expect(published).toMatchObject({
      ok: true,
      value: { scoreBp: 7_500, isAutoFailed: false, comments: [{ atMs: 4_000, text: 'Well explained' }] },
    });
    const mine = await readReviews(house.db, { agentId: call.agent_id });
    expect(mine[0]).toMatchObject({ callId: call.id, seenAt: null, scorecardVersion: 1 });
    expect(await house.db('journal').where({ kind: 'review.published', stream: call.id })).toHaveLength(1);
  });

  test('marks that do not fit the scorecard are refused and leave nothing behind', async () => {
    const call = await answeredCall();
    const before = await house.db('reviews').count();
    expect(await publish(call.id, 9, await loginOf('qa'))).toMatchObject({
      ok: false,
      error: { code: 'INVALID_PAYLOAD' },
    });
    expect(await house.db('reviews').count()).toEqual(before);
  });

  test('nobody reviews their own call, and a call outside the scope is not there', async () => {
    const call = await answeredCall();
    const own = { ...(await loginOf('lead')), id: call.agent_id as Id<'agent'> };
    expect(await publish(call.id, 4, own)).toMatchObject({ ok: false, error: { code: 'FORBIDDEN' } });
    expect(await publish(call.id, 4, await loginOf('qa', ['cre_other']))).toMatchObject({
      ok: false,
      error: { code: 'NOT_FOUND' },
    });
  });
});
