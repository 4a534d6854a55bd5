import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { benchFloor, benchLoginHash } from './bench/bench-parts';
import { openHouse } from './simulate/house';
import { latencyRow, LATENCY_HEAD } from './simulate/report';

// npm run bench [-- --agents 500]     prints how long things take on this machine; never judges

const AGENTS_DEFAULT = '500';
const AGENTS_MAX = 500;

function say(line: string): void {
  console.log(`friskmeld: ${line}`);
}

async function bench(agents: number): Promise<void> {
  const rows = [await benchLoginHash()];
  const house = await openHouse(say);
  try {
    say(`${agents} agents come to work, then ten calls a second for twenty seconds`);
    rows.push(...(await benchFloor(house, agents)));
  } finally {
    await house.close();
  }
  console.log(
    `\n${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}, people and server on the same machine\n`,
  );
  console.log([LATENCY_HEAD, ...rows.map((row) => latencyRow(row.label, row.samples))].join('\n'));
}

try {
  const { values } = parseArgs({ options: { agents: { type: 'string', default: AGENTS_DEFAULT } } });
  const agents = Number(values.agents);
  if (!Number.isInteger(agents) || agents < 1 || agents > AGENTS_MAX) throw new Error(`--agents: 1 to ${AGENTS_MAX}`);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => process.exit(1));
  await bench(agents);
  process.exit(0);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
