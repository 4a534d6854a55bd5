import { Resolver } from 'node:dns/promises';
import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { LookupFunction } from 'node:net';
import ipaddr from 'ipaddr.js';

/** The whole of one delivery, the lookup too: below the outbox's lease, so that nobody else sends the same message meanwhile. */
const TIMEOUT_MS = 5_000;
/** A name server that does not answer by then has none. */
const LOOKUP_LIMIT_MS = 2_000;
const LOOKUP_TRIES = 2;
/** An answer says yes or no; whoever sends more is cut off. */
const ANSWER_BYTES_MAX = 64 * 1024;
const URL_CHARS_MAX = 500;
const LOOPBACK = '127.0.0.1';
const PORTS = new Set(['', '443', '8443']);
/** Ranges that ipaddr.js calls unicast and that are no public hosts: benchmarking, documentation, discard, local NAT64, site-local. */
const NOT_PUBLIC = ['::/96', '198.18.0.0/15', '100::/64', '64:ff9b:1::/48', 'fec0::/10', '3fff::/20', '5f00::/16'].map(
  (range) => ipaddr.parseCIDR(range),
);

/** Why an address may not be called. */
export type EgressFault = 'url' | 'scheme' | 'userinfo' | 'port' | 'unresolvable' | 'not_public';

export class EgressError extends Error {
  constructor(readonly fault: EgressFault) {
    super(`the address may not be called: ${fault}`);
  }
}

/** Ports on this machine's own loopback by the name that stands for them; the names end in {@link SANDBOX_SUFFIX}. */
export type Sandboxes = ReadonlyMap<string, number>;
/** No name below `.invalid` is ever resolved (RFC 2606): such an address means something where the house named it, nowhere else. */
export const SANDBOX_SUFFIX = '.sandbox.invalid';

export interface EgressOptions {
  /** Made-up systems that plain HTTP may reach, by name. Empty outside the demo world; loopback itself is never open. */
  readonly sandboxes: Sandboxes;
  /** All addresses of a name; tests give their own. */
  readonly resolve?: (host: string) => Promise<readonly string[]>;
}

interface Target {
  readonly url: URL;
  readonly address: string;
  readonly family: 4 | 6;
  /** The port of a sandbox; null: the one of the address. */
  readonly sandboxPort: number | null;
}

function parsed(text: string): ipaddr.IPv4 | ipaddr.IPv6 | null {
  const bare = text.startsWith('[') ? text.slice(1, -1) : text;
  // process() turns ::ffff:10.0.0.1 into 10.0.0.1, which is what would be connected to.
  return ipaddr.isValid(bare) ? ipaddr.process(bare) : null;
}

function isWithin(address: ipaddr.IPv4 | ipaddr.IPv6, [range, bits]: [ipaddr.IPv4 | ipaddr.IPv6, number]): boolean {
  if (address instanceof ipaddr.IPv4) return range instanceof ipaddr.IPv4 && address.match(range, bits);
  return range instanceof ipaddr.IPv6 && address.match(range, bits);
}

/** True for an address on the open internet; everything inside, special or translated is not. */
export function isPublicAddress(text: string): boolean {
  const address = parsed(text);
  if (address === null || address.range() !== 'unicast') return false;
  return !NOT_PUBLIC.some((range) => isWithin(address, range));
}

/** Asks name servers itself: the system's own lookup has no limit and takes one of the few threads that files and passwords need. */
async function resolveByDns(host: string): Promise<readonly string[]> {
  const resolver = new Resolver({ timeout: LOOKUP_LIMIT_MS / LOOKUP_TRIES, tries: LOOKUP_TRIES });
  const found = await Promise.allSettled([resolver.resolve4(host), resolver.resolve6(host)]);
  return found.flatMap((one) => (one.status === 'fulfilled' ? one.value : []));
}

/** What a lookup finds in time; nothing when it fails or does not answer. */
async function inTime(looking: Promise<readonly string[]>): Promise<readonly string[]> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<readonly string[]>((resolve) => {
    timer = setTimeout(() => resolve([]), LOOKUP_LIMIT_MS);
  });
  return Promise.race([looking.catch(() => []), late]).finally(() => clearTimeout(timer));
}

