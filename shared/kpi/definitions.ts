/** All definitions by name. */
import type { KpiDefinition, KpiName } from './definition';
import { QUEUE_DEFINITIONS } from './definitions-queue';
import { WORK_DEFINITIONS } from './definitions-work';

export const KPI_DEFINITIONS: Readonly<Record<KpiName, KpiDefinition>> = { ...QUEUE_DEFINITIONS, ...WORK_DEFINITIONS };

/** Every figure there is. */
// Object.keys widens to string[]; the typed record above is the only source of keys.
export const KPI_NAMES = Object.keys(KPI_DEFINITIONS) as readonly KpiName[];
