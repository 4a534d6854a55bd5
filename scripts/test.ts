import { performance } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import { addTallies, withSkipsCounted, type Tally } from './check/reports';
import { killAllCommands } from './check/run-command';
import { STAGES, type Stage } from './check/stages';

// npm test                     everything
// npm run check                everything but the journeys in browsers
// npm test -- --only database  the stages whose name begins so

const EXIT_INTERRUPTED = 130;
const SECONDS_WIDTH = 8;
const isCi = process.env['CI'] === 'true';

const { values } = parseArgs({
  options: { 'no-e2e': { type: 'boolean', default: false }, only: { type: 'string' } },
});

for (const name of ['SIGINT', 'SIGTERM'] as const) {
  process.on(name, () => {
    killAllCommands();
    process.exit(EXIT_INTERRUPTED);
  });
}

interface StageResult {
  readonly stage: Stage;
  readonly tally: Tally;
  readonly seconds: number;
}

async function runStage(stage: Stage): Promise<StageResult> {
  console.log(`\n── ${stage.name}`);
  const since = performance.now();
  let tally: Tally;
  try {
    tally = withSkipsCounted(await stage.run(stage.limitMs), isCi);
  } catch (error) {
    console.error(error);
    tally = { passed: 0, failed: 1, skipped: 0 };
  }
  const seconds = (performance.now() - since) / 1_000;
  console.log(`── ${stage.name}: ${tally.passed} passed, ${tally.failed} failed, ${seconds.toFixed(1)} s`);
  return { stage, tally, seconds };
}

const chosen = STAGES.filter(
  (stage) =>
    !(values['no-e2e'] && stage.isEndToEnd) && (values.only === undefined || stage.name.startsWith(values.only)),
);
const results: StageResult[] = [];
// One after the other: two cores, and the audio tests keep time.
for (const stage of chosen) results.push(await runStage(stage));

console.log('\nAll stages');
for (const { stage, tally, seconds } of results) {
  const skipped = tally.skipped > 0 ? `, ${tally.skipped} skipped` : '';
  console.log(
    `${seconds.toFixed(1).padStart(SECONDS_WIDTH)} s  ${stage.name}: ${tally.passed} passed, ${tally.failed} failed${skipped}`,
  );
}
const total = addTallies(results.map((result) => result.tally));
const hasRunNothing = results.length === 0;
if (hasRunNothing) console.error('No stage has such a name.');
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exit(total.failed > 0 || hasRunNothing ? 1 : 0);
