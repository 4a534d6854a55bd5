import { existsSync, readFileSync } from 'node:fs';
import * as z from 'zod';

/** How many tests of a stage went which way. A stage without tests of its own (format, lint, …) counts as one. */
export interface Tally {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

const vitestSchema = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numPendingTests: z.number(),
  numTodoTests: z.number().default(0),
  testResults: z.array(z.object({ status: z.string(), assertionResults: z.array(z.unknown()) })),
});

const playwrightSchema = z.object({
  stats: z.object({ expected: z.number(), unexpected: z.number(), flaky: z.number(), skipped: z.number() }),
  errors: z.array(z.unknown()).default([]),
});

function readJson(file: string): unknown {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
}

/** A runner that failed without a failed test (a broken import, a leaked error, a kill) still counts as one failure. */
function atLeastOneFailure(tally: Tally, exitCode: number): Tally {
  return exitCode !== 0 && tally.failed === 0 ? { ...tally, failed: 1 } : tally;
}

const NOTHING: Tally = { passed: 0, failed: 0, skipped: 0 };

/** Reads vitest's JSON report. Test files that did not even load count as failures. */
export function vitestTally(file: string, exitCode: number): Tally {
  const report = vitestSchema.safeParse(readJson(file));
  if (!report.success) return atLeastOneFailure(NOTHING, exitCode === 0 ? 1 : exitCode);
  const { numPassedTests, numFailedTests, numPendingTests, numTodoTests, testResults } = report.data;
  const unloaded = testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
  );
  const tally = {
    passed: numPassedTests,
    failed: numFailedTests + unloaded.length,
    skipped: numPendingTests + numTodoTests,
  };
  return atLeastOneFailure(tally, exitCode);
}

/** Reads Playwright's JSON report. A flaky test (failed, then passed when tried again) counts as passed and is named aloud. */
export function playwrightTally(file: string, exitCode: number): Tally {
  const report = playwrightSchema.safeParse(readJson(file));
  if (!report.success) return atLeastOneFailure(NOTHING, exitCode === 0 ? 1 : exitCode);
  const { expected, unexpected, flaky, skipped } = report.data.stats;
  if (flaky > 0) console.error(`${flaky} of the journeys passed only when tried again: look at them.`);
  return atLeastOneFailure({ passed: expected + flaky, failed: unexpected, skipped }, exitCode);
}

/** A stage that is one check: passed or failed. */
export function singleTally(exitCode: number): Tally {
  return exitCode === 0 ? { passed: 1, failed: 0, skipped: 0 } : { passed: 0, failed: 1, skipped: 0 };
}

/** In continuous integration nothing is skipped: what is missing there is a fault of the machine and must be seen. */
export function withSkipsCounted(tally: Tally, isCi: boolean): Tally {
  return isCi ? { ...tally, failed: tally.failed + tally.skipped } : tally;
}

export function addTallies(tallies: readonly Tally[]): Tally {
  return tallies.reduce(
    (sum, next) => ({
      passed: sum.passed + next.passed,
      failed: sum.failed + next.failed,
      skipped: sum.skipped + next.skipped,
    }),
    NOTHING,
  );
}
