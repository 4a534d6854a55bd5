import type { UnknownAction } from '@reduxjs/toolkit';
import type { ErrorCode } from '../../../shared/protocol/errors';
import type { EventDataWire, EventName } from '../../../shared/protocol/events';
import type { CountedStream, WireEvent } from '../realtime/events';
import type { RealtimeClient, RealtimeListener } from '../realtime/realtime-client';
import { judgeEvent, type StreamPosition } from '../realtime/stream-position';
import { api } from './api';
import { isWorkstationLogin } from './roles';
import { boardReceived } from './state/board';
import { connectionLost, connectionOpened, serverClockRead, serverSpoke, writesQueued } from './state/connection';
import { planDecided } from './state/plan-answers';
import { loggedOut } from './state/session';
import {
  agentChanged,
  callChanged,
  callQualityMeasured,
  digitHeard,
  offerEnded,
  offerRung,
  popChanged,
  reviewPublished,
  scriptRunChanged,
  snapshotReceived,
  stripChanged,
  wrapUpChanged,
} from './state/workstation';
import type { AppStore } from './store';

/** Events kept while a snapshot is on its way; more than this and another snapshot is cheaper. */
export const HELD_EVENTS_MAX = 500;
const SNAPSHOT_RETRY_MS = 1_000;

interface Stream {
  position: StreamPosition | null;
  isFetching: boolean;
  held: WireEvent[];
}

type Binding = Pick<AppStore, 'dispatch' | 'getState'>;

/**
 * Turns what the connection says into actions. Each stream follows its own numbers: after a gap, a new epoch or a
 * reconnect a snapshot is fetched, and the events that came meanwhile are laid on top of it.
 */
export class StreamBinding implements RealtimeListener {
  private readonly streams: Record<CountedStream, Stream> = { agent: newStream(), board: newStream() };
  private boardFollowers = 0;
  private store: Binding | null = null;
  private realtime: Pick<RealtimeClient, 'send'> | null = null;

  constructor(private readonly nowMs: () => number) {}

  /** Ties the knot: the client needs a listener, the store needs the client, and this needs both. */
  bind(store: Binding, realtime: Pick<RealtimeClient, 'send'>): void {
    this.store = store;
    this.realtime = realtime;
  }

  /** A board is on the screen until the returned function is called. */
  followBoard(): () => void {
    this.boardFollowers++;
    if (this.boardFollowers === 1) void this.fetchSnapshot('board');
    return () => {
      this.boardFollowers--;
      if (this.boardFollowers > 0) return;
      this.streams.board = newStream();
      void this.realtime?.send('board:unsubscribe', {});
    };
  }

  connected(replayed: number): void {
    this.store?.dispatch(connectionOpened({ at: this.nowMs(), replayed }));
    this.streams.agent = newStream();
    this.streams.board = newStream();
    if (isWorkstationLogin(this.store?.getState().session.login ?? null)) void this.fetchSnapshot('agent');
    if (this.boardFollowers > 0) void this.fetchSnapshot('board');
  }

  disconnected(): void {
    this.store?.dispatch(connectionLost({ at: this.nowMs() }));
  }

  refused(code: ErrorCode): void {
    this.store?.dispatch(loggedOut(code === 'PROTOCOL_VERSION' ? 'old_version' : 'expired'));
  }

  queued(count: number): void {
    this.store?.dispatch(writesQueued(count));
  }

  event(event: WireEvent): void {
    // The end of this window's rights carries no number of its own, and must be obeyed whatever was missed.
    if (event.name === 'login:ended') {
      this.store?.dispatch(loggedOut(event.data.why));
      return;
    }
    // Whole figures need no numbers: one that is missed is replaced by the next.
    if (event.stream === 'floor') {
      this.apply(event);
      return;
    }
    const stream = this.streams[event.stream];
    if (stream.isFetching || stream.position === null) {
      hold(event, stream);
      return;
    }
    this.take(event, event.stream);
  }

