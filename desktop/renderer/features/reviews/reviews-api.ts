import type { HttpResponseWireOf } from '../../../../shared/protocol/http';
import { api, route } from '../../app/api';
import { reviewSeen } from '../../app/state/workstation';

export type MyReviewWire = HttpResponseWireOf<'myReviews'>['reviews'][number];

const reviewsApi = api.injectEndpoints({
  endpoints: (build) => ({
    myReviews: build.query<HttpResponseWireOf<'myReviews'>, void>({
      query: () => route('myReviews', {}),
      providesTags: ['Reviews'],
    }),
    seeReview: build.mutation<unknown, string>({
      query: (reviewId) => route('seeReview', { params: { reviewId }, body: {} }),
      invalidatesTags: ['Reviews'],
      async onQueryStarted(_reviewId, { dispatch, queryFulfilled }) {
        await queryFulfilled.then(
          () => dispatch(reviewSeen()),
          // Not marked now: it stays new, and is marked the next time it is opened.
          () => undefined,
        );
      },
    }),
  }),
});

export const { useMyReviewsQuery, useSeeReviewMutation } = reviewsApi;
