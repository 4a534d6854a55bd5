import * as fc from 'fast-check';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { EgressError, isPublicAddress, postOut, resolveTarget, type EgressOptions } from './egress';

const outside: EgressOptions = { sandboxes: new Map() };
const names = (addresses: readonly string[]) => ({ ...outside, resolve: () => Promise.resolve(addresses) });
const faultOf = async (url: string, options = outside): Promise<string> => {
  try {
    await resolveTarget(url, options);
    return 'none';
  } catch (error) {
    return error instanceof EgressError ? error.fault : 'another error';
  }
};

describe('an address a creditor gives', () => {
  test.each([
    'https://127.0.0.1/x',
    'https://127.1/x',
    'https://2130706433/x',
    'https://0177.0.0.1/x',
    'https://0x7f.1/x',
    'https://[::1]/x',
    'https://[::ffff:127.0.0.1]/x',
    'https://[::ffff:a9fe:a9fe]/x',
    'https://169.254.169.254/latest/meta-data',
    'https://10.0.0.5/x',
    'https://172.16.3.4/x',
    'https://192.168.1.1/x',
    'https://100.64.0.1/x',
    'https://0.0.0.0/x',
    'https://255.255.255.255/x',
    'https://224.0.0.1/x',
    'https://198.18.0.1/x',
    'https://192.0.2.7/x',
    'https://[fc00::1]/x',
    'https://[fe80::1]/x',
    'https://[fec0::1]/x',
    'https://[64:ff9b::a00:1]/x',
    'https://[64:ff9b:1::a00:1]/x',
    'https://[2002:a00:1::]/x',
    'https://[2001:db8::1]/x',
    'https://[::]/x',
    'https://[::7f00:1]/x',
  ])('%s is inside or special, and is refused', async (url) => {
    expect(await faultOf(url)).toBe('not_public');
  });

  test.each([
    ['http://hooks.example/x', 'scheme'],
    ['ftp://hooks.example/x', 'scheme'],
    ['file:///etc/passwd', 'url'],
    ['https://user:secret@hooks.example/x', 'userinfo'],
    ['https://hooks.example:22/x', 'port'],
    ['https://hooks.example:5432/x', 'port'],
    ['not an address', 'url'],
    [`https://hooks.example/${'x'.repeat(600)}`, 'url'],
  ])('%s is refused for its %s', async (url, fault) => {
    expect(await faultOf(url, names(['93.184.216.34']))).toBe(fault);
  });

  test('with one inner address among public ones is refused, whichever comes first', async () => {
    expect(await faultOf('https://hooks.example/x', names(['93.184.216.34', '10.0.0.1']))).toBe('not_public');
    expect(await faultOf('https://hooks.example/x', names(['10.0.0.1', '93.184.216.34']))).toBe('not_public');
  });

  test('without any address is refused', async () => {
    expect(await faultOf('https://hooks.example/x', names([]))).toBe('unresolvable');
    const fails = { ...outside, resolve: () => Promise.reject(new Error('SERVFAIL')) };
    expect(await faultOf('https://hooks.example/x', fails)).toBe('unresolvable');
    expect(await faultOf('https://hooks.example/x', names(['rubbish']))).toBe('unresolvable');
  });

  test('whose name server never answers is given up, well within a delivery', async () => {
    vi.useFakeTimers();
    const silent = { ...outside, resolve: () => new Promise<never>(() => undefined) };
    const fault = faultOf('https://hooks.example/x', silent);
    await vi.advanceTimersByTimeAsync(2_000);
    expect(await fault).toBe('unresolvable');
    vi.useRealTimers();
  });

  test('that cannot be right is refused before any name is looked up', async () => {
    const resolve = vi.fn(() => Promise.resolve(['93.184.216.34']));
    expect(await faultOf('http://hooks.example/x', { ...outside, resolve })).toBe('scheme');
    expect(await faultOf('https://hooks.example:22/x', { ...outside, resolve })).toBe('port');
    expect(resolve).not.toHaveBeenCalled();
  });

  test('on the open net is connected to by the very address that was checked', async () => {
    const asked: string[] = [];
    const options = { ...outside, resolve: (host: string) => Promise.resolve((asked.push(host), ['93.184.216.34'])) };
    expect(await resolveTarget('https://hooks.example:8443/x', options)).toMatchObject({
      address: '93.184.216.34',
      family: 4,
    });
    expect(asked).toEqual(['hooks.example']);
  });

  test('of this machine is reached by the name of a sandbox alone, at its own port', async () => {
    const sandbox: EgressOptions = {
      sandboxes: new Map([['fjell.sandbox.invalid', 4999]]),
      resolve: () => Promise.resolve(['127.0.0.1']),
    };
    expect(await resolveTarget('http://fjell.sandbox.invalid/x', sandbox)).toMatchObject({
      address: '127.0.0.1',
      sandboxPort: 4999,
    });
    expect(await resolveTarget('http://FJELL.sandbox.invalid/x', sandbox)).toMatchObject({ sandboxPort: 4999 });
  });

  test.each([
    ['http://127.0.0.1:4999/x', 'scheme'],
    ['http://localhost:4999/x', 'scheme'],
    ['https://127.0.0.1/x', 'not_public'],
    ['https://[::1]/x', 'not_public'],
    ['http://fjell.sandbox.invalid:5432/x', 'scheme'],
    ['https://fjell.sandbox.invalid/x', 'not_public'],
    ['http://dal.sandbox.invalid/x', 'scheme'],
    ['http://fjell.sandbox.invalid.evil.example/x', 'scheme'],
    ['http://x.fjell.sandbox.invalid/x', 'scheme'],
    ['http://user:x@fjell.sandbox.invalid/x', 'userinfo'],
  ])('%s stays closed although a sandbox is open', async (url, fault) => {
    const resolve = () => Promise.resolve(['127.0.0.1']);
    expect(await faultOf(url, { sandboxes: new Map([['fjell.sandbox.invalid', 4999]]), resolve })).toBe(fault);
  });

  test('in any private range of IPv4 is never public', () => {
    const octet = fc.integer({ min: 0, max: 255 });
    fc.assert(
      fc.property(fc.constantFrom('10', '127', '0', '224', '240'), octet, octet, octet, (first, b, c, d) => {
        expect(isPublicAddress(`${first}.${b}.${c}.${d}`)).toBe(false);
        expect(isPublicAddress(`::ffff:${first}.${b}.${c}.${d}`)).toBe(false);
      }),
    );
  });
});

