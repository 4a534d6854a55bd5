/**
 * What every {@link Carrier} must do, as tests: run it against each one. The carrier's own test file says how a room is
 * peopled and how a server dies and comes back; what is expected is said only here.
 */
import { createHash, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Id } from '../../../shared/ids/ids';
import { idMaker } from '../../../shared/ids/ids';
import type { Result } from '../../../shared/result';
import type { Carrier, CarrierListener, LegRole } from '../carrier';
import { RecordingListener } from './recording-listener';
import { until } from './werift-phone';

export interface CarrierUnderTest {
  /** A fresh server's client of the same carrier, not yet started. */
  makeCarrier(): Carrier;
  /** Brings a party into the room until its audio is heard. */
  join(
    carrier: Carrier,
    party: { callId: Id<'call'>; legId: Id<'leg'>; agentId: Id<'agent'> | null },
  ): Promise<Result<unknown>>;
  /** Lets the carrier carry for so long. */
  pass(ms: number): Promise<void>;
  close(): Promise<void>;
}

const makeId = idMaker(Date.now, (count) => randomBytes(count));
const CARRIED_MS = 400;

export function describeCarrierContract(name: string, setUp: () => Promise<CarrierUnderTest>): void {
  describe(`the Carrier contract, kept by ${name}`, () => {
    let under: CarrierUnderTest;
    let carrier: Carrier;
    let told: RecordingListener;

    const attach = async (listener: CarrierListener = told): Promise<void> => {
      carrier = under.makeCarrier();
      carrier.start(listener);
      await until(() => carrier.state === 'up', 'the carrier to be up');
    };
    const open = async (): Promise<Id<'call'>> => {
      const callId = makeId('call');
      expect(await carrier.openRoom({ callId, language: 'nb', direction: 'inbound' })).toMatchObject({ ok: true });
      return callId;
    };
    const join = async (callId: Id<'call'>, role: LegRole): Promise<Id<'leg'>> => {
      const legId = makeId('leg');
      const joined = await under.join(carrier, { callId, legId, agentId: role === 'agent' ? makeId('agent') : null });
      expect(joined).toMatchObject({ ok: true });
      await told.waitFor('leg.connected', (event) => event.legId === legId);
      return legId;
    };

    beforeEach(async () => {
      under = await setUp();
      told = new RecordingListener();
      await attach();
    });

    afterEach(async () => {
      await carrier.stop();
      await under.close();
    });

    test('a carrier that was not started, or was stopped, refuses as down', async () => {
      const idle = under.makeCarrier();
      expect(idle.state).toBe('down');
      expect(await idle.listRooms()).toMatchObject({ ok: false, error: { code: 'CARRIER_DOWN' } });
      await carrier.stop();
      expect(await carrier.listRooms()).toMatchObject({ ok: false, error: { code: 'CARRIER_DOWN' } });
    });

    test('opening a room twice is once; opening it after its end is refused', async () => {
      const callId = await open();
      expect(await carrier.openRoom({ callId, language: 'nb', direction: 'inbound' })).toMatchObject({ ok: true });
      const rooms = await carrier.listRooms();
      expect(rooms.ok && rooms.value.map((room) => room.callId)).toEqual([callId]);
      await carrier.endRoom({ callId, reason: 'hangup' });
      expect(await carrier.openRoom({ callId, language: 'nb', direction: 'inbound' })).toMatchObject({
        ok: false,
        error: { code: 'CALL_ENDED' },
      });
    });

    test('commands for a call that does not exist are refused as ended', async () => {
      const callId = makeId('call');
      const legId = makeId('leg');
      const refused = { ok: false, error: { code: 'CALL_ENDED' } };
      expect(await carrier.hold({ callId })).toMatchObject(refused);
      expect(await carrier.mute({ callId, legId, isMuted: true })).toMatchObject(refused);
      expect(await carrier.sendDigits({ callId, digitsId: 'd', toLeg: legId, digits: '1' })).toMatchObject(refused);
      expect(await carrier.startRecording({ callId, recordingId: makeId('recording') })).toMatchObject(refused);
      expect(await carrier.endRoom({ callId, reason: 'hangup' })).toMatchObject({ ok: true });
      expect(await carrier.removeLeg({ callId, legId })).toMatchObject({ ok: true });
    });

    test('both legs are told once, listed with their roles, and end with the room, before it', async () => {
      const callId = await open();
      const customer = await join(callId, 'customer');
      const agent = await join(callId, 'agent');
      const rooms = await carrier.listRooms();
      expect(rooms.ok && rooms.value[0]?.legs).toMatchObject([
        { legId: customer, role: 'customer', isConnected: true },
        { legId: agent, role: 'agent', isConnected: true },
      ]);
      await carrier.endRoom({ callId, reason: 'hangup' });
      await carrier.endRoom({ callId, reason: 'failed' });
      await told.waitFor('room.ended');
      const kinds = told.events.filter(({ kind }) => kind !== 'quality').map(({ kind }) => kind);
      expect(kinds).toEqual(['leg.connected', 'leg.connected', 'leg.ended', 'leg.ended', 'room.ended']);
      expect(told.of('leg.ended').map(({ reason }) => reason)).toEqual(['room_ended', 'room_ended']);
      expect(told.of('room.ended')).toMatchObject([{ callId, reason: 'hangup' }]);
    });

    test('a second agent leg replaces the first; a removed leg leaves the room open', async () => {
      const callId = await open();
      const first = await join(callId, 'agent');
      const second = await join(callId, 'agent');
      expect(await told.waitFor('leg.ended')).toMatchObject({ legId: first, reason: 'replaced' });
      await carrier.removeLeg({ callId, legId: second });
      await told.waitFor('leg.ended', (event) => event.legId === second && event.reason === 'removed');
      expect(await carrier.hold({ callId })).toMatchObject({ ok: true });
    });

    test('events rise by one and each has a name of its own', async () => {
      const callId = await open();
      await join(callId, 'customer');
      await carrier.endRoom({ callId, reason: 'hangup' });
      await told.waitFor('room.ended');
      const [first] = told.events;
      expect(told.events.map(({ seq }) => seq)).toEqual(told.events.map((_, index) => (first?.seq ?? 0) + index));
      expect(new Set(told.events.map(({ carrierRef }) => carrierRef)).size).toBe(told.events.length);
    });

    test('an announcement is told when it was said, cut ones as cut, and one id is never said twice', async () => {
      const callId = await open();
      await join(callId, 'customer');
      await carrier.playAnnouncement({ callId, announcementId: 'a', announcement: { key: 'please-wait' } });
      await carrier.playAnnouncement({ callId, announcementId: 'a', announcement: { key: 'please-wait' } });
      await carrier.playAnnouncement({ callId, announcementId: 'b', announcement: { key: 'position', position: 1 } });
      await under.pass(2500);
      await told.waitFor('announcement.finished', ({ announcementId }) => announcementId === 'b');
      expect(told.of('announcement.finished').map(({ announcementId, wasCut }) => [announcementId, wasCut])).toEqual([
        ['a', true],
        ['b', false],
      ]);
    });

    test('a recording is told through its life, matches its hash, and is gone once confirmed', async () => {
      const callId = await open();
      await join(callId, 'customer');
      const recordingId = makeId('recording');
      const of = { callId, recordingId };
      expect(await carrier.startRecording(of)).toMatchObject({ ok: true });
      expect(await carrier.startRecording(of)).toMatchObject({ ok: true });
      await under.pass(CARRIED_MS);
      await carrier.pauseRecording(of);
      await carrier.pauseRecording(of);
      expect((await carrier.listRooms()).ok && told.of('recording.paused').length).toBe(1);
      await under.pass(CARRIED_MS);
      await carrier.resumeRecording(of);
      await under.pass(CARRIED_MS);
      expect(await carrier.fetchRecording(recordingId)).toMatchObject({
        ok: false,
        error: { code: 'RECORDING_NOT_READY' },
      });
      await carrier.stopRecording(of);
      const ready = await told.waitFor('recording.ready');
      const fetched = await carrier.fetchRecording(recordingId);
      if (!fetched.ok) throw new Error(fetched.error.code);
      const file = readFileSync(fetched.value.path);
      expect(createHash('sha256').update(file).digest('hex')).toBe(ready.sha256);
      expect(fetched.value).toMatchObject({ callId, recordingId, bytes: file.length, isRecovered: false });
      expect(fetched.value.durationMs).toBeGreaterThanOrEqual(3 * CARRIED_MS);
      expect(await carrier.confirmRecordingStored(recordingId)).toMatchObject({ ok: true });
      expect(await carrier.confirmRecordingStored(recordingId)).toMatchObject({ ok: true });
      expect(await carrier.fetchRecording(recordingId)).toMatchObject({ ok: false, error: { code: 'NOT_FOUND' } });
      const life = told.events.map(({ kind }) => kind).filter((kind) => kind.startsWith('recording.'));
      expect(life).toEqual(['recording.started', 'recording.paused', 'recording.resumed', 'recording.ready']);
    });

    test('the end of the room finishes its recording; a refused one leaves no trace', async () => {
      const kept = await open();
      const keptId = makeId('recording');
      await carrier.startRecording({ callId: kept, recordingId: keptId });
      await carrier.endRoom({ callId: kept, reason: 'hangup' });
      await told.waitFor('recording.ready', ({ recordingId }) => recordingId === keptId);

      const refused = await open();
      const refusedId = makeId('recording');
      await carrier.startRecording({ callId: refused, recordingId: refusedId });
      expect(await carrier.discardRecording(refusedId)).toMatchObject({ ok: true });
      await carrier.endRoom({ callId: refused, reason: 'hangup' });
      await told.waitFor('room.ended', ({ callId }) => callId === refused);
      expect(told.of('recording.ready').map(({ recordingId }) => recordingId)).toEqual([keptId]);
      expect(await carrier.fetchRecording(refusedId)).toMatchObject({ ok: false, error: { code: 'NOT_FOUND' } });
    });

    test('a server that comes back is told what it missed, then how things stand', async () => {
      const callId = await open();
      await join(callId, 'customer');
      await carrier.playAnnouncement({
        callId,
        announcementId: 'missed',
        announcement: { key: 'position', position: 2 },
      });
      await carrier.stop();
      await under.pass(2500);
      const order: string[] = [];
      await attach({
        onEvent: async (event) => void order.push(event.kind),
        onAttached: async ({ rooms }) => void order.push(`attached with ${rooms.length} room`),
      });
      await until(() => order.some((entry) => entry.startsWith('attached')), 'the snapshot');
      expect(order.filter((kind) => kind !== 'quality')).toEqual(['announcement.finished', 'attached with 1 room']);
    });

    test('an event whose storing failed comes again before any later one', async () => {
      await carrier.stop();
      const seen: string[] = [];
      let failures = 2;
      await attach({
        onEvent: async (event) => {
          if (event.kind === 'quality') return;
          seen.push(event.kind);
          if (failures-- > 0) throw new Error('the database is away');
        },
        onAttached: async () => undefined,
      });
      const callId = await open();
      const recordingId = makeId('recording');
      await carrier.startRecording({ callId, recordingId });
      await carrier.endRoom({ callId, reason: 'hangup' });
      await until(() => seen.includes('room.ended'), 'the end of the room');
      expect(seen).toEqual([
        'recording.started',
        'recording.started',
        'recording.started',
        'recording.ready',
        'room.ended',
      ]);
    });
  });
}
