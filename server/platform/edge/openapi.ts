import * as z from 'zod';
import { COMMANDS, type CommandName } from '../../../shared/protocol/commands';
import { ERROR_CODES } from '../../../shared/protocol/errors';
import { HTTP_ROUTES, type HttpRouteRow } from '../../../shared/protocol/http';
import { WEBHOOK_EVENT_TYPES, WEBHOOK_EVENTS, webhookAnswerSchema } from '../../../shared/protocol/webhooks';
import type { EdgeRules } from './edge-row';

type JsonSchema = Record<string, unknown>;

/** The JSON Schema of a wire form: what really travels, so codecs are seen from their input side. */
function wireSchema(schema: z.ZodType): JsonSchema {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
  return rest;
}

function parametersOf(shape: HttpRouteRow): JsonSchema[] {
  const parts = [
    { place: 'path', schema: shape.params },
    { place: 'query', schema: shape.query },
  ];
  return parts.flatMap(({ place, schema }) => {
    if (schema === undefined) return [];
    const json = wireSchema(schema);
    const required = Array.isArray(json['required']) ? json['required'] : [];
    return Object.entries((json['properties'] ?? {}) as Record<string, JsonSchema>).map(([name, property]) => ({
      name,
      in: place,
      required: place === 'path' || required.includes(name),
      schema: property,
    }));
  });
}

/** The body's schema; of a bulk request with what each item is. */
function bodyOf(shape: HttpRouteRow): JsonSchema {
  if (shape.body === undefined) return {};
  const body = wireSchema(shape.body);
  if (shape.bulkItem === undefined) return body;
  const properties = (body['properties'] ?? {}) as Record<string, JsonSchema>;
  return {
    ...body,
    properties: { ...properties, items: { ...properties['items'], items: wireSchema(shape.bulkItem) } },
  };
}

const IDEMPOTENCY_HEADER: JsonSchema = {
  name: 'Idempotency-Key',
  in: 'header',
  required: true,
  description: 'The same key gives the same answer and has one effect; with another body it is refused.',
  schema: { type: 'string', minLength: 8, maxLength: 100 },
};

function securityOf(row: EdgeRules): JsonSchema[] {
  if (row.apiScope !== undefined) return [{ apiKey: [] }];
  return row.roles === 'public' ? [] : [{ session: [] }];
}

function answerOf(name: keyof typeof HTTP_ROUTES, shape: HttpRouteRow): JsonSchema {
  if (name === 'recordingAudio') return { 'audio/wav': { schema: { type: 'string', format: 'binary' } } };
  if (name === 'caseStatementPdf') return { 'application/pdf': { schema: { type: 'string', format: 'binary' } } };
  return { 'application/json': { schema: wireSchema(shape.response) } };
}

/** What creditors' systems are told, kind by kind, with the headers of the Standard Webhooks scheme. */
function webhooksOf(): Record<string, JsonSchema> {
  const header = (name: string): JsonSchema => ({ name, in: 'header', required: true, schema: { type: 'string' } });
  const parameters = ['webhook-id', 'webhook-timestamp', 'webhook-signature'].map(header);
  return Object.fromEntries(
    WEBHOOK_EVENT_TYPES.map((type) => {
      const body = z.object({ type: z.literal(type), timestamp: z.iso.datetime(), data: WEBHOOK_EVENTS[type] });
      const content = { 'application/json': { schema: wireSchema(body) } };
      const answer = { 'application/json': { schema: wireSchema(webhookAnswerSchema) } };
      const responses = { '2XX': { description: 'Taken; the body may say more.', content: answer } };
      const post = { operationId: `webhook_${type}`, parameters, requestBody: { required: true, content }, responses };
      return [type, { post }];
    }),
  );
}

/** The OpenAPI 3.1 document of all registered routes, derived from the same rows that serve them. */
export function openApiDocument(
  rows: readonly (EdgeRules & { readonly name: keyof typeof HTTP_ROUTES })[],
): JsonSchema {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const row of rows) {
    const shape: HttpRouteRow = HTTP_ROUTES[row.name];
    const path = shape.path.replaceAll(/:(\w+)/g, '{$1}');
    const isBytes = row.name === 'importFile';
    paths[path] = {
      ...paths[path],
      [shape.method]: {
        operationId: row.name,
        parameters: [
          ...parametersOf(shape),
          ...(row.apiScope !== undefined && shape.method === 'post' ? [IDEMPOTENCY_HEADER] : []),
        ],
        ...(shape.body === undefined
          ? {}
          : {
              requestBody: {
                required: true,
                content: isBytes
                  ? { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } }
                  : { 'application/json': { schema: bodyOf(shape) } },
              },
            }),
        responses: {
          '200': { description: 'Done', content: answerOf(row.name, shape) },
          default: {
            description: 'Refused',
            content: { 'application/json': { schema: { $ref: '#/components/schemas/Refusal' } } },
          },
        },
        security: securityOf(row),
        'x-roles': row.roles,
        'x-scope': row.scope,
        ...(row.apiScope === undefined ? {} : { 'x-api-scope': row.apiScope }),
        'x-audit': row.audit,
        'x-rate': row.rate,
      },
    };
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Friskmeld', version: '1' },
    paths,
    webhooks: webhooksOf(),
    components: {
      securitySchemes: {
        session: { type: 'http', scheme: 'bearer' },
        apiKey: { type: 'http', scheme: 'bearer', description: 'A key of the creditor: fmk_…' },
      },
      schemas: {
        Refusal: {
          type: 'object',
          required: ['error'],
          properties: {
            error: {
              type: 'object',
              required: ['code'],
              properties: { code: { enum: ERROR_CODES }, details: { type: 'object' } },
            },
          },
        },
      },
    },
  };
}

/** The reference of socket commands as one JSON document, beside the OpenAPI one. */
export function socketDocument(rows: readonly (EdgeRules & { readonly name: CommandName })[]): JsonSchema {
  return {
    commands: rows.map((row) => ({
      name: row.name,
      roles: row.roles,
      scope: row.scope,
      audit: row.audit,
      rate: row.rate,
      payload: wireSchema(COMMANDS[row.name].payload),
      result: wireSchema(COMMANDS[row.name].result),
    })),
  };
}
