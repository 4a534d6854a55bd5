import type { CreditorItem, CreditorItemKind } from '../../shared/protocol/creditor-items';
import { BULK_ITEMS_MAX, CREDITOR_ITEMS } from '../../shared/protocol/creditor-items';
import type { ReleaseStatus } from '../../shared/protocol/http-creditor';
import { ok, refuse, type Result } from '../../shared/result';
import type { Creditor } from '../creditors/index';
import type { ListedRelease } from '../payments-underway/index';
import type { ApiKey } from '../platform/auth/api-keys';
import { CREDITOR_BODY_BYTES_MAX } from '../../shared/protocol/limits';
import type { RouteContext } from '../platform/edge/routes';
import type { Platform } from '../platform/platform';
import type { Tx } from '../platform/unit-of-work';
import { readStatuses } from './case-status';
import { once } from './once';
import type { CreditorApiDeps } from './parts';
import { readResends } from './resends';
import { takeItem, takeItems } from './take-items';
import { readEvents, replayEvents } from './webhooks/events';

/** Which routes take which items. */
const ITEM_ROUTES = {
  customers: ['apiCustomer', 'apiCustomers'],
  'supply-points': ['apiSupplyPoint', 'apiSupplyPoints'],
  invoices: ['apiInvoice', 'apiInvoices'],
  payments: ['apiPayment', 'apiPayments'],
  'payment-reversals': ['apiPaymentReversal', 'apiPaymentReversals'],
  'payment-notices': ['apiPaymentNotice', 'apiPaymentNotices'],
  mandates: ['apiMandate', 'apiMandates'],
  deliveries: ['apiDelivery', 'apiDeliveries'],
  'disconnection-steps': ['apiDisconnectionStep', 'apiDisconnectionSteps'],
} as const satisfies Record<CreditorItemKind, readonly [string, string]>;

const MACHINE = { roles: [], scope: 'api_key', rate: 'machine' } as const;

/** Registers every route of creditors' systems. All of them see the key's own creditor and nothing else. */
export function registerApiRoutes(platform: Platform, deps: CreditorApiDeps): void {
  registerItems(platform, deps);
  registerReads(platform, deps);
  registerResends(platform);
  registerDisputes(platform, deps);
  registerReleases(platform, deps);
  registerCuts(platform, deps);
  registerEvents(platform);
}

async function creditorOf(platform: Platform, deps: CreditorApiDeps, apiKey: ApiKey): Promise<Creditor> {
  const [creditor] = await deps.creditors.readCreditors(platform.db, [apiKey.creditorId]);
  if (creditor === undefined) throw new Error('a key without its creditor');
  return creditor;
}

async function audit(tx: Tx, apiKey: ApiKey, row: { action: string; detail: Record<string, unknown> }): Promise<void> {
  await tx.audit({
    loginAccountId: apiKey.id,
    action: row.action,
    subjectKind: 'creditor',
    subjectId: apiKey.creditorId,
    detail: row.detail,
  });
}

/** The key that asks; the edge lets nobody in without one. */
function keyOf({ apiKey }: RouteContext): ApiKey {
  if (apiKey === null) throw new Error('a route of creditors was reached without a key');
  return apiKey;
}

function registerItems(platform: Platform, deps: CreditorApiDeps): void {
  const kinds = Object.keys(ITEM_ROUTES) as CreditorItemKind[]; // The keys of exactly this record.
  for (const kind of kinds) {
    const [one, bulk] = ITEM_ROUTES[kind];
    const edge = { ...MACHINE, audit: 'person_write', apiScope: CREDITOR_ITEMS[kind].scope } as const;
    platform.routes.add({
      name: one,
      ...edge,
      async run(context, { body }) {
        const apiKey = keyOf(context);
        const creditor = await creditorOf(platform, deps, apiKey);
        // The route's body is the schema of this kind; the table above pairs them.
        const item = body as CreditorItem<typeof kind>;
        return once(
          platform,
          { apiKey, route: one, context },
          {
            work: () => takeItem(platform, { kind, item }, { ...deps, creditor, keyId: apiKey.id }),
          },
        );
      },
    });
    platform.routes.add({
      name: bulk,
      ...edge,
      async run(context, { body }) {
        const apiKey = keyOf(context);
        const creditor = await creditorOf(platform, deps, apiKey);
        return once(
          platform,
          { apiKey, route: bulk, context },
          {
            work: async () =>
              ok(await takeItems(platform, { kind, items: body.items }, { ...deps, creditor, keyId: apiKey.id })),
            audited: (tx, { done, refused }) =>
              audit(tx, apiKey, { action: `api.${kind}.bulk`, detail: { done, refused } }),
            // What failed by a fault of ours is tried again by the same request; the rest is known by its own keys.
            isFinal: ({ results }) => results.every(({ error }) => error?.code !== 'INTERNAL'),
          },
        );
      },
    });
  }
  platform.routes.add({
    name: 'apiWithdrawNotice',
    ...MACHINE,
    audit: 'person_write',
    apiScope: 'payments:write',
    run(context, { params }) {
      const apiKey = keyOf(context);
      const told = { creditorId: apiKey.creditorId, sourceId: params.noticeId };
      return once(
        platform,
        { apiKey, route: `apiWithdrawNotice ${params.noticeId}`, context },
        {
          work: () =>
            context.commit(async (tx) => {
              const state = await deps.paymentsUnderway.withdrawNotice(tx, told);
              if (!state.ok) return state;
              await audit(tx, apiKey, { action: 'api.payment-notices.withdraw', detail: { state: state.value } });
              return ok({ state: state.value });
            }),
        },
      );
    },
  });
}