/**
 * Decides where a delivery goes: the name is resolved once, every address it has must be public, and the connection is made to the
 * very address that was checked. Throws {@link EgressError}. Decimal and octal forms of addresses are what the URL parser makes
 * of them, so they are seen for what they are.
 */
export async function resolveTarget(text: string, options: EgressOptions): Promise<Target> {
  const url = readUrl(text);
  const sandboxPort = sandboxPortOf(url, options.sandboxes);
  if (sandboxPort !== null) return { url, address: LOOPBACK, family: 4, sandboxPort };
  const fault = faultOfUrl(url);
  if (fault !== null) throw new EgressError(fault);
  const addresses = await addressesOf(url.hostname, options);
  if (!addresses.every(isPublicAddress)) throw new EgressError('not_public');
  const [address = ''] = addresses;
  return { url, address, family: parsed(address)?.kind() === 'ipv6' ? 6 : 4, sandboxPort: null };
}

/** The port of the sandbox that is named, exactly and without a port of its own; null for every other address. */
function sandboxPortOf(url: URL, sandboxes: Sandboxes): number | null {
  if (url.protocol !== 'http:' || url.port !== '' || !url.hostname.endsWith(SANDBOX_SUFFIX)) return null;
  return sandboxes.get(url.hostname) ?? null;
}

function readUrl(text: string): URL {
  const url = text.length <= URL_CHARS_MAX && URL.canParse(text) ? new URL(text) : null;
  if (url === null || url.hostname === '') throw new EgressError('url');
  if (url.username !== '' || url.password !== '') throw new EgressError('userinfo');
  if (url.protocol !== 'https:' && url.protocol !== 'http:') throw new EgressError('scheme');
  return url;
}

/** What can be said before any name is looked up. */
function faultOfUrl(url: URL): EgressFault | null {
  if (url.protocol !== 'https:') return 'scheme';
  return PORTS.has(url.port) ? null : 'port';
}

async function addressesOf(host: string, options: EgressOptions): Promise<readonly string[]> {
  const literal = parsed(host);
  if (literal !== null) return [literal.toString()];
  const resolve = options.resolve ?? resolveByDns;
  const addresses = await inTime(resolve(host));
  if (addresses.length === 0 || addresses.some((address) => parsed(address) === null))
    throw new EgressError('unresolvable');
  return addresses;
}

export interface PostAnswer {
  readonly status: number;
  readonly body: string;
}

/**
 * Posts JSON to a creditor: to the checked address only, no redirects followed, one connection, bounded in time and answer.
 * Throws EgressError, or an Error that names what failed.
 */
export async function postOut(
  text: string,
  message: { readonly headers: Readonly<Record<string, string>>; readonly body: string },
  options: EgressOptions,
): Promise<PostAnswer> {
  const signal = AbortSignal.timeout(TIMEOUT_MS);
  const { url, address, family, sandboxPort } = await resolveTarget(text, options);
  // Whatever name the agent asks for, it gets the address that was checked.
  const pinned: LookupFunction = (_host, wish, callback) => {
    if (wish.all === true) callback(null, [{ address, family }]);
    else callback(null, address, family);
  };
  const send = url.protocol === 'https:' ? httpsRequest : httpRequest;
  return new Promise((resolve, reject) => {
    const request = send(url, {
      method: 'POST',
      agent: false,
      lookup: pinned,
      ...(sandboxPort === null ? {} : { port: sandboxPort }),
      headers: { ...message.headers, 'content-length': String(Buffer.byteLength(message.body)) },
      signal,
    });
    request.on('error', (error) => reject(new Error(wordOf(error), { cause: error })));
    request.on('response', (response) => {
      const chunks: Buffer[] = [];
      let size = 0;
      response.on('data', (chunk: Buffer) => {
        size += chunk.length;
        if (size <= ANSWER_BYTES_MAX) chunks.push(chunk);
        else request.destroy(new Error('the answer is too large'));
      });
      response.on('error', (error) => reject(new Error(wordOf(error), { cause: error })));
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, body: Buffer.concat(chunks).toString('utf8') }),
      );
    });
    request.end(message.body);
  });
}

function wordOf(error: Error): string {
  if (error.name === 'AbortError' || error.name === 'TimeoutError') return `no answer within ${TIMEOUT_MS / 1_000} s`;
  return 'code' in error && typeof error.code === 'string' ? error.code : error.message.slice(0, 200);
}
