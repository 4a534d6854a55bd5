import * as z from 'zod';
import {
  CALL_SCORECARD,
  scoreCall,
  type QuestionScore,
  type Scorecard,
  type ScorecardResult,
} from '../../../../shared/qa/scorecard';
import type { ReviewDraftWire } from './qa-api';

export interface DraftComment {
  readonly atMs: number;
  readonly text: string;
}

/** A review being written: marks by question, comments in the order of their moments. */
export interface ReviewDraft {
  readonly scores: Readonly<Record<string, QuestionScore>>;
  readonly comments: readonly DraftComment[];
  readonly summary: string;
}

export const EMPTY_DRAFT: ReviewDraft = { scores: {}, comments: [], summary: '' };

/** A mark from 1 to 5, or null for "not applicable". */
export function withMark(draft: ReviewDraft, question: string, points: number | null): ReviewDraft {
  const score: QuestionScore = { question, points, isNotApplicable: points === null };
  return { ...draft, scores: { ...draft.scores, [question]: score } };
}

export function withComment(draft: ReviewDraft, comment: DraftComment): ReviewDraft {
  return { ...draft, comments: [...draft.comments, comment].sort((a, b) => a.atMs - b.atMs) };
}

export function withoutComment(draft: ReviewDraft, comment: DraftComment): ReviewDraft {
  return { ...draft, comments: draft.comments.filter((other) => other !== comment) };
}

export interface DraftVerdict {
  /** Null until every question has a mark, or when none applies. */
  readonly result: ScorecardResult | null;
  readonly openQuestions: number;
  /** The questions whose lowest mark fails the call, as marked so far. */
  readonly failedBy: readonly string[];
}

/** What the marks so far add up to, by the same sum the server makes. */
export function judgeDraft(draft: ReviewDraft, scorecard: Scorecard = CALL_SCORECARD): DraftVerdict {
  const scores = Object.values(draft.scores);
  const openQuestions = scorecard.questions.filter(({ key }) => draft.scores[key] === undefined).length;
  const failedBy = scorecard.questions
    .filter(({ key, isAutoFail }) => isAutoFail && draft.scores[key]?.points === 1)
    .map(({ key }) => key);
  return { result: openQuestions > 0 ? null : scoreCall(scorecard, scores), openQuestions, failedBy };
}

/** The review as the server takes it. */
export function publishable(
  callId: string,
  draft: ReviewDraft,
  scorecard: Scorecard = CALL_SCORECARD,
): ReviewDraftWire {
  return {
    callId,
    scorecard: scorecard.slug,
    scores: scorecard.questions.flatMap(({ key }) => draft.scores[key] ?? []),
    comments: draft.comments.map(({ atMs, text }) => ({ atMs, text })),
    summary: draft.summary,
  };
}

const draftSchema = z.object({
  scores: z.record(
    z.string(),
    z.object({ question: z.string(), points: z.number().int().nullable(), isNotApplicable: z.boolean() }),
  ),
  comments: z.array(z.object({ atMs: z.number(), text: z.string() })),
  summary: z.string(),
});

/** The name a call's review is kept under while it is being written. */
export const reviewDraftOf = (callId: string): string => `review:${callId}`;

/** A draft as it was kept; an empty one when there is none or it cannot be read. */
export function parseDraft(text: string | null): ReviewDraft {
  if (text === null) return EMPTY_DRAFT;
  try {
    const parsed = draftSchema.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : EMPTY_DRAFT;
  } catch {
    return EMPTY_DRAFT;
  }
}
