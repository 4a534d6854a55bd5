/** Goal: the control protocol itself, frame by frame, as a strange or unlucky server would speak it. */
import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { idMaker } from '../../../../shared/ids/ids';
import { startInProcessMedia } from '../../testing/in-process-media';
import type { InProcessMedia } from '../../testing/in-process-media';
import { until } from '../../testing/werift-phone';
import { CLOSE_CODES, CONTROL_PATH, CONTROL_PROTOCOL_VERSION } from '../control-protocol';
import type { FromMedia, FromServer } from '../control-protocol';

const makeId = idMaker(Date.now, (count) => randomBytes(count));

let media: InProcessMedia;
let sockets: RawServer[] = [];

class RawServer {
  readonly frames: FromMedia[] = [];
  closeCode: number | null = null;
  readonly #socket: WebSocket;

  constructor(port: number) {
    this.#socket = new WebSocket(`ws://127.0.0.1:${port}${CONTROL_PATH}`);
    this.#socket.on('message', (raw: Buffer) => this.frames.push(JSON.parse(raw.toString()) as FromMedia)); // our own frames
    this.#socket.on('close', (code) => (this.closeCode = code));
    sockets.push(this);
  }

  async say(frame: FromServer | object): Promise<void> {
    await until(() => this.#socket.readyState === WebSocket.OPEN, 'an open socket');
    this.#socket.send(JSON.stringify(frame));
  }

  async closed(): Promise<number | null> {
    await until(() => this.closeCode !== null, 'the socket to be closed');
    return this.closeCode;
  }

  async reply(commandId: string) {
    const find = () => this.frames.find((frame) => frame.type === 'reply' && frame.commandId === commandId);
    await until(() => find() !== undefined, `the answer to ${commandId}`);
    return find();
  }

  get eventKinds(): string[] {
    return this.frames.flatMap((frame) => (frame.type === 'event' ? [frame.event.kind] : []));
  }

  drop(): void {
    this.#socket.terminate();
  }
}

const hello = (over: Partial<Extract<FromServer, { type: 'hello' }>> = {}): FromServer => ({
  type: 'hello',
  version: CONTROL_PROTOCOL_VERSION,
  token: media.token,
  handled: null,
  isTakeover: true,
  ...over,
});

async function attached(over: Parameters<typeof hello>[0] = {}): Promise<RawServer> {
  const server = new RawServer(media.port);
  await server.say(hello(over));
  await until(() => server.frames.some((frame) => frame.type === 'attached'), 'the snapshot');
  return server;
}

beforeEach(async () => {
  media = await startInProcessMedia();
});
afterEach(async () => {
  for (const socket of sockets) socket.drop();
  sockets = [];
  await media.close();
});

describe('who may come in', () => {
  test('a wrong token, another version, no hello and garbage are each refused with their code', async () => {
    const cases: [FromServer | object, number][] = [
      [hello({ token: 'token-of-somebody-else' }), CLOSE_CODES.badToken],
      [hello({ token: '' }), CLOSE_CODES.badToken],
      [hello({ version: CONTROL_PROTOCOL_VERSION + 1 }), CLOSE_CODES.wrongVersion],
      [{ type: 'command', commandId: 'c', name: 'listRooms', payload: {} }, CLOSE_CODES.malformed],
      [{ type: 'hello' }, CLOSE_CODES.malformed],
    ];
    for (const [frame, code] of cases) {
      const server = new RawServer(media.port);
      await server.say(frame);
      expect(await server.closed()).toBe(code);
      expect(server.frames).toEqual([]);
    }
  });

  test('a new server takes over; the one replaced may wait but not take back', async () => {
    const first = await attached();
    const second = await attached();
    expect(await first.closed()).toBe(CLOSE_CODES.replaced);
    const back = new RawServer(media.port);
    await back.say(hello({ isTakeover: false }));
    expect(await back.closed()).toBe(CLOSE_CODES.occupied);
    second.drop();
    await until(() => media.events.unacknowledged === 0, 'nothing to do');
    await until(async () => {
      const again = new RawServer(media.port);
      await again.say(hello({ isTakeover: false }));
      await new Promise((resolve) => setTimeout(resolve, 50));
      return again.closeCode === null;
    }, 'the place to be free');
  });
});

describe('commands', () => {
  test('the same command id is carried out once and answered the same, also after a reconnect', async () => {
    const server = await attached();
    const callId = makeId('call');
    const command = {
      type: 'command',
      commandId: 'open-1',
      name: 'openRoom',
      payload: { callId, language: 'nb', direction: 'inbound' },
    };
    await server.say(command);
    const answer = await server.reply('open-1');
    expect(answer).toMatchObject({ result: { ok: true } });
    await media.switchboard.handlers.endRoom({ callId, reason: 'hangup' });
    const again = await attached();
    await again.say(command);
    expect(await again.reply('open-1')).toEqual(answer);
    expect(media.switchboard.snapshot()).toEqual([]);
  });

  test('a payload that does not fit is refused, and an unknown command ends the connection', async () => {
    const server = await attached();
    await server.say({
      type: 'command',
      commandId: 'a',
      name: 'openRoom',
      payload: { callId: '../../etc', language: 'nb', direction: 'inbound' },
    });
    expect(await server.reply('a')).toMatchObject({ result: { ok: false, error: { code: 'INVALID_PAYLOAD' } } });
    await server.say({
      type: 'command',
      commandId: 'b',
      name: 'fetchRecording',
      payload: { recordingId: 'rec_../../../../etc/passwd' },
    });
    expect(await server.reply('b')).toMatchObject({ result: { ok: false, error: { code: 'INVALID_PAYLOAD' } } });
    await server.say({ type: 'command', commandId: 'c', name: 'constructor', payload: {} });
    expect(await server.closed()).toBe(CLOSE_CODES.malformed);
  });
});

async function endARoom(): Promise<void> {
  const callId = makeId('call');
  await media.switchboard.handlers.openRoom({ callId, language: 'nb', direction: 'inbound' });
  await media.switchboard.handlers.endRoom({ callId, reason: 'hangup' });
}

describe('events', () => {
  test('what was not acknowledged comes again in order, what was acknowledged does not', async () => {
    const first = await attached();
    for (let i = 0; i < 3; i++) await endARoom();
    await until(() => first.eventKinds.length === 3, 'three events');
    await first.say({ type: 'ack', seq: 1 });
    await until(() => media.events.unacknowledged === 2, 'the acknowledgement');
    first.drop();
    await endARoom();
    const second = await attached();
    const seqs = second.frames.flatMap((frame) => (frame.type === 'event' ? [frame.event.seq] : []));
    expect(seqs).toEqual([2, 3, 4]);
    expect(second.frames.map(({ type }) => type)).toEqual(['welcome', 'event', 'event', 'event', 'attached']);
  });

  test('a hello says what was handled, in this epoch only; late and repeated acknowledgements do no harm', async () => {
    for (let i = 0; i < 3; i++) await endARoom();
    const other = await attached({ handled: { epoch: 'of another process', seq: 3 } });
    expect(other.eventKinds).toHaveLength(3);
    const server = await attached({ handled: { epoch: media.events.epoch, seq: 2 } });
    expect(server.eventKinds).toHaveLength(1);
    for (const seq of [3, 3, 1, 99]) await server.say({ type: 'ack', seq });
    await endARoom();
    await until(() => server.eventKinds.length === 2, 'the next event');
    expect(media.events.unacknowledged).toBe(1);
  });
});
