import { describe, expect, test } from 'vitest';
import { CALL_SCORECARD, POINTS_MAX, scoreCall, type QuestionScore } from './scorecard';

const all = (points: number): QuestionScore[] =>
  CALL_SCORECARD.questions.map(({ key }) => ({ question: key, points, isNotApplicable: false }));

describe('the scorecard', () => {
  test('weights add up to one hundred, so that a weight reads as per cent', () => {
    expect(CALL_SCORECARD.questions.reduce((sum, { weight }) => sum + weight, 0)).toBe(100);
  });

  test('a perfect call scores 100 %, a middling one 50 %', () => {
    expect(scoreCall(CALL_SCORECARD, all(POINTS_MAX))).toEqual({ scoreBp: 10_000, isAutoFailed: false });
    expect(scoreCall(CALL_SCORECARD, all(3))).toEqual({ scoreBp: 5_000, isAutoFailed: false });
  });

  test('telling an unverified person about the debt fails the call, whatever else was good', () => {
    const scores = all(5).map((score) => (score.question === 'identity' ? { ...score, points: 1 } : score));
    expect(scoreCall(CALL_SCORECARD, scores)).toEqual({ scoreBp: 0, isAutoFailed: true });
  });

  test('a question that does not apply takes its weight out of the score', () => {
    const scores = all(5).map((score) =>
      score.question === 'cost_told' ? { ...score, points: null, isNotApplicable: true } : score,
    );
    expect(scoreCall(CALL_SCORECARD, scores)?.scoreBp).toBe(10_000);
  });

  test('a missing, unknown or unmarked question is no score', () => {
    expect(scoreCall(CALL_SCORECARD, all(5).slice(1))).toBeNull();
    expect(scoreCall(CALL_SCORECARD, [...all(5), { question: 'charm', points: 5, isNotApplicable: false }])).toBeNull();
    expect(
      scoreCall(
        CALL_SCORECARD,
        all(5).map((score) => ({ ...score, points: null })),
      ),
    ).toBeNull();
    expect(
      scoreCall(
        CALL_SCORECARD,
        all(5).map((score) => ({ ...score, points: null, isNotApplicable: true })),
      ),
    ).toBeNull();
  });
});
