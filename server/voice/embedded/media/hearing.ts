/** Who hears what in a room, as one pure function: the table the mixer, the recorder and the tests agree on. */

/** What holds in the room at one beat. */
export interface RoomCondition {
  readonly direction: 'inbound' | 'outbound';
  readonly isCustomerConnected: boolean;
  readonly hasCustomerEverConnected: boolean;
  readonly isAgentConnected: boolean;
  readonly isHeld: boolean;
  readonly isCustomerMuted: boolean;
  readonly isAgentMuted: boolean;
  /** An announcement is being spoken. */
  readonly isAnnouncing: boolean;
  readonly isWaitMusicOn: boolean;
}

export type Sound = 'agent' | 'customer' | 'announcement' | 'music' | 'ringback';

export interface Hearing {
  readonly customer: readonly Sound[];
  readonly agent: readonly Sound[];
  /** Which voices reach the recording's channels (left = customer, right = agent). */
  readonly recorded: readonly ('customer' | 'agent')[];
}

function customerHears(room: RoomCondition): Sound[] {
  const heard: Sound[] = [];
  if (room.isAnnouncing) heard.push('announcement');
  if (room.isHeld) return room.isAnnouncing ? heard : ['music'];
  if (room.isAgentConnected) {
    if (!room.isAgentMuted) heard.push('agent');
    return heard;
  }
  if (!room.isAnnouncing && room.isWaitMusicOn) heard.push('music');
  return heard;
}

function agentHears(room: RoomCondition): Sound[] {
  if (room.direction === 'outbound' && !room.hasCustomerEverConnected) return ['ringback'];
  if (room.isHeld) return [];
  const heard: Sound[] = [];
  if (room.isAnnouncing) heard.push('announcement');
  if (room.isCustomerConnected && !room.isCustomerMuted) heard.push('customer');
  return heard;
}

/**
 * Hold: the customer hears music, the agent nothing, and nothing is recorded. Mute: nobody and no recording hears that
 * leg. An announcement takes the place of music; the agent hears it too, so that both know what was said.
 */
export function hearing(room: RoomCondition): Hearing {
  const recorded: ('customer' | 'agent')[] = [];
  if (!room.isHeld) {
    if (room.isCustomerConnected && !room.isCustomerMuted) recorded.push('customer');
    if (room.isAgentConnected && !room.isAgentMuted) recorded.push('agent');
  }
  return {
    customer: room.isCustomerConnected ? customerHears(room) : [],
    agent: room.isAgentConnected ? agentHears(room) : [],
    recorded,
  };
}
