import type { HttpRequestWireOf, HttpResponseWireOf } from '../../../../shared/protocol/http';
import { disconnectionViewSchema, type DisconnectionView } from '../../../../shared/protocol/http-disconnection';
import { api, route } from '../../app/api';

export type DisconnectionWire = HttpResponseWireOf<'caseDisconnection'>;
export type DisputeLineWire = HttpResponseWireOf<'disputes'>['disputes'][number];
export type CallLineWire = HttpResponseWireOf<'callsBeforeCut'>['calls'][number];
export type TextWire = HttpResponseWireOf<'disconnectionText'>;

interface CaseOfCall {
  readonly caseId: string;
  /** Null for a lead, who needs no call. */
  readonly callId: string | null;
  /** When the case was last read: another moment is another picture. */
  readonly readAt: number;
}

const inCall = (callId: string | null) => (callId === null ? {} : { callId });

const cutsApi = api.enhanceEndpoints({ addTagTypes: ['Cut', 'CallsBeforeCut', 'Disputes'] }).injectEndpoints({
  endpoints: (build) => ({
    caseDisconnection: build.query<DisconnectionWire, CaseOfCall>({
      query: ({ caseId, callId }) => route('caseDisconnection', { params: { caseId }, query: inCall(callId) }),
      providesTags: ['Cut'],
      keepUnusedDataFor: 0,
    }),
    disconnectionText: build.query<
      TextWire,
      Omit<CaseOfCall, 'readAt'> & {
        kind: HttpRequestWireOf<'disconnectionText'>['params']['kind'];
        language: HttpRequestWireOf<'disconnectionText'>['query']['language'];
      }
    >({
      query: ({ caseId, callId, kind, language }) =>
        route('disconnectionText', { params: { caseId, kind }, query: { ...inCall(callId), language } }),
      keepUnusedDataFor: 0,
    }),
    recordStep: build.mutation<
      DisconnectionWire,
      { caseId: string; body: HttpRequestWireOf<'recordDisconnectionStep'>['body'] }
    >({
      query: ({ caseId, body }) => route('recordDisconnectionStep', { params: { caseId }, body }),
      invalidatesTags: ['Cut'],
    }),
    decideDisconnection: build.mutation<
      DisconnectionWire,
      { caseId: string; body: HttpRequestWireOf<'decideDisconnection'>['body'] }
    >({
      query: ({ caseId, body }) => route('decideDisconnection', { params: { caseId }, body }),
      invalidatesTags: ['Cut'],
    }),
    withdrawReport: build.mutation<
      DisconnectionWire,
      { caseId: string; kind: HttpRequestWireOf<'withdrawDisconnectionReport'>['params']['kind']; why: string }
    >({
      query: ({ caseId, kind, why }) =>
        route('withdrawDisconnectionReport', { params: { caseId, kind }, body: { why } }),
      invalidatesTags: ['Cut'],
    }),
    adviseDisconnection: build.mutation<
      DisconnectionWire,
      { caseId: string; body: HttpRequestWireOf<'adviseDisconnection'>['body'] }
    >({
      query: ({ caseId, body }) => route('adviseDisconnection', { params: { caseId }, body }),
      invalidatesTags: ['Cut'],
    }),
    orderDisconnection: build.mutation<HttpResponseWireOf<'orderDisconnection'>, { caseId: string }>({
      query: ({ caseId }) => route('orderDisconnection', { params: { caseId }, body: {} }),
      invalidatesTags: ['Cut'],
    }),
    recallDisconnection: build.mutation<HttpResponseWireOf<'recallDisconnection'>, { caseId: string; why: string }>({
      query: ({ caseId, why }) => route('recallDisconnection', { params: { caseId }, body: { why } }),
      invalidatesTags: ['Cut'],
    }),
    callsBeforeCut: build.query<HttpResponseWireOf<'callsBeforeCut'>, void>({
      query: () => route('callsBeforeCut', { query: {} }),
      providesTags: ['CallsBeforeCut'],
    }),
  }),
});

const disputesApi = cutsApi.injectEndpoints({
  endpoints: (build) => ({
    waitingDisputes: build.query<
      HttpResponseWireOf<'disputes'>,
      NonNullable<HttpRequestWireOf<'disputes'>['query']['list']>
    >({
      query: (list) => route('disputes', { query: { list } }),
      providesTags: ['Disputes'],
    }),
    answerDispute: build.mutation<
      HttpResponseWireOf<'answerDispute'>,
      { disputeId: string; body: HttpRequestWireOf<'answerDispute'>['body'] }
    >({
      query: ({ disputeId, body }) => route('answerDispute', { params: { disputeId }, body }),
      invalidatesTags: ['Disputes'],
    }),
    rejectGroundless: build.mutation<HttpResponseWireOf<'rejectGroundless'>, { disputeId: string; why: string }>({
      query: ({ disputeId, why }) => route('rejectGroundless', { params: { disputeId }, body: { why } }),
      invalidatesTags: ['Disputes'],
    }),
  }),
});

export const {
  useCaseDisconnectionQuery,
  useDisconnectionTextQuery,
  useRecordStepMutation,
  useDecideDisconnectionMutation,
  useAdviseDisconnectionMutation,
  useWithdrawReportMutation,
  useOrderDisconnectionMutation,
  useRecallDisconnectionMutation,
  useCallsBeforeCutQuery,
} = cutsApi;
export const { useWaitingDisputesQuery, useAnswerDisputeMutation, useRejectGroundlessMutation } = disputesApi;

/** The picture of a cut with amounts as bigint. */
export const decodeView = (wire: DisconnectionWire): DisconnectionView => disconnectionViewSchema.parse(wire);
