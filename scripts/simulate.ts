import { openHouse } from './simulate/house';
import { readOptions, USAGE, type SimulationOptions } from './simulate/options';
import { reportLines } from './simulate/report';
import { runSimulation } from './simulate/run-simulation';

// npm run simulate -- --agents 60 --calls-per-hour 400 --minutes 60 --speed 30 [--seed 1] [--kill 0]

function say(line: string): void {
  console.log(`friskmeld: ${line}`);
}

/** Exit code: 0 when everything held, 1 when something is broken or the run was stopped. */
async function simulate(options: SimulationOptions): Promise<number> {
  const stopping = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stopping.abort());
  const house = await openHouse(say);
  try {
    const result = await runSimulation(house, options, { say, stopping: stopping.signal });
    console.log(`\n${reportLines(result).join('\n')}`);
    return result.checks.every((check) => check.broken.length === 0) ? 0 : 1;
  } finally {
    await house.close();
  }
}

const args = process.argv.slice(2);
if (args.includes('--help')) {
  console.log(USAGE);
} else {
  try {
    process.exitCode = await simulate(readOptions(args));
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
