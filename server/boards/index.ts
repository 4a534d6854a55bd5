import type { Fact } from '../platform/journal/facts';
import type { Platform } from '../platform/platform';
import { errorFacts } from '../platform/log';
import { BOARD_STREAM } from '../platform/realtime/live-streams';
import { ok } from '../../shared/result';
import type { BoardView } from '../../shared/protocol/board';
import type { StripView } from '../../shared/protocol/views';
import { callLines, type CallFactsFeature } from '../call-facts';
import { BoardModel } from './board-model';
import { boardView } from './board-view';

import { readFloor } from './floor';
import { registerCauseRoutes } from './cause-tree';
import { callsBehind } from './metric-calls';

/** Changes of a busy floor are gathered for this long; a board moves well within its second (product.md §5). */
const GATHER_MS = 300;
/** Waiting times and half-hour figures move without facts. */
const IDLE_REFRESH_MS = 5_000;

const LEADS = { roles: ['lead', 'admin'], scope: 'role', audit: 'none', rate: 'read' } as const;

export interface BoardsFeature {
  start(): Promise<void>;
  stop(): void;
  view(): Promise<BoardView>;
  /** The few figures in every agent's call bar. */
  strip(): Promise<StripView>;
}

interface Deps {
  readonly callFacts: CallFactsFeature;
  /** Called with the new figures whenever they were computed: the call bars show a few of them. */
  onFigures(strip: StripView): void;
}

/** Live boards: counted from call facts by the shared definitions, pushed within a second of the event. */
export function createBoards(platform: Platform, deps: Deps): BoardsFeature {
  const board = new LiveBoard(platform, deps);
  platform.feed.note((fact) => board.noteFact(fact));
  registerCauseRoutes(platform);
  platform.commands.add({
    name: 'board:subscribe',
    ...LEADS,
    roles: ['lead', 'admin', 'qa'],
    async run(context) {
      const socket = platform.io.of('/').sockets.get(context.socketId);
      if (socket !== undefined) platform.streams.join(socket, BOARD_STREAM);
      const position = platform.streams.position(BOARD_STREAM);
      return ok({ board: await board.view(), position });
    },
  });
  platform.commands.add({
    name: 'board:unsubscribe',
    ...LEADS,
    roles: ['lead', 'admin', 'qa'],
    run(context) {
      const socket = platform.io.of('/').sockets.get(context.socketId);
      if (socket !== undefined) platform.streams.leave(socket, BOARD_STREAM);
      return Promise.resolve(ok({}));
    },
  });
  platform.routes.add({
    name: 'board',
    ...LEADS,
    roles: ['lead', 'admin', 'qa'],
    run: async () => ok(await board.view()),
  });
  platform.routes.add({
    name: 'metricCalls',
    roles: ['lead', 'admin', 'qa'],
    scope: 'creditor',
    audit: 'person_read',
    rate: 'read',
    async run(context, request) {
      // Before the transaction: counting takes connections of its own, and whoever waits for one while holding one may wait for ever.
      const ids = await board.callsBehind(request.params.metric, request.query.key ?? null);
      return context.commit(async (tx) => {
        const page = await callLines(tx.sql, { callIds: ids, login: context.login, page: request.query });
        await tx.audit({
          loginAccountId: context.login?.id ?? null,
          action: 'calls.list',
          subjectKind: 'metric',
          subjectId: request.params.metric,
          detail: { shown: page.shownCustomerIds },
        });
        return ok({ total: page.total, calls: page.calls });
      });
    },
  });
  return board;
}

class LiveBoard implements BoardsFeature {
  private readonly model: BoardModel;
  private changed = new Set<string>();
  private isDirty = false;
  private timer: NodeJS.Timeout | null = null;
  private computing: Promise<void> | null = null;
  private shownAt = 0;
  private latest: BoardView | null = null;

  constructor(
    private readonly platform: Platform,
    private readonly deps: Deps,
  ) {
    this.model = new BoardModel(platform.db);
  }

  async start(): Promise<void> {
    await this.deps.callFacts.catchUp();
    await this.model.load(this.platform.clock.nowMs());
    // From here on there is always a board to show: a snapshot taken inside a transaction must not ask the pool for more.
    await this.compute();
    this.timer = setInterval(() => this.tick(), GATHER_MS);
  }

  stop(): void {
    if (this.timer !== null) clearInterval(this.timer);
    this.timer = null;
  }

  noteFact(fact: Fact): void {
    this.isDirty = true;
    if ('callId' in fact.payload && typeof fact.payload.callId === 'string') this.changed.add(fact.payload.callId);
  }

  async view(): Promise<BoardView> {
    await this.compute();
    if (this.latest === null) throw new Error('The board was asked before it was computed');
    return this.latest;
  }

  async strip(): Promise<StripView> {
    return stripOf(this.latest ?? (await this.view()));
  }

  async callsBehind(metric: Parameters<typeof callsBehind>[0], key: string | null): Promise<readonly string[]> {
    await this.compute();
    const source = { calls: this.model.today(), book: this.model.fcrBook(), nowMs: this.platform.clock.nowMs(), key };
    return callsBehind(metric, source) ?? (await this.callsWithAgreement(metric));
  }

  private async callsWithAgreement(metric: string): Promise<readonly string[]> {
    const action =
      metric === 'plans_made' ? 'plan_created' : metric === 'disputes_opened' ? 'dispute_opened' : 'hold_placed';
    const since = new Date(BoardModel.startOfDay(this.platform.clock.nowMs()));
    const rows = await this.platform
      .db('call_actions')
      .where({ action })
      .where('at', '>=', since)
      .distinct<{ call_id: string }[]>('call_id');
    return rows.map((row) => row.call_id);
  }

  private tick(): void {
    const now = this.platform.clock.nowMs();
    if (!this.isDirty && now - this.shownAt < IDLE_REFRESH_MS) return;
    this.isDirty = false;
    this.compute()
      .then(() => this.show())
      .catch((error: unknown) => {
        this.isDirty = true;
        this.platform.log.error(errorFacts(error), 'the board could not be computed; the next look tries again');
      });
  }

  private show(): void {
    if (this.latest === null) return;
    this.shownAt = this.platform.clock.nowMs();
    this.platform.streams.emit(BOARD_STREAM, 'board:changed', { board: this.latest });
    this.deps.onFigures(stripOf(this.latest));
  }

  private compute(): Promise<void> {
    this.computing ??= this.computeOnce().finally(() => {
      this.computing = null;
    });
    return this.computing;
  }

  private async computeOnce(): Promise<void> {
    await this.deps.callFacts.catchUp();
    const nowMs = this.platform.clock.nowMs();
    const changed = this.changed;
    this.changed = new Set();
    try {
      await this.model.refresh([...changed], nowMs);
    } catch (error) {
      // What could not be read is read with the next change; a call that ended meanwhile must not wait on the wall for ever.
      for (const callId of changed) this.changed.add(callId);
      throw error;
    }
    const sinceMs = BoardModel.startOfDay(nowMs);
    const floor = await readFloor(this.platform.db, sinceMs);
    this.latest = boardView({ nowMs, sinceMs, calls: this.model.today(), book: this.model.fcrBook(), ...floor });
  }
}

function stripOf(board: BoardView): StripView {
  return {
    waiting: board.waiting,
    longestWaitSince: board.longestWaitSince,
    answeredInTargetBp: board.answeredInTarget.bp,
    fcrBp: board.fcr.measured.bp,
  };
}
