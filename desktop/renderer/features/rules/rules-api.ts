import type { HttpRequestWireOf, HttpResponseWireOf } from '../../../../shared/protocol/http';
import { api, route } from '../../app/api';

export type RuleWire = HttpResponseWireOf<'rules'>['rules'][number];
export type CaseRulesWire = HttpResponseWireOf<'caseRules'>;
export type CaseRuleLine = CaseRulesWire['lines'][number];
export type RulesFilter = HttpRequestWireOf<'rules'>['query'];
export type NewRuleBody = HttpRequestWireOf<'addRule'>['body'];

interface CaseRulesAsk {
  readonly caseId: string;
  readonly callId: string;
  /** When the case on the screen was read: what changed since is asked for anew. */
  readonly readAt: number;
}

const rulesApi = api.injectEndpoints({
  endpoints: (build) => ({
    rules: build.query<HttpResponseWireOf<'rules'>, RulesFilter>({
      query: (query) => route('rules', { query }),
      providesTags: ['Rules'],
    }),
    addRule: build.mutation<HttpResponseWireOf<'addRule'>, NewRuleBody>({
      query: (body) => route('addRule', { body }),
      invalidatesTags: ['Rules'],
    }),
    caseRules: build.query<CaseRulesWire, CaseRulesAsk>({
      query: ({ caseId, callId }) => route('caseRules', { params: { caseId }, query: { callId } }),
      providesTags: ['Rules'],
    }),
  }),
});

export const { useRulesQuery, useAddRuleMutation, useCaseRulesQuery } = rulesApi;
