import type { IncomingMessage } from 'node:http';
import { expect, test } from 'vitest';
import { clientAddress } from './client-address';

const asking = (remoteAddress: string, forwarded?: string | string[]) =>
  // The two parts of a request that the function reads.
  ({
    socket: { remoteAddress },
    headers: forwarded === undefined ? {} : { 'x-forwarded-for': forwarded },
  }) as unknown as IncomingMessage;

test.each([
  ['somebody who comes without a proxy', asking('203.0.113.9'), '203.0.113.9'],
  ['two people behind our proxy are two', asking('127.0.0.1', '198.51.100.7'), '198.51.100.7'],
  ['what a stranger claims is not believed', asking('203.0.113.9', '198.51.100.7'), '203.0.113.9'],
  ['what a stranger claims to our proxy is not believed', asking('::1', '10.0.0.1, 198.51.100.7'), '198.51.100.7'],
  ['several proxies of ours are passed', asking('::ffff:127.0.0.1', ['198.51.100.7', '127.0.0.1']), '198.51.100.7'],
  ['a program on this machine', asking('127.0.0.1'), '127.0.0.1'],
])('%s', (_who, request, address) => {
  expect(clientAddress(request)).toBe(address);
});
