import * as z from 'zod';
import { ERROR_CODES } from '../../../shared/protocol/errors';
import {
  HTTP_ROUTES,
  type HttpRequestWireOf,
  type HttpResponseWireOf,
  type HttpRouteName,
  type HttpRouteRow,
} from '../../../shared/protocol/http';
import { failure, type CommandFailure } from './commands';

/** What a route needs, in its wire form: only the parts the route has. */
export type HttpArgs<N extends HttpRouteName> = {
  [P in keyof HttpRequestWireOf<N> as HttpRequestWireOf<N>[P] extends undefined ? never : P]: HttpRequestWireOf<N>[P];
};

export type HttpAnswer<T> =
  { readonly ok: true; readonly data: T } | { readonly ok: false; readonly error: CommandFailure };

interface LooseArgs {
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string | number | boolean | null | undefined>>;
  readonly body?: unknown;
}

export const HTTP_TIMEOUT_MS = 20_000;
/** A year of bank files takes its time. */
const UPLOAD_TIMEOUT_MS = 120_000;

const errorBodySchema = z.object({
  error: z.object({ code: z.string(), details: z.record(z.string(), z.union([z.string(), z.number()])).optional() }),
});

/** The address of a route with its `:params` and query filled in. */
export function routePath(row: HttpRouteRow, args: LooseArgs): string {
  const path = row.path.replace(/:([A-Za-z]+)/gu, (_whole, name: string) =>
    encodeURIComponent(args.params?.[name] ?? ''),
  );
  const query = new URLSearchParams();
  for (const [key, value] of Object.entries(args.query ?? {})) {
    if (value !== undefined && value !== null) query.set(key, String(value));
  }
  return query.size === 0 ? path : `${path}?${query.toString()}`;
}

interface HttpPlace {
  readonly serverUrl: string;
  readonly token: string | null;
}

function requestInit(row: HttpRouteRow, args: LooseArgs, token: string | null): RequestInit {
  const isUpload = args.body instanceof Uint8Array;
  const headers: Record<string, string> = {};
  if (token !== null) headers['authorization'] = `Bearer ${token}`;
  if (row.body !== undefined) headers['content-type'] = isUpload ? 'application/octet-stream' : 'application/json';
  return {
    method: row.method.toUpperCase(),
    headers,
    // A typed array is a body; lib.dom's narrower buffer type does not know that ours is never shared.
    ...(row.body === undefined ? {} : { body: isUpload ? (args.body as BodyInit) : JSON.stringify(args.body ?? {}) }),
    signal: AbortSignal.timeout(isUpload ? UPLOAD_TIMEOUT_MS : HTTP_TIMEOUT_MS),
    cache: 'no-store',
    credentials: 'omit',
  };
}

async function refusalOf(response: Response): Promise<{ ok: false; error: CommandFailure }> {
  const body = errorBodySchema.safeParse(await response.json().catch(() => null));
  if (!body.success) return failure(response.status >= 500 ? 'DEPENDENCY_DOWN' : 'INTERNAL');
  const code = ERROR_CODES.find((candidate) => candidate === body.data.error.code);
  return failure(code ?? 'INTERNAL', body.data.error.details ?? {});
}

async function ask(row: HttpRouteRow, args: LooseArgs, place: HttpPlace): Promise<HttpAnswer<Response>> {
  try {
    const response = await fetch(`${place.serverUrl}${routePath(row, args)}`, requestInit(row, args, place.token));
    return response.ok ? { ok: true, data: response } : await refusalOf(response);
  } catch (error) {
    return failure(error instanceof DOMException && error.name === 'TimeoutError' ? 'TIMEOUT' : 'DEPENDENCY_DOWN');
  }
}

/** Asks one route of the table; the answer is checked and kept in its wire form. Never throws. */
export async function httpRequest<N extends HttpRouteName>(
  name: N,
  args: HttpArgs<N>,
  place: HttpPlace,
): Promise<HttpAnswer<HttpResponseWireOf<N>>> {
  const row: HttpRouteRow = HTTP_ROUTES[name];
  const answer = await ask(row, args as LooseArgs, place); // HttpArgs has exactly these parts, typed per route.
  if (!answer.ok) return answer;
  const body: unknown = await answer.data.json().catch(() => null);
  // Checked by the route's schema; kept in wire form for the store.
  return row.response.safeParse(body).success
    ? { ok: true, data: body as HttpResponseWireOf<N> }
    : failure('PROTOCOL_VERSION');
}

/** The bytes of a route that does not answer with JSON (a recording). */
export async function httpBytes<N extends HttpRouteName>(
  name: N,
  args: HttpArgs<N>,
  place: HttpPlace,
): Promise<HttpAnswer<Blob>> {
  const answer = await ask(HTTP_ROUTES[name], args as LooseArgs, place); // As above.
  return answer.ok ? { ok: true, data: await answer.data.blob() } : answer;
}
