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

/** Drafts of this window by call: going to the list and back loses nothing. Forgotten once sent. */
export class DraftShelf {
  private readonly drafts = new Map<string, ReviewDraft>();

  read(callId: string): ReviewDraft {
    return this.drafts.get(callId) ?? EMPTY_DRAFT;
  }

  keep(callId: string, draft: ReviewDraft): void {
    this.drafts.set(callId, draft);
  }

  forget(callId: string): void {
    this.drafts.delete(callId);
  }
}
