import * as z from 'zod';
import type { HttpRequestWireOf, HttpResponseWireOf } from '../../../../../shared/protocol/http';
import { PLAN_ROUTES, type MandateVersion } from '../../../../../shared/protocol/http-plans';
import { api, route } from '../../../app/api';

type VersionsWire = HttpResponseWireOf<'mandates'>;
type NewVersionWire = { readonly creditorId: string } & HttpRequestWireOf<'addMandate'>['body'];

const mandatesApi = api.injectEndpoints({
  endpoints: (build) => ({
    mandates: build.query<VersionsWire, string>({
      query: (creditorId) => route('mandates', { params: { creditorId } }),
      providesTags: ['Mandates'],
    }),
    addMandate: build.mutation<HttpResponseWireOf<'addMandate'>, NewVersionWire>({
      query: ({ creditorId, ...body }) => route('addMandate', { params: { creditorId }, body }),
      invalidatesTags: ['Mandates'],
    }),
    revokeMandate: build.mutation<HttpResponseWireOf<'revokeMandate'>, { mandateId: string; why: string }>({
      query: ({ mandateId, why }) => route('revokeMandate', { params: { mandateId }, body: { why } }),
      invalidatesTags: ['Mandates'],
    }),
  }),
});

export const { useMandatesQuery, useAddMandateMutation, useRevokeMandateMutation } = mandatesApi;

const decoded = new WeakMap<VersionsWire, readonly MandateVersion[]>();

/** The versions with amounts as bigint; the same list for the same answer. */
export function decodeVersions(wire: VersionsWire): readonly MandateVersion[] {
  const known = decoded.get(wire) ?? z.decode(PLAN_ROUTES.mandates.response, wire as never).versions;
  decoded.set(wire, known);
  return known;
}
