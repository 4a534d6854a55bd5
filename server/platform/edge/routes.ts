import { createHash } from 'node:crypto';
import type { Request, RequestHandler, Response, Router } from 'express';
import * as z from 'zod';
import { ERRORS } from '../../../shared/protocol/errors';
import {
  HTTP_ROUTES,
  type HttpRequestOf,
  type HttpResponseOf,
  type HttpRouteName,
  type HttpRouteRow,
} from '../../../shared/protocol/http';
import { refuse, type Refusal, type Result } from '../../../shared/result';
import type { ApiKey, ApiKeys } from '../auth/api-keys';
import type { Login } from '../auth/login';
import type { Sessions } from '../auth/sessions';
import type { Clock } from '../clock';
import { readBody, type BodyKind } from '../http/request-body';
import { errorFacts, type Logger } from '../log';
import type { Tx, UnitOfWork } from '../unit-of-work';
import { hasRole, runOrRefuse, type EdgeRules } from './edge-row';
import type { RateLimiter } from './rate-limit';
import { isStorable } from './storable';

export interface RouteContext {
  /** Null only on public routes and on those of creditors' systems. */
  readonly login: Login | null;
  /** Set exactly on the routes of creditors' systems. */
  readonly apiKey: ApiKey | null;
  /** The header `Idempotency-Key`, when it has the shape of one. */
  readonly idempotencyKey: string | null;
  /** A hash of the body as it was sent, to tell a repeated request from another one under the same key. */
  bodyHash(): string;
  readonly remoteAddress: string;
  /** Runs a use case in one transaction; a refusal rolls back. */
  commit<T>(work: (tx: Tx) => Promise<Result<T>>): Promise<Result<T>>;
  /** For the few answers that are not JSON: send the bytes here and return `ok(undefined)`. */
  readonly response: Response;
}

export interface RouteRow<N extends HttpRouteName> extends EdgeRules {
  readonly name: N;
  run(context: RouteContext, request: HttpRequestOf<N>): Promise<Result<HttpResponseOf<N>>>;
}

interface AnyRouteRow extends EdgeRules {
  readonly name: HttpRouteName;
  run(context: RouteContext, request: unknown): Promise<Result<unknown>>;
}

interface Parts {
  readonly sessions: Sessions;
  readonly apiKeys: ApiKeys;
  readonly unitOfWork: UnitOfWork;
  readonly clock: Clock;
  readonly limiter: RateLimiter;
  readonly log: Logger;
}

/** The one table of HTTP routes: authenticate, authorise, parse, run, answer. */
export class RouteTable {
  private readonly rows: AnyRouteRow[] = [];

  constructor(private readonly parts: Parts) {}

  add<N extends HttpRouteName>(row: RouteRow<N>): void {
    if (this.rows.some((earlier) => earlier.name === row.name))
      throw new Error(`Route ${row.name} is registered twice`);
    // The schemas of the same name parse the request before `run` sees it, which is what makes this cast true.
    this.rows.push(row as unknown as AnyRouteRow);
  }

  list(): readonly (EdgeRules & { readonly name: HttpRouteName })[] {
    return this.rows;
  }

  mount(router: Router): void {
    for (const row of this.rows) {
      const shape: HttpRouteRow = HTTP_ROUTES[row.name];
      router[shape.method](shape.path, this.handler(row, shape));
    }
  }

  private handler(row: AnyRouteRow, shape: HttpRouteRow): RequestHandler {
    return (request, response) => {
      this.answer(row, shape, { request, response }).catch((error: unknown) => {
        this.parts.log.error({ ...errorFacts(error), route: row.name }, 'a request failed');
        if (!response.headersSent) sendRefusal(response, { code: 'INTERNAL' });
      });
    };
  }

  /** Counts everybody by address before anything is looked up for them, and keeps a line of whoever is turned away. */
  private async knock(row: AnyRouteRow, request: Request): ReturnType<RouteTable['admit']> {
    const isTooMany = !this.parts.limiter.take(request.ip ?? 'unknown', 'arrival', this.parts.clock.nowMs());
    const admitted = isTooMany ? refuse('RATE_LIMITED') : await this.admit(row, request);
    if (!admitted.ok) this.parts.log.info({ route: row.name, code: admitted.error.code }, 'a request was turned away');
    return admitted;
  }

