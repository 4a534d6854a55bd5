import type { BoardView } from '../../shared/protocol/board';
import type { EventEnvelope } from '../../shared/protocol/events';
import type { Person } from './crowd';
import { StaffLink } from './socket-link';

interface Shown {
  readonly seenAt: number;
  readonly answered: number;
}

type BoardWire = EventEnvelope<'board:changed'>['data']['board'];

/** A lead who looks at the live board all the time and remembers when it showed what. */
export class BoardWatcher {
  private readonly link: StaffLink;
  private readonly shown: Shown[] = [];
  private first: BoardWire | null = null;
  private last: BoardWire | null = null;

  constructor(url: string, lead: Person) {
    this.link = new StaffLink({ url, seat: 0, token: lead.token });
    this.link.socket.on('connect', () => void this.subscribe());
    this.link.socket.on('board:changed', (envelope: EventEnvelope<'board:changed'>) => this.saw(envelope.data.board));
  }

  /** The board was seen for the first time. */
  get isReady(): boolean {
    return this.first !== null;
  }

  /** When the board first showed so many answered calls more than at the beginning; null when it never did. */
  seenAnsweredAt(count: number): number | null {
    const wanted = (this.first?.answered ?? 0) + count;
    return this.shown.find((one) => one.answered >= wanted)?.seenAt ?? null;
  }

  /** Asks for the board as it is now, beside the one of the beginning. */
  async compare(): Promise<{ first: BoardView; last: BoardView }> {
    await this.subscribe();
    if (this.first === null || this.last === null) throw new Error('The board was never seen');
    // The wire form of a board is its own form: it has no amounts.
    return { first: this.first as BoardView, last: this.last as BoardView };
  }

  close(): void {
    this.link.close();
  }

  private async subscribe(): Promise<void> {
    const answer = await this.link.ask('board:subscribe', {});
    if (answer.ok) this.saw(answer.data.board);
  }

  private saw(board: BoardWire): void {
    this.first ??= board;
    this.last = board;
    this.shown.push({ seenAt: Date.now(), answered: board.answered });
  }
}
