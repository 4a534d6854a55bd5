import type { Cause } from '../../../../shared/fcr';
import type { BoardMetric } from '../../../../shared/protocol/board';
import type { HttpResponseWireOf } from '../../../../shared/protocol/http';
import { api, route } from '../../app/api';

/** Calls behind a number are read a page at a time. */
export const CALLS_PAGE_SIZE = 25;

export interface CallsBehind {
  readonly metric: BoardMetric;
  /** One reason or creditor of the table the number stands in; null for the whole. */
  readonly key: string | null;
  readonly offset: number;
}

export interface CallsOfCause {
  readonly cause: Cause;
  readonly creditorId: string;
  readonly offset: number;
}

const boardsApi = api.injectEndpoints({
  endpoints: (build) => ({
    metricCalls: build.query<HttpResponseWireOf<'metricCalls'>, CallsBehind>({
      query: ({ metric, key, offset }) =>
        route('metricCalls', {
          params: { metric },
          query: { offset, limit: CALLS_PAGE_SIZE, ...(key === null ? {} : { key }) },
        }),
      // The calls behind a live number change with it.
      keepUnusedDataFor: 0,
    }),
    causeTree: build.query<HttpResponseWireOf<'causeTree'>, void>({ query: () => route('causeTree', {}) }),
    causeCalls: build.query<HttpResponseWireOf<'causeCalls'>, CallsOfCause>({
      query: ({ cause, creditorId, offset }) =>
        route('causeCalls', { params: { cause }, query: { creditorId, offset, limit: CALLS_PAGE_SIZE } }),
      keepUnusedDataFor: 0,
    }),
  }),
});

export const { useMetricCallsQuery, useCauseTreeQuery, useCauseCallsQuery } = boardsApi;
