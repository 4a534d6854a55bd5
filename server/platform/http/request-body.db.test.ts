/** Goal: nobody but those admitted makes the server keep what they send. */
import { connect } from 'node:net';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { IMPORT_BYTES_MAX } from '../../../shared/protocol/limits';
import { openHouse, OPENING_LIMIT_MS, type OpenHouse } from '../../testing/open-house';

let house: OpenHouse;
beforeAll(async () => {
  house = await openHouse();
}, OPENING_LIMIT_MS);
beforeEach(() => house.rest());
afterAll(async () => {
  await house.close();
});

const upload = (bytes: number, token?: string) =>
  house.request('post', '/api/imports?creditor=fjellglimt-kraft&fileName=x.csv', {
    bytes: new Uint8Array(bytes),
    ...(token === undefined ? {} : { token }),
  });

/** Sends the head of a request and the first bytes of its body, never the rest; gives the first line of the answer. */
function beginUpload(): Promise<string> {
  const { port } = new URL(house.url);
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), '127.0.0.1', () => {
      socket.write(
        'POST /api/imports?creditor=x&fileName=x HTTP/1.1\r\nHost: x\r\nContent-Type: application/octet-stream\r\n' +
          `Content-Length: ${IMPORT_BYTES_MAX}\r\n\r\n`,
      );
      socket.write(Buffer.alloc(1_000));
    });
    socket.once('data', (data) => {
      resolve(data.toString().split('\r\n')[0] ?? '');
      socket.destroy();
    });
    socket.once('error', reject);
  });
}

test('a stranger is turned away before the body of an import is read', async () => {
  expect(await beginUpload()).toContain('401');
});

test('an administrator may send a file up to the limit that the readers have, and not a byte more', async () => {
  const token = await house.login('admin.en');
  expect((await upload(10, token)).code).not.toBe('TOO_LARGE');
  expect((await upload(IMPORT_BYTES_MAX + 1, token)).code).toBe('TOO_LARGE');
});

test('a body that is no JSON is refused, and one in a request without a place for it is not read', async () => {
  const token = await house.login('admin.en');
  const send = (path: string, body: string) =>
    fetch(`${house.url}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body,
    }).then((answer) => answer.json());
  expect(await send('/api/me/language', '{')).toMatchObject({ error: { code: 'INVALID_PAYLOAD' } });
  expect(await send('/api/login', JSON.stringify({ userName: 'x'.repeat(300_000) }))).toMatchObject({
    error: { code: 'TOO_LARGE' },
  });
});
