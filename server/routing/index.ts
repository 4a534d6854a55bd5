import type { StripView } from '../../shared/protocol/views';
import type { Calls } from '../calls';
import type { Fact } from '../platform/journal/facts';
import type { Platform } from '../platform/platform';
import type { StreamName } from '../platform/realtime/live-streams';
import type { Tx } from '../platform/unit-of-work';
import { Decider } from './decider';
import { WaitingLine } from './waiting-line';

/** The two shares in the strip; computed from the journal by the boards. */
export type StripShares = () => Promise<Pick<StripView, 'answeredInTargetBp' | 'fcrBp'>>;

/** The strip is a glance, not a ticker. */
const STRIP_INTERVAL_MS = 1_000;
const STRIP_FACTS = new Set<Fact['kind']>([
  'call.queued',
  'call.offered',
  'call.answered',
  'call.ended',
  'wrap_up.closed',
]);

export interface Routing {
  readonly decider: Decider;
  readonly waitingLine: WaitingLine;
  /** What the strip in the call bar shows now. */
  strip(tx?: Tx): Promise<StripView>;
  start(): void;
  stop(): Promise<void>;
}

const noShares: StripShares = async () => ({ answeredInTargetBp: null, fcrBp: null });

/** Decides who is rung for whom, and tells callers where they stand. */
export function createRouting(
  platform: Platform,
  deps: { readonly calls: Calls; readonly shares?: StripShares },
): Routing {
  const { calls } = deps;
  const shares = deps.shares ?? noShares;
  const decider = new Decider(platform, calls);
  const waitingLine = new WaitingLine(platform, calls);
  decider.afterEach(() => waitingLine.wake());
  const strip = async (): Promise<StripView> => {
    const row = await platform
      .db('calls')
      .whereIn('state', ['queued', 'offered'])
      .first<{ waiting: bigint; since: number | null }>(
        platform.db.raw('count(*) as waiting'),
        platform.db.raw('min(entered_queue_at) as since'),
      );
    return { waiting: Number(row?.waiting ?? 0n), longestWaitSince: row?.since ?? null, ...(await shares()) };
  };
  const teller = new StripTeller(platform, strip);
  return {
    decider,
    waitingLine,
    strip,
    start() {
      decider.start();
      teller.start();
    },
    async stop() {
      teller.stop();
      await decider.stop();
      await waitingLine.stop();
    },
  };
}

/** Sends the strip to every workstation, at most once a second and only when it changed. */
class StripTeller {
  private isDue = false;
  private last = '';
  private timer: NodeJS.Timeout | null = null;

  constructor(
    private readonly platform: Platform,
    private readonly strip: () => Promise<StripView>,
  ) {
    platform.feed.subscribe((fact) => {
      if (STRIP_FACTS.has(fact.kind)) this.isDue = true;
    });
  }

  start(): void {
    this.timer = setInterval(() => {
      if (!this.isDue) return;
      this.isDue = false;
      this.tell().catch(() => {
        this.isDue = true;
      });
    }, STRIP_INTERVAL_MS);
  }

  stop(): void {
    if (this.timer !== null) clearInterval(this.timer);
    this.timer = null;
  }

  private async tell(): Promise<void> {
    const strip = await this.strip();
    const text = JSON.stringify(strip);
    if (text === this.last) return;
    this.last = text;
    for (const stream of this.workstations()) this.platform.streams.emit(stream, 'strip:changed', { strip });
  }

  private workstations(): readonly StreamName[] {
    const prefix = 'agent:';
    return [...this.platform.io.of('/').adapter.rooms.keys()]
      .filter((room) => room.startsWith(prefix))
      .map((room) => ({ kind: 'agent', key: room.slice(prefix.length) }));
  }
}
