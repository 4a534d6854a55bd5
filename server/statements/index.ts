import type { Platform } from '../platform/platform';
import { registerStatementRoutes } from './http';
import type { StatementParts } from './use-cases/write-statement';

/** Builds the room of statements: registers their routes, and keeps nothing. */
export function createStatements(platform: Pick<Platform, 'routes' | 'clock'>, parts: StatementParts): void {
  registerStatementRoutes(platform, parts);
}
