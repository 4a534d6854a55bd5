import { SCORECARDS, scoreCall } from '../../shared/qa/scorecard';
import type { HttpRequestOf, Review } from '../../shared/protocol/http';
import { ok, refuse, type Result } from '../../shared/result';
import { maySeeCreditor, type Login } from '../platform/auth/login';
import type { Tx } from '../platform/unit-of-work';
import { readReviews } from './reviews-store';

type Draft = HttpRequestOf<'publishReview'>['body'];

/**
 * Publishes a review of an answered call; the agent sees it at once. The score is computed here from the published
 * scorecard, never taken from the client. Refuses NOT_FOUND for a call nobody answered or outside the reviewer's
 * creditors, FORBIDDEN for one's own call, INVALID_PAYLOAD for marks that do not fit the scorecard.
 */
export async function publishReview(tx: Tx, draft: Draft, reviewer: Login): Promise<Result<Review>> {
  const call = await tx
    .sql('calls')
    .where({ id: draft.callId })
    .whereNotNull('answered_at')
    .first<{ agent_id: string | null; creditor_id: string } | undefined>('agent_id', 'creditor_id');
  if (call === undefined || call.agent_id === null || !maySeeCreditor(reviewer, call.creditor_id))
    return refuse('NOT_FOUND');
  if (call.agent_id === reviewer.id) return refuse('FORBIDDEN');
  const scorecard = SCORECARDS.find(({ slug }) => slug === draft.scorecard);
  const score = scorecard === undefined ? null : scoreCall(scorecard, draft.scores);
  if (scorecard === undefined || score === null) return refuse('INVALID_PAYLOAD', { at: 'scores' });
  const reviewId = tx.makeId('review');
  await tx.sql('reviews').insert({
    id: reviewId,
    call_id: draft.callId,
    agent_id: call.agent_id,
    reviewer_id: reviewer.id,
    scorecard: scorecard.slug,
    scorecard_version: scorecard.version,
    score_bp: score.scoreBp,
    is_auto_failed: score.isAutoFailed,
    summary: draft.summary,
    published_at: new Date(tx.nowMs),
  });
  await tx.sql('review_scores').insert(
    draft.scores.map((one) => ({
      review_id: reviewId,
      question: one.question,
      points: one.points,
      is_not_applicable: one.isNotApplicable,
    })),
  );
  if (draft.comments.length > 0) {
    await tx.sql('review_comments').insert(
      draft.comments.map((comment, index) => ({
        review_id: reviewId,
        comment_no: index + 1,
        at_ms: comment.atMs,
        text: comment.text,
      })),
    );
  }
  tx.record('review.published', draft.callId, {
    reviewId,
    callId: draft.callId,
    agentId: call.agent_id,
    scoreBp: score.scoreBp,
  });
  await tx.audit({
    loginAccountId: reviewer.id,
    action: 'review.publish',
    subjectKind: 'call',
    subjectId: draft.callId,
  });
  const [review] = await readReviews(tx.sql, { reviewId });
  return review === undefined ? refuse('INTERNAL') : ok(review);
}
