import type { IncomingMessage } from 'node:http';

/** The proxy that ends TLS runs on this machine (SECURITY.md); what it says about who asks is believed, and nobody else. */
export function isTrustedProxy(address: string): boolean {
  const plain = address.replace(/^::ffff:/u, '');
  return plain === '::1' || plain.startsWith('127.');
}

/**
 * The address of whoever asks, for HTTP and sockets alike: the nearest one that is no proxy of ours. Behind the proxy all
 * connections come from it, so that by the connection's own address everybody would share one limit.
 */
export function clientAddress(request: Pick<IncomingMessage, 'headers' | 'socket'>): string {
  const own = request.socket.remoteAddress ?? 'unknown';
  const header = request.headers['x-forwarded-for'];
  const told = (Array.isArray(header) ? header.join(',') : (header ?? ''))
    .split(',')
    .map((address) => address.trim())
    .filter((address) => address !== '');
  const hops = [own, ...told.reverse()];
  return hops.find((address) => !isTrustedProxy(address)) ?? hops.at(-1) ?? own;
}
