import type { HttpResponseWireOf } from '../../../../shared/protocol/http';
import { api, route } from '../../app/api';

export type RunningReleaseWire = HttpResponseWireOf<'runningReleases'>['releases'][number];

const releasesApi = api.injectEndpoints({
  endpoints: (build) => ({
    runningReleases: build.query<HttpResponseWireOf<'runningReleases'>, void>({
      query: () => route('runningReleases', {}),
      // Clocks run: what was seen a while ago is not shown again.
      keepUnusedDataFor: 0,
    }),
  }),
});

export const { useRunningReleasesQuery } = releasesApi;
