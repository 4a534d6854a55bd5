import { useTranslation } from 'react-i18next';
import { POINTS_MAX, POINTS_MIN, SCORECARDS } from '../../../../shared/qa/scorecard';
import { useLanguage } from '../../i18n/use-language';
import { Banner } from '../../ui/Banner';
import { TimeText } from '../../ui/DateText';
import { durationText } from '../../ui/time-of-day';
import { percentText } from '../../ui/percent';
import type { MyReviewWire } from './reviews-api';

const STEPS = Array.from({ length: POINTS_MAX - POINTS_MIN + 1 }, (_, index) => POINTS_MIN + index);

/** One review as the agent reads it: the words first, then the marks with what they mean. */
export function ReviewDetail({ review }: { readonly review: MyReviewWire }) {
  const { t } = useTranslation('reviews');
  const language = useLanguage();
  return (
    <article className="review">
      <header className="review-head">
        <strong className="review-score tabular">{percentText(review.scoreBp, language)}</strong>
        <p className="quiet">
          {review.reviewerName}, <TimeText at={review.publishedAt} hasDate />
        </p>
      </header>
      {review.isAutoFailed && <Banner tone="stop" title={t('failed')} />}
      <section>
        <h2>{t('summary')}</h2>
        <p className={review.summary === '' ? 'quiet' : 'review-words'}>
          {review.summary === '' ? t('noSummary') : review.summary}
        </p>
      </section>
      <section>
        <h2>{t('comments')}</h2>
        {review.comments.length === 0 && <p className="quiet">{t('noComments')}</p>}
        <ul>
          {review.comments.map((comment) => (
            <li key={`${comment.atMs}-${comment.text}`} className="review-comment">
              <span className="review-time tabular">{durationText(comment.atMs)}</span>
              <p className="review-words">{comment.text}</p>
            </li>
          ))}
        </ul>
      </section>
      <section>
        <h2>{t('questions')}</h2>
        <Marks review={review} />
      </section>
    </article>
  );
}

function Marks({ review }: { readonly review: MyReviewWire }) {
  const { t } = useTranslation('reviews');
  const language = useLanguage();
  // The version that was used; a newer one asks other questions.
  const scorecard = SCORECARDS.find(
    (candidate) => candidate.slug === review.scorecard && candidate.version === review.scorecardVersion,
  );
  return (
    <ul className="review-marks">
      {review.scores.map((score) => {
        const question = scorecard?.questions.find((candidate) => candidate.key === score.question);
        return (
          <li key={score.question} className="review-mark">
            <span className="review-question">{question?.text[language] ?? score.question}</span>
            <span className="review-points tabular">
              {score.points === null ? (
                <span className="quiet">{t('na')}</span>
              ) : (
                <>
                  <Pips points={score.points} />
                  {t('points', { points: score.points })}
                </>
              )}
            </span>
            {question !== undefined && <span className="review-guidance">{question.guidance[language]}</span>}
          </li>
        );
      })}
    </ul>
  );
}

/** Filled and empty squares; the number stands beside. */
function Pips({ points }: { readonly points: number }) {
  return (
    <span className="review-pips" aria-hidden="true">
      {STEPS.map((step) => (
        <span key={step} data-filled={step <= points} />
      ))}
    </span>
  );
}
