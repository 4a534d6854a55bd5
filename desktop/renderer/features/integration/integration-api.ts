import type { HttpRequestWireOf, HttpResponseWireOf } from '../../../../shared/protocol/http';
import { api, route } from '../../app/api';

export type KeyWire = HttpResponseWireOf<'apiKeys'>['keys'][number];
export type EndpointWire = HttpResponseWireOf<'webhookEndpoints'>['endpoints'][number];
export type DeliveryWire = HttpResponseWireOf<'webhookDeliveries'>['deliveries'][number];
export type TrustWire = HttpResponseWireOf<'sourceTrust'>['rows'][number];
export type CreditorWire = HttpResponseWireOf<'creditors'>['creditors'][number];
export type DeliveryState = DeliveryWire['state'];

const tagged = api.enhanceEndpoints({ addTagTypes: ['ApiKeys', 'Webhooks', 'SourceTrust'] });

const integrationApi = tagged.injectEndpoints({
  endpoints: (build) => ({
    integrationCreditors: build.query<HttpResponseWireOf<'creditors'>, void>({ query: () => route('creditors', {}) }),
    apiKeys: build.query<HttpResponseWireOf<'apiKeys'>, void>({
      query: () => route('apiKeys', {}),
      providesTags: ['ApiKeys'],
    }),
    createApiKey: build.mutation<HttpResponseWireOf<'createApiKey'>, HttpRequestWireOf<'createApiKey'>['body']>({
      query: (body) => route('createApiKey', { body }),
      invalidatesTags: ['ApiKeys'],
    }),
    revokeApiKey: build.mutation<HttpResponseWireOf<'revokeApiKey'>, string>({
      query: (keyId) => route('revokeApiKey', { params: { keyId }, body: {} }),
      invalidatesTags: ['ApiKeys'],
    }),
    webhookEndpoints: build.query<HttpResponseWireOf<'webhookEndpoints'>, void>({
      query: () => route('webhookEndpoints', {}),
      providesTags: ['Webhooks'],
    }),
    createEndpoint: build.mutation<HttpResponseWireOf<'createEndpoint'>, HttpRequestWireOf<'createEndpoint'>['body']>({
      query: (body) => route('createEndpoint', { body }),
      invalidatesTags: ['Webhooks'],
    }),
    setEndpointKinds: build.mutation<
      HttpResponseWireOf<'setEndpointKinds'>,
      { endpointId: string } & HttpRequestWireOf<'setEndpointKinds'>['body']
    >({
      query: ({ endpointId, ...body }) => route('setEndpointKinds', { params: { endpointId }, body }),
      invalidatesTags: ['Webhooks'],
    }),
    rotateSecret: build.mutation<HttpResponseWireOf<'rotateEndpointSecret'>, string>({
      query: (endpointId) => route('rotateEndpointSecret', { params: { endpointId }, body: {} }),
      invalidatesTags: ['Webhooks'],
    }),
    switchEndpoint: build.mutation<HttpResponseWireOf<'switchEndpoint'>, { endpointId: string; isOn: boolean }>({
      query: ({ endpointId, isOn }) => route('switchEndpoint', { params: { endpointId }, body: { isOn } }),
      invalidatesTags: ['Webhooks'],
    }),
    testEndpoint: build.mutation<HttpResponseWireOf<'testEndpoint'>, string>({
      query: (endpointId) => route('testEndpoint', { params: { endpointId }, body: {} }),
      invalidatesTags: ['Webhooks'],
    }),
    webhookDeliveries: build.query<HttpResponseWireOf<'webhookDeliveries'>, DeliveryState | 'all'>({
      query: (state) => route('webhookDeliveries', { query: state === 'all' ? {} : { state } }),
      providesTags: ['Webhooks'],
    }),
    replayDeliveries: build.mutation<
      HttpResponseWireOf<'replayDeliveries'>,
      HttpRequestWireOf<'replayDeliveries'>['body']
    >({
      query: (body) => route('replayDeliveries', { body }),
      invalidatesTags: ['Webhooks'],
    }),
    sourceTrust: build.query<HttpResponseWireOf<'sourceTrust'>, void>({
      query: () => route('sourceTrust', {}),
      providesTags: ['SourceTrust'],
    }),
    setSourceTrust: build.mutation<HttpResponseWireOf<'setSourceTrust'>, HttpRequestWireOf<'setSourceTrust'>['body']>({
      query: (body) => route('setSourceTrust', { body }),
      invalidatesTags: ['SourceTrust'],
    }),
  }),
});

export const {
  useIntegrationCreditorsQuery,
  useApiKeysQuery,
  useCreateApiKeyMutation,
  useRevokeApiKeyMutation,
  useWebhookEndpointsQuery,
  useCreateEndpointMutation,
  useSetEndpointKindsMutation,
  useRotateSecretMutation,
  useSwitchEndpointMutation,
  useTestEndpointMutation,
  useWebhookDeliveriesQuery,
  useReplayDeliveriesMutation,
  useSourceTrustQuery,
  useSetSourceTrustMutation,
} = integrationApi;
