/** Figures and their definitions, as others use them. */
export { CALL_FATES, fateOf, waitedMs, type CallFacts, type CallFate } from './call-facts';
export {
  abandonRate,
  answeredInTarget,
  averageHandleTimeMs,
  averageSpeedOfAnswerMs,
  averageWrapUpMs,
  countFates,
  longestWaitSince,
  SERVICE_LEVEL_OURS,
  waitingNow,
  type ServiceLevelSwitches,
} from './call-figures';
export type { KpiDefinition, KpiName } from './definition';
export { KPI_DEFINITIONS, KPI_NAMES } from './definitions';
export { FLOOR_COUNTRY, startOfFloorDay } from './floor-day';
export { meanMs, shareOfCounts, type Share } from './share';
export {
  occupancy,
  releasesInTime,
  releasesLate,
  type AgentSpan,
  type Interval,
  type OpenRelease,
  type ReleaseFacts,
} from './work-figures';
