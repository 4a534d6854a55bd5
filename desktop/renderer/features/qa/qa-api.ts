import type { ThunkAction, UnknownAction } from '@reduxjs/toolkit';
import type { HttpRequestWireOf, HttpResponseWireOf } from '../../../../shared/protocol/http';
import { api, route } from '../../app/api';
import type { Services } from '../../app/services';
import type { RootState } from '../../app/store';
import { httpBytes, type HttpAnswer } from '../../realtime/http-client';

export type QaCallWire = HttpResponseWireOf<'qaCall'>;
export type QaCallLineWire = HttpResponseWireOf<'qaCalls'>['calls'][number];
export type ReviewWire = HttpResponseWireOf<'publishReview'>;
export type QaQuery = HttpRequestWireOf<'qaCalls'>['query'];
export type ReviewDraftWire = HttpRequestWireOf<'publishReview'>['body'];

const qaApi = api.injectEndpoints({
  endpoints: (build) => ({
    qaCalls: build.query<HttpResponseWireOf<'qaCalls'>, QaQuery>({
      query: (query) => route('qaCalls', { query }),
      providesTags: ['QaCalls'],
    }),
    qaCall: build.query<QaCallWire, string>({
      query: (callId) => route('qaCall', { params: { callId } }),
      providesTags: ['QaCalls'],
    }),
    qaCreditors: build.query<HttpResponseWireOf<'creditors'>, void>({ query: () => route('creditors', {}) }),
    publishReview: build.mutation<ReviewWire, ReviewDraftWire>({
      query: (body) => route('publishReview', { body }),
      invalidatesTags: ['QaCalls'],
    }),
  }),
});

export const { useQaCallsQuery, useQaCallQuery, useQaCreditorsQuery, usePublishReviewMutation } = qaApi;

/** The sound of a recording, asked for with the login's token: an audio element could not carry it. */
export function fetchRecording(
  recordingId: string,
): ThunkAction<Promise<HttpAnswer<Blob>>, RootState, Services, UnknownAction> {
  return (_dispatch, getState, { serverUrl }) =>
    httpBytes('recordingAudio', { params: { recordingId } }, { serverUrl, token: getState().session.token });
}
