import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openHouse, type House } from './house';
import { readOptions } from './options';
import { runSimulation, type SimulationResult } from './run-simulation';

/** Ten minutes of a small floor at sixty times the speed: about ten seconds, and one crash in the middle. */
const OPTIONS = readOptions([
  '--agents',
  '8',
  '--calls-per-hour',
  '240',
  '--minutes',
  '10',
  '--speed',
  '60',
  '--kill',
  '1',
]);
const RUN_TIMEOUT_MS = 240_000;

describe('a small floor whose server is killed in the middle of its traffic', () => {
  let house: House | undefined;
  let result: SimulationResult;

  beforeAll(async () => {
    house = await openHouse(() => undefined);
    result = await runSimulation(house, OPTIONS, { say: () => undefined, stopping: new AbortController().signal });
  }, RUN_TIMEOUT_MS);

  afterAll(async () => house?.close(), RUN_TIMEOUT_MS);

  test('breaks no invariant, before, while and after the server is dead', () => {
    const broken = result.checks.filter((check) => check.broken.length > 0);
    expect(broken).toEqual([]);
    expect(result.checks.map((check) => check.id)).toEqual(expect.arrayContaining(['A1', 'A2', 'A3', 'B1', 'SUM']));
    expect(result.invariantRounds).toBeGreaterThanOrEqual(3);
    expect(result.outageMs).toBeGreaterThan(0);
  });

  test('serves customers, and every offered call has exactly one fate', () => {
    const { offered, ...fates } = result.service.fates;
    expect(offered).toBeGreaterThan(0);
    expect(result.service.fates.answered).toBeGreaterThan(0);
    expect(Object.values(fates).reduce((a, b) => a + b, 0)).toBe(offered);
    expect(fates.waiting).toBe(0);
    expect(result.service.answerWaits.count).toBe(fates.answered);
    expect(result.service.answeredInTarget).toBeLessThanOrEqual(fates.answered);
  });

  test('measures what it says it measures', () => {
    expect(result.offerLatency.count).toBeGreaterThan(0);
    expect(result.acceptToTalk.count).toBeLessThanOrEqual(result.service.fates.answered);
    expect(result.boardLatency.count).toBeLessThanOrEqual(result.service.fates.answered);
  });
});
