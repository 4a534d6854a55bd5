import type { Knex } from 'knex';
import type { Id } from '../../shared/ids/ids';
import type { Review } from '../../shared/protocol/http';
import { inTurn } from '../platform/db/in-turn';

interface ReviewRow {
  id: Id<'review'>;
  call_id: Id<'call'>;
  agent_id: Id<'agent'>;
  agent_name: string;
  reviewer_name: string;
  scorecard: string;
  scorecard_version: number;
  score_bp: number;
  is_auto_failed: boolean;
  summary: string;
  published_at: number;
  seen_at: number | null;
}

/** A person's reviews go back this many; older ones are in the history of their calls. */
export const REVIEWS_MAX = 200;

/** Reviews of a call, of an agent, or one by id; newest first, with marks and comments. */
export async function readReviews(
  sql: Knex,
  wish: { callId: string } | { agentId: string } | { reviewId: string },
): Promise<Review[]> {
  const query = sql('reviews as v')
    .join('login_accounts as a', 'a.id', 'v.agent_id')
    .join('login_accounts as r', 'r.id', 'v.reviewer_id')
    .orderBy('v.published_at', 'desc')
    .limit(REVIEWS_MAX)
    .select('v.*', 'a.display_name as agent_name', 'r.display_name as reviewer_name');
  if ('callId' in wish) void query.where('v.call_id', wish.callId);
  else if ('agentId' in wish) void query.where('v.agent_id', wish.agentId);
  else void query.where('v.id', wish.reviewId);
  const rows: ReviewRow[] = await query;
  const ids = rows.map((row) => row.id);
  const [scores, comments] = await inTurn([
    () =>
      sql('review_scores')
        .whereIn('review_id', ids)
        .select<{ review_id: string; question: string; points: number | null; is_not_applicable: boolean }[]>('*'),
    () =>
      sql('review_comments')
        .whereIn('review_id', ids)
        .orderBy(['review_id', 'comment_no'])
        .select<{ review_id: string; at_ms: bigint; text: string }[]>('review_id', 'at_ms', 'text'),
  ]);
  return rows.map((row) => ({
    id: row.id,
    callId: row.call_id,
    agentId: row.agent_id,
    agentName: row.agent_name,
    reviewerName: row.reviewer_name,
    scorecard: row.scorecard,
    scorecardVersion: row.scorecard_version,
    scoreBp: row.score_bp,
    isAutoFailed: row.is_auto_failed,
    summary: row.summary,
    publishedAt: row.published_at,
    seenAt: row.seen_at,
    scores: scores
      .filter((score) => score.review_id === row.id)
      .map((score) => ({ question: score.question, points: score.points, isNotApplicable: score.is_not_applicable })),
    comments: comments
      .filter((comment) => comment.review_id === row.id)
      .map((comment) => ({ atMs: Number(comment.at_ms), text: comment.text })),
  }));
}
