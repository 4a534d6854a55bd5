import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { addTallies, playwrightTally, singleTally, vitestTally, withSkipsCounted } from './reports';

function reportFile(content: unknown): string {
  const file = join(mkdtempSync(join(tmpdir(), 'friskmeld-report-')), 'report.json');
  writeFileSync(file, JSON.stringify(content));
  return file;
}

const vitestReport = (over: object) => ({
  numPassedTests: 3,
  numFailedTests: 0,
  numPendingTests: 1,
  numTodoTests: 0,
  testResults: [],
  ...over,
});

describe('the sum of all test runners', () => {
  test('counts what vitest reports', () => {
    expect(vitestTally(reportFile(vitestReport({})), 0)).toEqual({ passed: 3, failed: 0, skipped: 1 });
  });

  test('counts a test file that did not load as a failure', () => {
    const report = vitestReport({ testResults: [{ status: 'failed', assertionResults: [] }] });
    expect(vitestTally(reportFile(report), 1).failed).toBe(1);
  });

  test('a runner that ended badly without a failed test is a failure', () => {
    expect(vitestTally(reportFile(vitestReport({})), 1).failed).toBe(1);
  });

  test('a runner that left no report is a failure, even when it claims success', () => {
    expect(vitestTally('/nowhere/report.json', 0).failed).toBe(1);
    expect(playwrightTally('/nowhere/report.json', 0).failed).toBe(1);
  });

  test('counts a journey that passed when tried again as passed', () => {
    const stats = { expected: 2, unexpected: 0, flaky: 1, skipped: 0 };
    expect(playwrightTally(reportFile({ stats }), 0)).toEqual({ passed: 3, failed: 0, skipped: 0 });
  });

  test('a skipped test fails in continuous integration only', () => {
    const tally = { passed: 1, failed: 0, skipped: 2 };
    expect(withSkipsCounted(tally, true).failed).toBe(2);
    expect(withSkipsCounted(tally, false).failed).toBe(0);
  });

  test('stages without tests count as one', () => {
    expect(addTallies([singleTally(0), singleTally(2)])).toEqual({ passed: 1, failed: 1, skipped: 0 });
  });
});
