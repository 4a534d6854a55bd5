/** Goal: the API reference is complete, valid and never behind the code. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { environmentSchema } from '../../server/config';
import { openApiDocument } from '../../server/platform/edge/openapi';
import { COMMANDS } from '../../shared/protocol/commands';
import { HTTP_ROUTES } from '../../shared/protocol/http';
import { PHONE_COMMANDS } from '../../shared/protocol/phone';
import { PROJECT_ROOT } from '../project-root';
import { generatedDocuments } from './documents';
import { ENVIRONMENT_MEANING } from './lists';
import { registeredTables, type RegisteredTables } from './registered-tables';

const BUILD_LIMIT_MS = 60_000;

const parameterSchema = z.object({ name: z.string(), in: z.enum(['path', 'query', 'header']), required: z.boolean() });
const operationSchema = z.looseObject({
  operationId: z.string(),
  parameters: z.array(parameterSchema),
  responses: z.record(z.string(), z.looseObject({ description: z.string().min(1) })),
  security: z.array(z.record(z.string(), z.array(z.string()))),
});
const documentSchema = z.looseObject({
  openapi: z.string().regex(/^3\.1\.\d+$/u),
  info: z.object({ title: z.string().min(1), version: z.string().min(1) }),
  paths: z.record(z.string().startsWith('/'), z.record(z.enum(['get', 'post']), operationSchema.optional())),
  components: z.looseObject({
    schemas: z.record(z.string(), z.unknown()),
    securitySchemes: z.record(z.string(), z.looseObject({ type: z.literal('http'), scheme: z.literal('bearer') })),
  }),
});

let tables: RegisteredTables;
beforeAll(async () => {
  tables = await registeredTables();
}, BUILD_LIMIT_MS);

describe('what is registered at the edges', () => {
  test('every HTTP route of the wire has a handler, once', () => {
    expect(tables.routes.map(({ name }) => name).sort()).toEqual(Object.keys(HTTP_ROUTES).sort());
  });

  test('every command of workstations has a handler, once', () => {
    expect(tables.commands.map(({ name }) => name).sort()).toEqual(Object.keys(COMMANDS).sort());
  });

  test('every command of the phone page has a handler, once', () => {
    expect([...tables.phoneCommands].sort()).toEqual(Object.keys(PHONE_COMMANDS).sort());
  });
});

describe('the OpenAPI document', () => {
  const operations = () => {
    const { paths } = documentSchema.parse(openApiDocument(tables.routes));
    return Object.entries(paths).flatMap(([path, methods]) =>
      Object.values(methods).flatMap((operation) => (operation === undefined ? [] : [{ path, operation }])),
    );
  };

  test('has the form of OpenAPI 3.1', () => {
    expect(documentSchema.safeParse(openApiDocument(tables.routes)).error).toBeUndefined();
  });

  test('declares every parameter that stands in a path, as required, and no other', () => {
    for (const { path, operation } of operations()) {
      const inPath = [...path.matchAll(/\{(\w+)\}/gu)].map(([, name]) => name);
      const declared = operation.parameters.filter((parameter) => parameter.in === 'path');
      expect(
        declared.map(({ name }) => name),
        path,
      ).toEqual(inPath);
      expect(
        declared.every(({ required }) => required),
        path,
      ).toBe(true);
    }
  });

  test('gives every operation an id of its own', () => {
    const ids = operations().map(({ operation }) => operation.operationId);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.sort()).toEqual(Object.keys(HTTP_ROUTES).sort());
  });

  test('refers only to schemas that it has', () => {
    const text = JSON.stringify(openApiDocument(tables.routes));
    const { components } = documentSchema.parse(JSON.parse(text));
    const referred = [...text.matchAll(/"\$ref":"#\/components\/schemas\/(\w+)"/gu)].map(([, name]) => name ?? '');
    expect(referred.filter((name) => !(name in components.schemas))).toEqual([]);
  });
});

describe('the reference under docs/', () => {
  test(
    'is what the code says today',
    async () => {
      const stale: string[] = [];
      for (const [path, text] of await generatedDocuments()) {
        const file = join(PROJECT_ROOT, 'docs', path);
        if (!existsSync(file) || readFileSync(file, 'utf8') !== text) stale.push(`docs/${path}`);
      }
      expect(stale, 'Stale. Run "npm run docs:api" and commit what it writes.').toEqual([]);
    },
    BUILD_LIMIT_MS,
  );

  test('explains every variable of the environment', () => {
    const names = Object.keys(environmentSchema.shape);
    expect(Object.keys(ENVIRONMENT_MEANING).sort()).toEqual(names.sort());
  });
});
