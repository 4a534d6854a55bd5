import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import * as z from 'zod';
import { FakeCreditor } from '../server/creditor-api/sandbox/fake-creditor';
import { VISITING_SYSTEM } from '../server/demo-world';
import { playDay, type Check } from './demo-creditor/day';
import { openDoor } from './demo-creditor/door';
import { launcherRecordSchema, readRecord } from './launcher/run-records';
import { openHouse } from './simulate/house';

// npm run demo:creditor -- [--url http://127.0.0.1:4100] [--customers 30] [--outage 12]

const USAGE = `npm run demo:creditor -- [--url ADDRESS] [--data-dir .data] [--customers 30] [--outage 12]
  Plays a day of a creditor's system: customers, invoices, payments, a payment on its way to an opened supply, an outage of
  --outage seconds and the recovery. Runs against the server of the data folder (npm start), else starts one of its own that
  is thrown away, and kills that one in the outage too. Exit 0 when nothing was lost or doubled.`;
/** Whatever happens, it ends by then. */
const LONGEST_RUN_MS = 6 * 60_000;
const HOOK_PATH = '/hook';

const optionsSchema = z.object({
  url: z.url().optional(),
  'data-dir': z.string().default('.data'),
  customers: z.coerce.number().int().min(6).max(500).default(30),
  outage: z.coerce.number().int().min(1).max(120).default(12),
});

interface Place {
  readonly url: string;
  readonly isOwn: boolean;
  whileDown(): Promise<void>;
  close(): Promise<void>;
}

function say(line: string): void {
  console.log(`friskmeld: ${line}`);
}

async function isServing(url: string): Promise<boolean> {
  const answer = await fetch(`${url}/readyz`, { signal: AbortSignal.timeout(2_000) }).catch(() => null);
  return answer?.ok === true;
}

/** The server that runs, or one of our own. */
async function findPlace(options: z.output<typeof optionsSchema>): Promise<Place> {
  const url = options.url ?? readRecord(resolve(options['data-dir']), 'launcher', launcherRecordSchema)?.url;
  if (url !== undefined && (await isServing(url))) {
    say(`using the server at ${url}`);
    return { url, isOwn: false, whileDown: () => Promise.resolve(), close: () => Promise.resolve() };
  }
  if (options.url !== undefined)
    throw new Error(`Nobody serves at ${options.url}. Start a server there, or leave --url out.`);
  say('no server runs here; starting one for this run');
  const house = await openHouse(say);
  return {
    url: house.url,
    isOwn: true,
    async whileDown() {
      say('and our own server is killed and started again');
      await house.killServer();
      await house.restartServer();
      say('it serves again');
    },
    close: () => house.close(),
  };
}

async function listen(fake: FakeCreditor): Promise<void> {
  try {
    await fake.start(VISITING_SYSTEM.port);
  } catch (error) {
    const { port } = VISITING_SYSTEM;
    throw new Error(`Port ${port} is taken: let the other npm run demo:creditor end first.`, { cause: error });
  }
}

function report(checks: readonly Check[]): number {
  console.log('');
  for (const { what, found, expected, isRight } of checks)
    console.log(
      `${isRight ? '  ok ' : ' BAD '} ${what}: ${found}${isRight && found === expected ? '' : ` (expected ${expected})`}`,
    );
  const wrong = checks.filter(({ isRight }) => !isRight).length;
  console.log(
    wrong === 0 ? '\nNothing lost, nothing doubled.' : `\n${wrong} of ${checks.length} are not as they should be.`,
  );
  return wrong === 0 ? 0 : 1;
}

async function main(args: readonly string[]): Promise<number> {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({
    args: [...args],
    options: { url: text, 'data-dir': text, customers: text, outage: text },
  });
  const parsed = optionsSchema.safeParse(values);
  if (!parsed.success) {
    const lines = parsed.error.issues.map((issue) => `  --${issue.path.join('.')} ${issue.message}`);
    throw new Error(`The options are not right:\n${lines.join('\n')}\n\n${USAGE}`);
  }
  const options = parsed.data;
  const fake = new FakeCreditor();
  await listen(fake);
  const place = await findPlace(options);
  try {
    const door = await openDoor(place.url, `http://${VISITING_SYSTEM.host}${HOOK_PATH}`);
    fake.trust(HOOK_PATH, door.webhookSecret);
    say(`playing a day of ${door.creditorName}`);
    const { customers, outage } = options;
    const whileDown = () => place.whileDown();
    try {
      return report(await playDay(door.client, fake, { customers, outageMs: outage * 1_000, whileDown, say }));
    } finally {
      await door.close();
    }
  } finally {
    await fake.stop();
    await place.close();
  }
}

if (process.argv.includes('--help')) {
  console.log(USAGE);
  process.exit(0);
}
setTimeout(() => {
  console.error('friskmeld: the day did not end in time; stopping.');
  process.exit(1);
}, LONGEST_RUN_MS).unref();
try {
  // A run of its own may leave sockets behind; everything they talked to is gone.
  process.exit(await main(process.argv.slice(2)));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
