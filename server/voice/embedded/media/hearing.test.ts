import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hearing } from './hearing';
import type { RoomCondition } from './hearing';

const TALKING: RoomCondition = {
  direction: 'inbound',
  isCustomerConnected: true,
  hasCustomerEverConnected: true,
  isAgentConnected: true,
  isHeld: false,
  isCustomerMuted: false,
  isAgentMuted: false,
  isAnnouncing: false,
  isWaitMusicOn: true,
};
const WAITING: RoomCondition = { ...TALKING, isAgentConnected: false };
const DIALLING: RoomCondition = {
  ...TALKING,
  direction: 'outbound',
  isCustomerConnected: false,
  hasCustomerEverConnected: false,
};

const anyCondition = fc.record<RoomCondition>({
  direction: fc.constantFrom('inbound', 'outbound'),
  isCustomerConnected: fc.boolean(),
  hasCustomerEverConnected: fc.boolean(),
  isAgentConnected: fc.boolean(),
  isHeld: fc.boolean(),
  isCustomerMuted: fc.boolean(),
  isAgentMuted: fc.boolean(),
  isAnnouncing: fc.boolean(),
  isWaitMusicOn: fc.boolean(),
});

describe('who hears what', () => {
  test.each<[string, RoomCondition, ReturnType<typeof hearing>]>([
    [
      'talking: each hears the other',
      TALKING,
      { customer: ['agent'], agent: ['customer'], recorded: ['customer', 'agent'] },
    ],
    [
      'hold: music and silence, nothing recorded',
      { ...TALKING, isHeld: true },
      { customer: ['music'], agent: [], recorded: [] },
    ],
    ['agent muted', { ...TALKING, isAgentMuted: true }, { customer: [], agent: ['customer'], recorded: ['customer'] }],
    ['customer muted', { ...TALKING, isCustomerMuted: true }, { customer: ['agent'], agent: [], recorded: ['agent'] }],
    ['waiting: music', WAITING, { customer: ['music'], agent: [], recorded: ['customer'] }],
    [
      'waiting without music',
      { ...WAITING, isWaitMusicOn: false },
      { customer: [], agent: [], recorded: ['customer'] },
    ],
    [
      'an announcement takes the place of the music',
      { ...WAITING, isAnnouncing: true },
      { customer: ['announcement'], agent: [], recorded: ['customer'] },
    ],
    [
      'the greeting goes on when the agent joins, and both hear it',
      { ...TALKING, isAnnouncing: true },
      { customer: ['announcement', 'agent'], agent: ['announcement', 'customer'], recorded: ['customer', 'agent'] },
    ],
    ['dialling out: ringback', DIALLING, { customer: [], agent: ['ringback'], recorded: ['agent'] }],
    [
      'dialled, and the customer has left',
      { ...DIALLING, hasCustomerEverConnected: true },
      { customer: [], agent: [], recorded: ['agent'] },
    ],
    [
      'agent lost in an outbound call: music',
      { ...WAITING, direction: 'outbound' },
      { customer: ['music'], agent: [], recorded: ['customer'] },
    ],
  ])('%s', (_title, room, expected) => {
    expect(hearing(room)).toEqual(expected);
  });

  test('nobody ever hears themselves, a muted voice, or a voice through a hold', () => {
    fc.assert(
      fc.property(anyCondition, (room) => {
        const { customer, agent, recorded } = hearing(room);
        expect(customer).not.toContain('customer');
        expect(agent).not.toContain('agent');
        if (room.isHeld || room.isAgentMuted) expect([...customer, ...recorded]).not.toContain('agent');
        if (room.isHeld || room.isCustomerMuted) expect([...agent, ...recorded]).not.toContain('customer');
      }),
    );
  });

  test('an agent never hears music, a customer never hears ringback', () => {
    fc.assert(
      fc.property(anyCondition, (room) => {
        expect(hearing(room).agent).not.toContain('music');
        expect(hearing(room).customer).not.toContain('ringback');
      }),
    );
  });
});