describe('sending', () => {
  const open: Server[] = [];
  afterEach(() => {
    for (const server of open.splice(0)) {
      server.closeAllConnections();
      server.close();
    }
  });
  const named = new Map<string, number>();
  const sandbox: EgressOptions = { sandboxes: named };
  const listen = async (answer: RequestListener): Promise<string> => {
    const server = createServer(answer);
    open.push(server);
    await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
    const name = `server-${open.length}.sandbox.invalid`;
    named.set(name, (server.address() as AddressInfo).port);
    return `http://${name}/hook`;
  };
  const message = { headers: { 'content-type': 'application/json' }, body: '{"a":1}' };

  test('posts the body and gives the answer', async () => {
    const url = await listen((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => response.end(`${request.method} ${Buffer.concat(chunks).toString()}`));
    });
    expect(await postOut(url, message, sandbox)).toEqual({ status: 200, body: 'POST {"a":1}' });
  });

  test('follows no redirect', async () => {
    let seen = 0;
    const secret = await listen((_request, response) => {
      seen += 1;
      response.end('inside');
    });
    const url = await listen((_request, response) => void response.writeHead(302, { location: secret }).end());
    expect(await postOut(url, message, sandbox)).toMatchObject({ status: 302 });
    expect(seen).toBe(0);
  });

  test('cuts off an answer that never ends', async () => {
    const url = await listen((_request, response) => {
      response.on('error', () => undefined);
      const more = (): void => {
        if (!response.destroyed && response.write('x'.repeat(16_384))) setImmediate(more);
        else if (!response.destroyed) response.once('drain', more);
      };
      more();
    });
    await expect(postOut(url, message, sandbox)).rejects.toThrow();
  });

  test('names what failed when nobody listens', async () => {
    const url = await listen((_request, response) => void response.end());
    open[0]?.close();
    await expect(postOut(url, message, sandbox)).rejects.toThrow(/ECONNREFUSED/u);
  });
});
