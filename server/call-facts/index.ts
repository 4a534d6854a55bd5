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

/**
 * One row per call. Whoever reads the rows catches up first; the board's own beat does so while anything happens, so nobody
 * finds much to catch up with.
 */
export function createCallFacts(platform: Platform): CallFactsFeature {
  const runner = new ProjectionRunner(platform.db, platform.log, [callFactsProjection]);
  return { runner, catchUp: () => runner.catchUp() };
}
