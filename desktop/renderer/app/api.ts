import { createApi, type BaseQueryFn } from '@reduxjs/toolkit/query/react';
import type { HttpRouteName } from '../../../shared/protocol/http';
import type { CommandFailure } from '../realtime/commands';
import { httpRequest, type HttpArgs } from '../realtime/http-client';
import type { Services } from './services';

/** What an endpoint asks for: a route of the table and its parts. Make it with {@link route}. */
export interface RouteCall {
  readonly name: HttpRouteName;
  readonly args: object;
}

/** `query: (args) => route('qaCalls', { query: args })` – typed against the route's row. */
export function route<N extends HttpRouteName>(name: N, args: HttpArgs<N>): RouteCall {
  return { name, args };
}

const routeBaseQuery: BaseQueryFn<RouteCall, unknown, CommandFailure> = async ({ name, args }, { getState, extra }) => {
  // The store gives its services as `extra` and its session under this name; RTK Query cannot know either type.
  const { serverUrl } = extra as Services;
  const { session } = getState() as { session: { token: string | null } };
  const answer = await httpRequest(name, args as HttpArgs<HttpRouteName>, { serverUrl, token: session.token });
  return answer.ok ? { data: answer.data } : { error: answer.error };
};

/** The HTTP side of the wire. Features add their endpoints with `api.injectEndpoints`. */
export const api = createApi({
  reducerPath: 'api',
  baseQuery: routeBaseQuery,
  tagTypes: ['Rules', 'PlanApprovals', 'Mandates', 'Reviews', 'QaCalls', 'Imports', 'Unmatched'],
  endpoints: () => ({}),
});
