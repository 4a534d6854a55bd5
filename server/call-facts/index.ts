import type { Platform } from '../platform/platform';
import { ProjectionRunner } from '../platform/journal/projection';
import { callFactsProjection } from './projection';

export { callFactsProjection } from './projection';
export { callLines, shownCustomers, toLine, type LineRow } from './call-lines';
export {
  CALL_FACTS_ROWS_MAX,
  FCR_PARAMETERS,
  readCallFactsOf,
  readCallFactsOfCustomers,
  readCallFactsSince,
  toFcrContact,
  type CallFactsRow,
} from './store';

export interface CallFactsFeature {
  readonly runner: ProjectionRunner;
  /** Brings the rows up to the journal; what boards and QA read before they answer. */
  catchUp(): Promise<void>;
}

/** One row per call, kept up with the journal. */
export function createCallFacts(platform: Platform): CallFactsFeature {
  const runner = new ProjectionRunner(platform.db, platform.log, [callFactsProjection]);
  // Not waited for: live events must not stand behind the figures.
  platform.feed.subscribe(() => {
    // The runner has logged why it stumbled, and the next fact tries again.
    runner.catchUp().catch(() => undefined);
  });
  return { runner, catchUp: () => runner.catchUp() };
}
