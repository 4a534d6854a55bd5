/** What the people of a simulation saw, for the report and the checks. */
import { Samples } from './measures';

/** Refusals that a person's hand meets when somebody else was quicker; anything else is a fault. */
const EXPECTED_RACES: Readonly<Record<string, readonly string[]>> = {
  'offer:accept': ['OFFER_GONE', 'CALL_NOT_IN_STATE', 'CALL_ENDED'],
  'offer:reject': ['OFFER_GONE', 'CALL_NOT_IN_STATE', 'CALL_ENDED'],
  'call:connect-media': ['CALL_ENDED', 'CALL_NOT_IN_STATE', 'NOT_FOUND'],
  'call:hang-up': ['CALL_ENDED', 'CALL_NOT_IN_STATE', 'NOT_FOUND'],
  'identity:verify': ['CALL_ENDED', 'CALL_NOT_IN_STATE', 'NOT_FOUND'],
  'wrap-up:close': ['WRAP_UP_CLOSED'],
  'phone:hang-up': ['CALL_ENDED', 'CALL_NOT_IN_STATE'],
};
/** While the server was away its carrier may be, too. */
const EXPECTED_WITH_KILLS: readonly string[] = ['CARRIER_DOWN', 'DEPENDENCY_DOWN', 'TIMEOUT'];

export interface Refused {
  readonly command: string;
  readonly code: string;
  readonly count: number;
  readonly isExpected: boolean;
}

/** A call as its caller lived it. */
export interface CallerStory {
  readonly callId: string;
  didTalk: boolean;
}

export class RunLog {
  readonly acceptToTalk = new Samples();
  readonly verifyToPop = new Samples();
  /** When each offer arrived at its agent's window, epoch ms. */
  readonly offerSeenAt = new Map<string, number>();
  readonly stories: CallerStory[] = [];
  /** Dials without an answer: nobody knows whether a call came of them. */
  lostDials = 0;
  refusedDials = 0;
  /** Agents who were shown a second live call beside one, as `agent: call, call`. */
  readonly doubleCalls: string[] = [];
  /** Windows told that another had taken over, though each agent has one. */
  unexpectedLogouts = 0;
  private readonly refusals = new Map<string, number>();

  constructor(private readonly hasKills: boolean) {}

  refused(command: string, code: string): void {
    const key = `${command} ${code}`;
    this.refusals.set(key, (this.refusals.get(key) ?? 0) + 1);
  }

  listRefused(): readonly Refused[] {
    return [...this.refusals]
      .map(([key, count]) => {
        const [command = '', code = ''] = key.split(' ');
        return { command, code, count, isExpected: this.isExpected(command, code) };
      })
      .sort((a, b) => a.command.localeCompare(b.command) || a.code.localeCompare(b.code));
  }

  private isExpected(command: string, code: string): boolean {
    const isRace = EXPECTED_RACES[command]?.includes(code) ?? false;
    return isRace || (this.hasKills && EXPECTED_WITH_KILLS.includes(code));
  }
}
