import * as z from 'zod';
import { PLAN_ROUTES, type WaitingPlan } from '../../../../shared/protocol/http-plans';
import type { HttpRequestWireOf, HttpResponseWireOf } from '../../../../shared/protocol/http';
import { api, route } from '../../app/api';

/** Another place than this window's own events may change the list (a second server): it is read again so often. */
const READ_AGAIN_MS = 30_000;

type ListWire = HttpResponseWireOf<'planApprovals'>;
type DecisionWire = { readonly planId: string } & HttpRequestWireOf<'decidePlan'>['body'];

const approvalsApi = api.injectEndpoints({
  endpoints: (build) => ({
    planApprovals: build.query<ListWire, void>({
      query: () => route('planApprovals', {}),
      providesTags: ['PlanApprovals'],
    }),
    decidePlan: build.mutation<HttpResponseWireOf<'decidePlan'>, DecisionWire>({
      query: ({ planId, ...body }) => route('decidePlan', { params: { planId }, body }),
      invalidatesTags: ['PlanApprovals'],
    }),
  }),
});

export const { useDecidePlanMutation } = approvalsApi;

/** The waiting plans as last told, amounts as bigint; live through the board's stream. */
export function useWaitingPlans() {
  const query = approvalsApi.usePlanApprovalsQuery(undefined, { pollingInterval: READ_AGAIN_MS });
  return { ...query, waiting: query.data === undefined ? null : decode(query.data) };
}

const decoded = new WeakMap<ListWire, readonly WaitingPlan[]>();

/** The same list for the same wire form, so that what is open in it stays open. */
function decode(wire: ListWire): readonly WaitingPlan[] {
  const known = decoded.get(wire) ?? z.decode(PLAN_ROUTES.planApprovals.response, wire as never).waiting;
  decoded.set(wire, known);
  return known;
}