function registerReads(platform: Platform, deps: CreditorApiDeps): void {
  platform.routes.add({
    name: 'apiMe',
    ...MACHINE,
    audit: 'none',
    apiScope: 'any',
    async run(context) {
      const apiKey = keyOf(context);
      const { slug, name, country, currency } = await creditorOf(platform, deps, apiKey);
      const { title, scopes, expiresAt } = apiKey;
      return ok({
        creditor: { slug, name, country, currency },
        key: { title, scopes: [...scopes], expiresAt },
        limits: { bulkItemsMax: BULK_ITEMS_MAX, bodyBytesMax: CREDITOR_BODY_BYTES_MAX },
        serverNow: platform.clock.nowMs(),
      });
    },
  });
  platform.routes.add({
    name: 'apiCases',
    ...MACHINE,
    audit: 'person_read',
    apiScope: 'cases:read',
    run: (context, { query }) =>
      context.commit(async (tx) => {
        const apiKey = keyOf(context);
        const { customerNo, after, limit } = query;
        const ask = { creditorId: apiKey.creditorId, customerNo, after, limit: limit + 1, nowMs: tx.nowMs };
        const found = await readStatuses(tx.sql, ask, deps);
        const cases = found.slice(0, limit);
        await audit(tx, apiKey, { action: 'api.cases.read', detail: { caseIds: cases.map(({ caseId }) => caseId) } });
        return ok({ cases, next: found.length > limit ? (cases.at(-1)?.caseId ?? null) : null });
      }),
  });
  platform.routes.add({
    name: 'apiCase',
    ...MACHINE,
    audit: 'person_read',
    apiScope: 'cases:read',
    run: (context, { params }) =>
      context.commit(async (tx) => {
        const apiKey = keyOf(context);
        const ask = { creditorId: apiKey.creditorId, caseNo: params.caseNo, limit: 1, nowMs: tx.nowMs };
        const [status] = await readStatuses(tx.sql, ask, deps);
        if (status === undefined) return refuse('NOT_FOUND');
        await audit(tx, apiKey, { action: 'api.case.read', detail: { caseId: status.caseId } });
        return ok(status);
      }),
  });
}

function registerResends(platform: Platform): void {
  platform.routes.add({
    name: 'apiResends',
    ...MACHINE,
    audit: 'person_read',
    apiScope: 'deliveries:write',
    run: (context, { query }) =>
      context.commit(async (tx) => {
        const apiKey = keyOf(context);
        const resends = await readResends(tx.sql, { creditorId: apiKey.creditorId, ...query });
        const customerNos = [...new Set(resends.map(({ customerNo }) => customerNo))];
        await audit(tx, apiKey, { action: 'api.resends.read', detail: { customerNos } });
        return ok({ resends: [...resends] });
      }),
  });
}