  private take(event: WireEvent, kind: CountedStream): void {
    const stream = this.streams[kind];
    const verdict = judgeEvent(stream.position, event);
    if (verdict === 'apply') {
      stream.position = { epoch: event.epoch, seq: event.seq };
      this.apply(event);
    } else if (verdict !== 'drop') {
      hold(event, stream);
      void this.fetchSnapshot(kind);
    }
  }

  private async fetchSnapshot(kind: CountedStream): Promise<void> {
    const stream = this.streams[kind];
    if (stream.isFetching || this.realtime === null) return;
    stream.isFetching = true;
    const position = kind === 'agent' ? await this.fetchWorkstation() : await this.fetchBoard();
    // A reconnect during the question began a new stream; its own question answers it.
    if (this.streams[kind] !== stream) return;
    stream.isFetching = false;
    if (position === null) {
      setTimeout(() => {
        if (this.streams[kind] === stream && this.isWanted(kind)) void this.fetchSnapshot(kind);
      }, SNAPSHOT_RETRY_MS);
      return;
    }
    stream.position = position;
    const held = stream.held.filter((event) => event.epoch === position.epoch && event.seq > position.seq);
    stream.held = [];
    for (const event of held) this.event(event);
  }

  private isWanted(kind: CountedStream): boolean {
    const isConnected = this.store?.getState().connection.status === 'connected';
    return isConnected && (kind === 'agent' || this.boardFollowers > 0);
  }

  private async fetchWorkstation(): Promise<StreamPosition | null> {
    const answer = await this.realtime?.send('agent:snapshot', {});
    if (answer?.ok !== true) return null;
    const at = this.nowMs();
    this.store?.dispatch(serverClockRead({ serverNow: answer.data.serverNow, at }));
    this.store?.dispatch(snapshotReceived(answer.data, at));
    return answer.data.position;
  }

  private async fetchBoard(): Promise<StreamPosition | null> {
    const answer = await this.realtime?.send('board:subscribe', {});
    if (answer?.ok !== true) return null;
    this.store?.dispatch(serverClockRead({ serverNow: answer.data.board.at, at: this.nowMs() }));
    this.store?.dispatch(boardReceived(answer.data.board));
    return answer.data.position;
  }

  private apply(event: WireEvent): void {
    if (this.store === null) return;
    this.store.dispatch(serverSpoke({ at: event.at }));
    this.store.dispatch(actionOf(event, this.nowMs()));
  }
}

function hold(event: WireEvent, { held }: Stream): void {
  held.push(event);
  if (held.length > HELD_EVENTS_MAX) held.shift();
}

function newStream(): Stream {
  return { position: null, isFetching: false, held: [] };
}

type ActionOf = { readonly [N in EventName]: (data: EventDataWire<N>, at: number) => UnknownAction };

/** The fact in the store that each event is. */
const ACTION_OF: ActionOf = {
  'agent:changed': agentChanged,
  'offer:rung': offerRung,
  'offer:ended': offerEnded,
  'call:changed': callChanged,
  'call:quality': callQualityMeasured,
  'call:digit': digitHeard,
  'pop:changed': popChanged,
  'script-run:changed': scriptRunChanged,
  'wrap-up:changed': wrapUpChanged,
  'strip:changed': stripChanged,
  'review:published': () => reviewPublished(),
  'board:changed': ({ board }) => boardReceived(board),
  // Which plans wait is asked for anew: the event says nothing that a lead of other creditors should not hear.
  'plan-approvals:changed': () => api.util.invalidateTags(['PlanApprovals']),
  'plan:decided': planDecided,
  'login:ended': ({ why }) => loggedOut(why),
};

function actionOf(event: WireEvent, at: number): UnknownAction {
  // The data under a name is what the function of that name takes; the compiler cannot follow both at once.
  return ACTION_OF[event.name](event.data as never, at);
}
