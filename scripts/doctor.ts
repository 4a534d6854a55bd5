import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { chromiumPath } from './check/stages';
import { findRuntime, findTestRuntime } from './electron-runtime.mjs';
import { debianPostgres, postgresBinaries } from './postgres/binaries';
import { postgresRunAs } from './postgres/run-as';
import { PROJECT_ROOT } from './project-root';

// npm run doctor: what this machine has, what is missing, and what to do about it.

interface Finding {
  readonly name: string;
  readonly found: string | undefined;
  /** What to do when it is missing. */
  readonly advice: string;
}

const ASK_TIMEOUT_MS = 15_000;

function firstLineOf(program: string, args: readonly string[]): string | undefined {
  try {
    return execFileSync(program, [...args], {
      encoding: 'utf8',
      timeout: ASK_TIMEOUT_MS,
      stdio: ['ignore', 'pipe', 'ignore'],
    }).split('\n')[0];
  } catch {
    return undefined;
  }
}

function embeddedPostgres(): string | undefined {
  try {
    const { postgres } = postgresBinaries(postgresRunAs());
    return firstLineOf(postgres, ['--version']);
  } catch {
    return undefined;
  }
}

function electronFound(): string | undefined {
  const runtime = findRuntime();
  return runtime && `${runtime.version} (${runtime.origin})`;
}

function testElectronFound(): string | undefined {
  const runtime = findTestRuntime();
  return runtime && `${runtime.version} (${runtime.origin})`;
}

/** WebRTC gives no address on a machine with a loopback interface only, and then no call has sound. */
function networkAddress(): string | undefined {
  const addresses = Object.values(networkInterfaces()).flatMap((list) => list ?? []);
  return addresses.find(({ internal, family }) => !internal && family === 'IPv4')?.address;
}

function dataPlace(): string | undefined {
  const pointer = join(PROJECT_ROOT, '.data', 'postgres-place.json');
  if (existsSync(pointer)) return readFileSync(pointer, 'utf8').replace(/\s+/g, ' ').trim();
  return existsSync(join(PROJECT_ROOT, '.data', 'postgres')) ? join(PROJECT_ROOT, '.data', 'postgres') : undefined;
}

const chromium = chromiumPath();
const hasXvfb = spawnSync('sh', ['-c', 'command -v Xvfb'], { stdio: 'ignore' }).status === 0;

const needed: readonly Finding[] = [
  { name: 'Node', found: process.versions.node, advice: 'Install Node 20.19 or newer.' },
  { name: 'npm', found: firstLineOf('npm', ['--version']), advice: 'Install npm 11.' },
  {
    name: 'PostgreSQL, embedded',
    found: process.env['DATABASE_URL'] ? 'not used: DATABASE_URL is set' : embeddedPostgres(),
    advice: 'Run npm ci with optional dependencies, or set DATABASE_URL.',
  },
  {
    name: 'Network for sound',
    found: networkAddress(),
    advice: 'Calls need a network interface beside loopback; a veth pair serves tests.',
  },
];

const optional: readonly Finding[] = [
  {
    name: 'Electron',
    found: electronFound(),
    advice: 'Without it the workstation opens in a browser. npx install-electron fetches it.',
  },
  { name: 'Electron for tests', found: testElectronFound(), advice: 'npm test fetches one.' },
  {
    name: 'Chromium for tests',
    found: chromium && firstLineOf(chromium, ['--version']),
    advice: 'apt-get install chromium, or set FRISKMELD_CHROMIUM.',
  },
  { name: 'Xvfb for tests', found: hasXvfb ? 'found' : undefined, advice: 'apt-get install xvfb.' },
  { name: 'PostgreSQL 15 for tests', found: debianPostgres()?.postgres, advice: 'apt-get install postgresql-15.' },
  { name: 'Data of npm start', found: dataPlace(), advice: 'None yet; the first npm start makes it.' },
];

const NAME_WIDTH = 26;
const show = ({ name, found, advice }: Finding) =>
  console.log(`${found === undefined ? '–' : '✓'} ${name.padEnd(NAME_WIDTH)}${found ?? advice}`);

needed.forEach(show);
optional.forEach(show);
const missing = needed.filter(({ found }) => found === undefined);
console.log(
  missing.length === 0 ? 'npm start has all it needs.' : `Missing: ${missing.map(({ name }) => name).join(', ')}.`,
);
process.exit(missing.length === 0 ? 0 : 1);
