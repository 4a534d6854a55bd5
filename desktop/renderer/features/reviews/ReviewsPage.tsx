import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useAppSelector } from '../../app/hooks';
import { goTo, useRoute } from '../../app/router';
import { useLanguage } from '../../i18n/use-language';
import { Chip } from '../../ui/Chip';
import { TimeText } from '../../ui/DateText';
import { EmptyState } from '../../ui/EmptyState';
import { Skeleton } from '../../ui/Skeleton';
import { QueryNotice } from '../boards';
import { percentText } from '../../ui/percent';
import { ReviewDetail } from './ReviewDetail';
import { useMyReviewsQuery, useSeeReviewMutation, type MyReviewWire } from './reviews-api';
import './reviews.css';

/** What Quality said of this agent's calls. Opening one tells Quality that it was read. */
export function ReviewsPage() {
  const { t } = useTranslation('reviews');
  const { param } = useRoute();
  const unseen = useAppSelector((state) => state.workstation.unseenReviews);
  const reviews = useMyReviewsQuery(undefined, { refetchOnMountOrArgChange: true });
  const { refetch } = reviews;
  const listed = reviews.data?.reviews.filter((review) => review.seenAt === null).length ?? unseen;
  // A review that was just sent raises the count before the list has it.
  useEffect(() => {
    if (unseen > listed) void refetch();
  }, [unseen, listed, refetch]);
  if (reviews.data === undefined) {
    return (
      <div className="reviews-wait">
        {reviews.isError ? <QueryNotice query={reviews} /> : <Skeleton label={t('loading')} lines={8} />}
      </div>
    );
  }
  const list = reviews.data.reviews;
  if (list.length === 0) {
    return (
      <div className="reviews-wait">
        <EmptyState icon="star" title={t('emptyTitle')}>
          {t('empty')}
        </EmptyState>
      </div>
    );
  }
  const chosen = list.find((review) => review.id === param) ?? null;
  return (
    <div className="reviews">
      <ReviewList list={list} chosenId={chosen?.id ?? null} />
      <div className="reviews-detail">
        {chosen === null ? <p className="quiet">{t('choose')}</p> : <OpenReview key={chosen.id} review={chosen} />}
      </div>
    </div>
  );
}

function OpenReview({ review }: { readonly review: MyReviewWire }) {
  const [see] = useSeeReviewMutation();
  const { id, seenAt } = review;
  useEffect(() => {
    if (seenAt === null) void see(id);
  }, [id, seenAt, see]);
  return <ReviewDetail review={review} />;
}

function ReviewList({ list, chosenId }: { readonly list: readonly MyReviewWire[]; readonly chosenId: string | null }) {
  const { t } = useTranslation('reviews');
  const language = useLanguage();
  const newCount = list.filter((review) => review.seenAt === null).length;
  return (
    <nav className="reviews-list" aria-label={t('title')}>
      <h1>
        {t('title')}
        {newCount > 0 && (
          <Chip tone="info" icon="star">
            {t('newCount', { count: newCount })}
          </Chip>
        )}
      </h1>
      <ul>
        {list.map((review) => (
          <li key={review.id}>
            <button
              type="button"
              className="reviews-item"
              aria-current={review.id === chosenId ? 'true' : undefined}
              onClick={() => goTo('reviews', { param: review.id })}
            >
              <span className="reviews-item-score tabular">{percentText(review.scoreBp, language)}</span>
              <span className="reviews-item-words">
                <span className="reviews-item-line">
                  <TimeText at={review.publishedAt} hasDate />
                  {review.seenAt === null && (
                    <Chip tone="info" icon="star">
                      {t('new')}
                    </Chip>
                  )}
                  {review.isAutoFailed && <Chip tone="stop">{t('failed')}</Chip>}
                </span>
                <span className="reviews-item-summary">
                  {review.summary === '' ? review.reviewerName : review.summary}
                </span>
              </span>
            </button>
          </li>
        ))}
      </ul>
    </nav>
  );
}
