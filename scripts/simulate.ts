import { setTimeout as sleep } from 'node:timers/promises';
import { openHouse } from './simulate/house';
import { readOptions, USAGE, type SimulationOptions } from './simulate/options';
import { reportLines } from './simulate/report';
import { longestRunMs, runSimulation } from './simulate/run-simulation';

// npm run simulate -- --agents 60 --calls-per-hour 400 --minutes 60 --speed 30 [--seed 1] [--kill 0]

function say(line: string): void {
  console.log(`friskmeld: ${line}`);
}

function stopped(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(new Error('The simulation was stopped.')), { once: true });
  });
}

async function stuckAfter(ms: number): Promise<never> {
  await sleep(ms, undefined, { ref: false });
  throw new Error(`The simulation was stuck: it did not end within ${Math.round(ms / 1_000)} s.`);
}

/** Exit code: 0 when everything held, 1 when something is broken or the run was stopped. */
async function simulate(options: SimulationOptions): Promise<number> {
  const stopping = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stopping.abort());
  const house = await openHouse(say);
  try {
    const { signal } = stopping;
    const result = await Promise.race([
      runSimulation(house, options, { say, stopping: signal }),
      stopped(signal),
      stuckAfter(longestRunMs(options)),
    ]);
    console.log(`\n${reportLines(result).join('\n')}`);
    return result.checks.every((check) => check.broken.length === 0) ? 0 : 1;
  } finally {
    await house.close();
  }
}

const args = process.argv.slice(2);
if (args.includes('--help')) {
  console.log(USAGE);
  process.exit(0);
}
try {
  // Sockets of a run that was cut short would keep the process alive; everything they talked to is gone.
  process.exit(await simulate(readOptions(args)));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
