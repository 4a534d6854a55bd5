import type { Calls } from '../calls';
import type { Platform } from '../platform/platform';
import { Decider } from './decider';
import { WaitingLine } from './waiting-line';

export interface Routing {
  readonly decider: Decider;
  readonly waitingLine: WaitingLine;
  start(): void;
  stop(): Promise<void>;
}

/** Decides who is rung for whom, and tells callers where they stand. */
export function createRouting(platform: Platform, deps: { readonly calls: Calls }): Routing {
  const decider = new Decider(platform, deps.calls);
  const waitingLine = new WaitingLine(platform, deps.calls);
  decider.afterEach(() => waitingLine.wake());
  return {
    decider,
    waitingLine,
    start: () => decider.start(),
    async stop() {
      await decider.stop();
      await waitingLine.stop();
    },
  };
}
