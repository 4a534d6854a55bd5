import type { HttpRequestWireOf, HttpResponseWireOf } from '../../../../shared/protocol/http';
import { api, route } from '../../app/api';

const suspensionsApi = api.injectEndpoints({
  endpoints: (build) => ({
    resumeCollection: build.mutation<
      HttpResponseWireOf<'resumeCollection'>,
      { caseId: string; body: HttpRequestWireOf<'resumeCollection'>['body'] }
    >({
      query: ({ caseId, body }) => route('resumeCollection', { params: { caseId }, body }),
    }),
  }),
});

export const { useResumeCollectionMutation } = suspensionsApi;
