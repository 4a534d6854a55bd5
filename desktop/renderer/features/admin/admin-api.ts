import type { ThunkAction, UnknownAction } from '@reduxjs/toolkit';
import type { HttpRequestWireOf, HttpResponseWireOf } from '../../../../shared/protocol/http';
import { api, route } from '../../app/api';
import type { Services } from '../../app/services';
import type { RootState } from '../../app/store';
import { failure } from '../../realtime/commands';
import { httpRequest, type HttpAnswer } from '../../realtime/http-client';

export type ImportResultWire = HttpResponseWireOf<'importFile'>;
export type PastImportWire = HttpResponseWireOf<'imports'>['imports'][number];
export type UnmatchedWire = HttpResponseWireOf<'unmatchedPayments'>['payments'][number];
export type SuggestionWire = UnmatchedWire['suggestions'][number];
export type CreditorWire = HttpResponseWireOf<'creditors'>['creditors'][number];

interface Allocation {
  readonly paymentId: string;
  readonly claimId: string;
}

const adminApi = api.injectEndpoints({
  endpoints: (build) => ({
    pastImports: build.query<HttpResponseWireOf<'imports'>, void>({
      query: () => route('imports', {}),
      providesTags: ['Imports'],
    }),
    unmatchedPayments: build.query<HttpResponseWireOf<'unmatchedPayments'>, void>({
      query: () => route('unmatchedPayments', {}),
      providesTags: ['Unmatched'],
    }),
    allocateUnmatched: build.mutation<HttpResponseWireOf<'allocateUnmatched'>, Allocation>({
      query: ({ paymentId, claimId }) => route('allocateUnmatched', { params: { paymentId }, body: { claimId } }),
      invalidatesTags: ['Unmatched'],
    }),
    adminCreditors: build.query<HttpResponseWireOf<'creditors'>, void>({ query: () => route('creditors', {}) }),
  }),
});

export const { usePastImportsQuery, useUnmatchedPaymentsQuery, useAllocateUnmatchedMutation, useAdminCreditorsQuery } =
  adminApi;

export type ImportQuery = HttpRequestWireOf<'importFile'>['query'];

/** Sends one file's bytes; afterwards the lists that follow from it are fetched anew. Never throws. */
export function importFile(
  file: File,
  query: ImportQuery,
): ThunkAction<Promise<HttpAnswer<ImportResultWire>>, RootState, Services, UnknownAction> {
  return async (dispatch, getState, { serverUrl }) => {
    const bytes = await file.arrayBuffer().catch(() => null);
    // The file was moved or its disk taken away between choosing and reading.
    if (bytes === null) return failure('NOT_FOUND');
    const place = { serverUrl, token: getState().session.token };
    const answer = await httpRequest('importFile', { query, body: new Uint8Array(bytes) }, place);
    if (answer.ok) dispatch(api.util.invalidateTags(['Imports', 'Unmatched']));
    return answer;
  };
}
