import type { Id } from '../../shared/ids/ids';
import type { CallDirection } from '../../shared/calls/vocabulary';
import { ok, refuse } from '../../shared/result';
import type { Login } from '../platform/auth/login';
import type { Platform } from '../platform/platform';
import { agentStream } from '../platform/realtime/live-streams';
import type { RouteContext } from '../platform/edge/routes';
import type { CallFactsFeature } from '../call-facts';
import { publishReview } from './publish-review';
import { listQaCalls } from './qa-calls';
import { readQaCall } from './qa-call';
import { readReviews } from './reviews-store';

export interface QaFeature {
  /** How many published reviews the agent has not opened yet. */
  unseenReviews(agentId: string): Promise<number>;
}

/** The routes below all need a login; the table has admitted one before `run`. */
function whoAsks(context: RouteContext): Login {
  if (context.login === null) throw new Error('A route for people was reached without a login');
  return context.login;
}

/** QA: which calls to hear and why, everything about one of them, and reviews that the agent sees. */
export function createQa(platform: Platform, deps: { readonly callFacts: CallFactsFeature }): QaFeature {
  addCallRoutes(platform, deps.callFacts);
  addReviewRoutes(platform);
  platform.feed.subscribe(async (fact) => {
    if (fact.kind !== 'review.published') return;
    const { reviewId, callId, agentId, scoreBp } = fact.payload;
    const call = await platform
      .db('calls')
      .where({ id: callId })
      .first<{ direction: CallDirection } | undefined>('direction');
    platform.streams.emit(agentStream(agentId), 'review:published', {
      // Ids in the journal were made by makeId.
      reviewId: reviewId as Id<'review'>,
      callId: callId as Id<'call'>,
      direction: call?.direction ?? 'in',
      scoreBp,
    });
  });
  return {
    async unseenReviews(agentId) {
      const row = await platform
        .db('reviews')
        .where({ agent_id: agentId })
        .whereNull('seen_at')
        .count<{ count: bigint }[]>('* as count')
        .first();
      return Number(row?.count ?? 0n);
    },
  };
}

function addCallRoutes(platform: Platform, callFacts: CallFactsFeature): void {
  const rules = { roles: ['qa', 'lead', 'admin'], scope: 'creditor', audit: 'person_read', rate: 'read' } as const;
  platform.routes.add({
    name: 'qaCalls',
    ...rules,
    async run(context, request) {
      await callFacts.catchUp();
      return context.commit(async (tx) => {
        const login = whoAsks(context);
        const page = await listQaCalls(tx.sql, request.query, { login, nowMs: tx.nowMs });
        const agents = await tx
          .sql('agents as g')
          .join('login_accounts as a', 'a.id', 'g.id')
          .orderBy('a.display_name')
          .select<{ id: Id<'agent'>; name: string }[]>('g.id', 'a.display_name as name');
        await tx.audit({
          loginAccountId: login.id,
          action: 'qa.list',
          subjectKind: 'calls',
          subjectId: 'list',
          detail: { shown: page.shownCustomerIds },
        });
        return ok({ total: page.total, calls: page.calls, agents });
      });
    },
  });
  platform.routes.add({
    name: 'qaCall',
    ...rules,
    async run(context, request) {
      await callFacts.catchUp();
      return context.commit(async (tx) => {
        const login = whoAsks(context);
        const call = await readQaCall(tx.sql, request.params.callId, { login, nowMs: tx.nowMs });
        if (call === null) return refuse('NOT_FOUND');
        await tx.audit({
          loginAccountId: login.id,
          action: 'qa.open',
          subjectKind: 'call',
          subjectId: request.params.callId,
        });
        return ok(call);
      });
    },
  });
}

function addReviewRoutes(platform: Platform): void {
  platform.routes.add({
    name: 'publishReview',
    roles: ['qa', 'lead'],
    scope: 'creditor',
    audit: 'person_write',
    rate: 'write',
    run: (context, request) => context.commit((tx) => publishReview(tx, request.body, whoAsks(context))),
  });
  platform.routes.add({
    name: 'myReviews',
    roles: ['agent'],
    scope: 'self',
    audit: 'none',
    rate: 'read',
    run: async (context) => ok({ reviews: await readReviews(platform.db, { agentId: whoAsks(context).id }) }),
  });
  platform.routes.add({
    name: 'seeReview',
    roles: ['agent'],
    scope: 'self',
    audit: 'none',
    rate: 'write',
    run: (context, request) =>
      context.commit(async (tx) => {
        const mine = tx.sql('reviews').where({ id: request.params.reviewId, agent_id: whoAsks(context).id });
        const count = await mine.update({
          seen_at: tx.sql.raw('coalesce(seen_at, to_timestamp(? / 1000.0))', [tx.nowMs]),
        });
        return count === 0 ? refuse('NOT_FOUND') : ok({});
      }),
  });
}