  private async answer(
    row: AnyRouteRow,
    shape: HttpRouteRow,
    http: { request: Request; response: Response },
  ): Promise<void> {
    const { request, response } = http;
    response.setHeader('cache-control', 'no-store');
    const admitted = await this.knock(row, request);
    if (!admitted.ok) return sendRefusal(response, admitted.error);
    if (shape.body !== undefined) {
      const read = await readBody(bodyKind(row, shape), http);
      if (!read.ok) return sendRefusal(response, read.error);
    }
    const parsed = parse(shape, request);
    if (!parsed.ok) return sendRefusal(response, parsed.error);
    const count = { rows: 0, isNeeded: row.audit === 'person_write' };
    const result = await row.run(
      {
        ...admitted.value,
        idempotencyKey: idempotencyKeyOf(request),
        bodyHash: () => hashOf(request.body),
        remoteAddress: request.ip ?? '',
        commit: (work) => runOrRefuse(this.parts.unitOfWork, count, work),
        response,
      },
      parsed.value,
    );
    if (!result.ok) return sendRefusal(response, result.error);
    if (row.audit === 'person_read' && count.rows === 0) {
      this.parts.log.error({ route: row.name }, 'an answer with personal data had no audit row and was held back');
      return sendRefusal(response, { code: 'INTERNAL' });
    }
    if (response.headersSent || response.writableEnded) return;
    response.json(z.encode(shape.response, result.value as never) ?? {});
  }

  private async admit(row: AnyRouteRow, request: Request): Promise<Result<Asker>> {
    const token = tokenOf(request);
    if (row.apiScope !== undefined) return this.admitKey(row, token);
    const login = token === undefined ? null : await this.parts.sessions.find(token);
    if (row.roles !== 'public' && login === null) return refuse('NOT_LOGGED_IN');
    if (login !== null && !hasRole(row, login)) return refuse('FORBIDDEN');
    const key = login?.id ?? request.ip ?? 'unknown';
    if (!this.parts.limiter.take(key, row.rate, this.parts.clock.nowMs())) return refuse('RATE_LIMITED');
    return { ok: true, value: { login, apiKey: null } };
  }

  /** A creditor's system comes in by its key alone; a person's login does not open this door, whatever its roles. */
  private async admitKey(row: AnyRouteRow, token: string | undefined): Promise<Result<Asker>> {
    const apiKey = token === undefined ? null : await this.parts.apiKeys.find(token);
    if (apiKey === null) {
      const isLogin = token !== undefined && (await this.parts.sessions.find(token)) !== null;
      return refuse(isLogin ? 'FORBIDDEN' : 'API_KEY_INVALID');
    }
    if (row.apiScope !== 'any' && !apiKey.scopes.some((scope) => scope === row.apiScope))
      return refuse('API_SCOPE_MISSING', { scope: row.apiScope ?? '' });
    if (!this.parts.limiter.take(apiKey.id, row.rate, this.parts.clock.nowMs())) return refuse('RATE_LIMITED');
    return { ok: true, value: { login: null, apiKey } };
  }
}

interface Asker {
  readonly login: Login | null;
  readonly apiKey: ApiKey | null;
}

function tokenOf(request: Request): string | undefined {
  return /^Bearer ([\w-]{20,200})$/.exec(request.headers.authorization ?? '')?.[1];
}

/** 8 to 100 letters, digits, `-`, `_`, `.` or `:`; a UUID fits. */
const IDEMPOTENCY_KEY = /^[\w.:-]{8,100}$/u;

function idempotencyKeyOf(request: Request): string | null {
  return IDEMPOTENCY_KEY.exec(request.header('idempotency-key') ?? '')?.[0] ?? null;
}

function hashOf(body: unknown): string {
  return createHash('sha256')
    .update(JSON.stringify(body ?? null))
    .digest('hex');
}

function bodyKind(row: AnyRouteRow, shape: HttpRouteRow): BodyKind {
  if (row.name === 'importFile') return 'bytes';
  return shape.path.startsWith('/api/creditor/') ? 'bulk' : 'json';
}

function parse(shape: HttpRouteRow, request: Request): Result<{ params: unknown; query: unknown; body: unknown }> {
  const sources = { params: request.params, query: { ...request.query }, body: request.body as unknown };
  const values: Record<'params' | 'query' | 'body', unknown> = { params: undefined, query: undefined, body: undefined };
  for (const part of ['params', 'query', 'body'] as const) {
    const schema = shape[part];
    if (schema === undefined) continue;
    const parsed = schema.safeParse(sources[part]);
    if (!parsed.success)
      return refuse('INVALID_PAYLOAD', { at: [part, ...(parsed.error.issues[0]?.path ?? [])].join('.') });
    if (!isStorable(parsed.data)) return refuse('INVALID_PAYLOAD', { at: part });
    values[part] = parsed.data;
  }
  return { ok: true, value: values };
}

function sendRefusal(response: Response, error: Refusal): void {
  response.status(ERRORS[error.code].httpStatus).json({ error });
}