function registerDisputes(platform: Platform, { disputes }: CreditorApiDeps): void {
  platform.routes.add({
    name: 'apiAnswerDispute',
    ...MACHINE,
    audit: 'person_write',
    apiScope: 'disputes:write',
    run(context, { params, body }) {
      const apiKey = keyOf(context);
      const { disputeId } = params;
      const { outcome, text, acceptedMinor } = body;
      const by = { kind: 'creditor', creditorId: apiKey.creditorId } as const;
      const answer = { disputeId, outcome, text, acceptedMinor: acceptedMinor ?? null, by };
      return once(
        platform,
        { apiKey, route: `apiAnswerDispute ${disputeId}`, context },
        {
          work: () =>
            context.commit(async (tx) => {
              const answered = await disputes.answerDispute(tx, answer);
              if (!answered.ok) return answered;
              await audit(tx, apiKey, { action: 'api.dispute.answer', detail: { disputeId, outcome } });
              return ok({ outcome, resumesOn: answered.value.resumesOn });
            }),
        },
      );
    },
  });
}

function toStatus(release: ListedRelease): ReleaseStatus {
  const { releaseId, customerNo, meterNo, supplyPointId, sequence, state, causedAt, sentAt, confirmedAt, alarm } =
    release;
  return { releaseId, customerNo, meterNo, supplyPointId, sequence, state, causedAt, sentAt, confirmedAt, alarm };
}

function registerReleases(platform: Platform, { paymentsUnderway }: CreditorApiDeps): void {
  platform.routes.add({
    name: 'apiReleases',
    ...MACHINE,
    audit: 'person_read',
    apiScope: 'releases:write',
    run: (context, { query }) =>
      context.commit(async (tx) => {
        const apiKey = keyOf(context);
        const endedAfter = query.state === 'open' ? { endedAfter: tx.nowMs } : {};
        const listed = await paymentsUnderway.listReleases(tx.sql, { creditorIds: [apiKey.creditorId], ...endedAfter });
        await audit(tx, apiKey, { action: 'api.releases.read', detail: { count: listed.length } });
        return ok({ releases: listed.map(toStatus) });
      }),
  });
  platform.routes.add({
    name: 'apiConfirmRelease',
    ...MACHINE,
    audit: 'person_write',
    apiScope: 'releases:write',
    run(context, { params }) {
      const apiKey = keyOf(context);
      const { creditorId } = apiKey;
      const confirm = (tx: Tx): Promise<Result<ReleaseStatus>> =>
        paymentsUnderway.confirmRelease(tx, { releaseId: params.releaseId, creditorId }).then(async (confirmed) => {
          if (!confirmed.ok) return confirmed;
          const ask = { creditorIds: [creditorId], releaseId: params.releaseId };
          const [release] = await paymentsUnderway.listReleases(tx.sql, ask);
          await audit(tx, apiKey, { action: 'api.release.confirm', detail: { releaseId: params.releaseId } });
          return release === undefined ? refuse('NOT_FOUND') : ok(toStatus(release));
        });
      return once(
        platform,
        { apiKey, route: `apiConfirmRelease ${params.releaseId}`, context },
        { work: () => context.commit(confirm) },
      );
    },
  });
}

function registerCuts(platform: Platform, { disconnection }: CreditorApiDeps): void {
  platform.routes.add({
    name: 'apiConfirmCut',
    ...MACHINE,
    audit: 'person_write',
    apiScope: 'disconnections:write',
    run(context, { params }) {
      const apiKey = keyOf(context);
      const { disconnectionId } = params;
      const ask = { orderId: disconnectionId, creditorId: apiKey.creditorId };
      return once(
        platform,
        { apiKey, route: `apiConfirmCut ${disconnectionId}`, context },
        {
          work: () =>
            context.commit(async (tx) => {
              const confirmed = await disconnection.confirmCut(tx, ask);
              if (!confirmed.ok) return confirmed;
              await audit(tx, apiKey, { action: 'api.disconnection.confirm', detail: { disconnectionId } });
              return ok({ disconnectionId, state: confirmed.value.state });
            }),
        },
      );
    },
  });
}

function registerEvents(platform: Platform): void {
  platform.routes.add({
    name: 'apiEvents',
    ...MACHINE,
    audit: 'none',
    apiScope: 'events:read',
    async run(context, { query }) {
      return ok(await readEvents(platform.db, { creditorId: keyOf(context).creditorId, ...query }));
    },
  });
  platform.routes.add({
    name: 'apiReplay',
    ...MACHINE,
    audit: 'none',
    apiScope: 'events:read',
    run(context, { body }) {
      const apiKey = keyOf(context);
      return once(
        platform,
        { apiKey, route: 'apiReplay', context },
        {
          work: () => context.commit((tx) => replayEvents(tx, { creditorId: apiKey.creditorId, ...body })),
          audited: (tx, { replayed }) => audit(tx, apiKey, { action: 'api.events.replay', detail: { replayed } }),
        },
      );
    },
  });
}
