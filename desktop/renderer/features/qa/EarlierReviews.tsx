import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../i18n/use-language';
import { Chip } from '../../ui/Chip';
import { TimeText } from '../../ui/DateText';
import { clockOf, durationText } from '../../ui/time-of-day';
import { percentText } from '../../ui/percent';
import type { ReviewWire } from './qa-api';

interface EarlierReviewsProps {
  readonly reviews: readonly ReviewWire[];
  readonly onSeek: (ms: number) => void;
}

/** What others have said of this call; a sent review never changes. */
export function EarlierReviews({ reviews, onSeek }: EarlierReviewsProps) {
  const { t } = useTranslation('qa');
  const language = useLanguage();
  return (
    <ul className="qa-earlier">
      {reviews.map((review) => (
        <li key={review.id}>
          <p className="qa-earlier-head">
            <strong className="tabular">{percentText(review.scoreBp, language)}</strong>
            {review.isAutoFailed && <Chip tone="stop">{t('list.failed')}</Chip>}
            <span className="quiet">
              {review.reviewerName}, <TimeText at={review.publishedAt} hasDate />
            </span>
          </p>
          {review.summary !== '' && <p>{review.summary}</p>}
          {review.comments.map((comment) => (
            <p key={`${comment.atMs}-${comment.text}`} className="qa-comment">
              <button type="button" className="qa-comment-time tabular" onClick={() => onSeek(comment.atMs)}>
                {durationText(comment.atMs)}
              </button>
              <span>{comment.text}</span>
            </p>
          ))}
          <p className="quiet">
            {review.seenAt === null ? t('detail.unseen') : t('detail.seen', { time: clockOf(review.seenAt) })}
          </p>
        </li>
      ))}
    </ul>
  );
}
