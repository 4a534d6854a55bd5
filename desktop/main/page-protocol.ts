import { readFile } from 'node:fs/promises';
import { extname, join, normalize, sep } from 'node:path';
import { contentSecurityPolicy } from './content-security-policy';
import type { ElectronModule } from './electron-module';

/** The page's own origin. A scheme of ours instead of file://, so that it has an origin at all and no reach into the disk. */
export const PAGE_SCHEME = 'app';
export const PAGE_HOST = 'desk';
export const PAGE_URL = `${PAGE_SCHEME}://${PAGE_HOST}/`;

/** Whether an address belongs to our own page. Parsed, not compared by its beginning: `app://desk.evil` is not ours. */
export function isPageUrl(address: string): boolean {
  try {
    const url = new URL(address);
    return url.protocol === `${PAGE_SCHEME}:` && url.host === PAGE_HOST;
  } catch {
    return false;
  }
}

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.wav': 'audio/wav',
};

/**
 * The file of the built page for a path, or undefined when there is none to give: outside the folder, or of a kind we do
 * not ship. A path without an extension is a route of the page itself.
 */
export function pageFile(folder: string, pathname: string): string | undefined {
  let decoded: string;
  try {
    decoded = decodeURIComponent(pathname);
  } catch {
    return undefined;
  }
  if (decoded.includes('\0') || decoded.includes('\\')) return undefined;
  const wanted = extname(decoded) === '' ? '/index.html' : decoded;
  const file = normalize(join(folder, wanted));
  if (!file.startsWith(folder.endsWith(sep) ? folder : folder + sep)) return undefined;
  return CONTENT_TYPES[extname(file)] === undefined ? undefined : file;
}

function securityHeaders(serverUrl: string): Record<string, string> {
  return {
    'Content-Security-Policy': contentSecurityPolicy(serverUrl),
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'no-referrer',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Permissions-Policy': 'microphone=(self), camera=(), geolocation=(), display-capture=()',
  };
}

/** Answers one request of the page from the built files. Never throws: what cannot be given is a 404. */
export async function answerPageRequest(
  request: { readonly url: string; readonly method: string },
  where: { readonly folder: string; readonly serverUrl: string },
): Promise<Response> {
  const headers = securityHeaders(where.serverUrl);
  const refusal = (status: number) => new Response(null, { status, headers });
  if (!isPageUrl(request.url)) return refusal(404);
  if (request.method !== 'GET') return refusal(405);
  const file = pageFile(where.folder, new URL(request.url).pathname);
  if (file === undefined) return refusal(404);
  try {
    const body = await readFile(file);
    const contentType = CONTENT_TYPES[extname(file)] ?? 'application/octet-stream';
    return new Response(new Uint8Array(body), { headers: { ...headers, 'Content-Type': contentType } });
  } catch {
    return refusal(404);
  }
}

/** Before the app is ready: tells Chromium that our scheme is a secure, standard one, as https is. */
export function registerPageScheme(electron: Pick<ElectronModule, 'protocol'>): void {
  electron.protocol.registerSchemesAsPrivileged([
    { scheme: PAGE_SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true } },
  ]);
}

/** After the app is ready: serves the page from `folder` under a policy that names the server of this moment. */
export function servePage(
  electron: Pick<ElectronModule, 'protocol'>,
  where: { readonly folder: string; serverUrl(): string },
): void {
  electron.protocol.handle(PAGE_SCHEME, (request) =>
    answerPageRequest(request, { folder: where.folder, serverUrl: where.serverUrl() }),
  );
}
