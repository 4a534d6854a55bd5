import { api, route } from '../../app/api';
import type { HttpResponseWireOf } from '../../../../shared/protocol/http';

const loginApi = api.injectEndpoints({
  endpoints: (build) => ({
    demoLogins: build.query<HttpResponseWireOf<'demoLogins'>, void>({ query: () => route('demoLogins', {}) }),
  }),
});

export const { useDemoLoginsQuery } = loginApi;
export type DemoLogin = HttpResponseWireOf<'demoLogins'>['logins'][number];
