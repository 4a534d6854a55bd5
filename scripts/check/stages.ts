import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { findTestRuntime } from '../electron-runtime.mjs';
import { startTestPostgres } from '../embedded-postgres';
import { debianPostgres } from '../postgres/binaries';
import { PROJECT_ROOT } from '../project-root';
import { startDisplay } from './display';
import { playwrightTally, singleTally, vitestTally, type Tally } from './reports';
import { runCommand } from './run-command';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const REPORTS = join(PROJECT_ROOT, 'out', 'reports');

export interface Stage {
  readonly name: string;
  readonly isEndToEnd?: boolean;
  /** How long it may take before it is killed and counted as failed. */
  readonly limitMs: number;
  run(limitMs: number): Promise<Tally>;
}

/** A tool's own program file in node_modules: quicker than npx, and never a download. */
function tool(path: string): string {
  return join(PROJECT_ROOT, 'node_modules', path);
}

async function runNode(args: readonly string[], limitMs: number, env: Record<string, string> = {}): Promise<number> {
  const { code, timedOut } = await runCommand({
    program: process.execPath,
    args,
    cwd: PROJECT_ROOT,
    env: { ...process.env, FORCE_COLOR: process.stdout.isTTY ? '1' : '0', ...env },
    limitMs,
  });
  if (timedOut) console.error(`Killed after ${limitMs / SECOND} s.`);
  return code;
}

function single(name: string, limitMs: number, args: readonly string[]): Stage {
  return { name, limitMs, run: async (limit) => singleTally(await runNode(args, limit)) };
}

function freshReport(name: string): string {
  mkdirSync(REPORTS, { recursive: true });
  const file = join(REPORTS, `${name.replace(/\W+/g, '-')}.json`);
  rmSync(file, { force: true });
  return file;
}

async function runVitest(name: string, projects: readonly string[], limitMs: number, env = {}): Promise<Tally> {
  const report = freshReport(name);
  const chosen = projects.flatMap((project) => ['--project', project]);
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const code = await runNode([tool('vitest/vitest.mjs'), 'run', ...chosen, ...reporters], limitMs, env);
  return vitestTally(report, code);
}

function vitest(name: string, limitMs: number, projects: readonly string[]): Stage {
  return { name, limitMs, run: (limit) => runVitest(name, projects, limit) };
}

/** The database tests once more on the oldest PostgreSQL that is supported. Missing: a skip, which CI counts as a failure. */
async function runOnDebianPostgres(limitMs: number): Promise<Tally> {
  const binaries = debianPostgres();
  if (!binaries) {
    console.error(
      'PostgreSQL 15 is not installed (Debian: postgresql-15), so the database tests ran on the embedded one only.',
    );
    return { passed: 0, failed: 0, skipped: 1 };
  }
  const cluster = await startTestPostgres(binaries);
  try {
    return await runVitest('db-postgresql-15', ['db'], limitMs, { FRISKMELD_TEST_DATABASE_URL: cluster.url });
  } finally {
    await cluster.stop();
  }
}

async function runPlaywright(project: string, limitMs: number, env: Record<string, string>): Promise<Tally> {
  const report = freshReport(`playwright-${project}`);
  const args = [tool('@playwright/test/cli.js'), 'test', '--project', project, '--reporter=list,json'];
  const code = await runNode(args, limitMs, { ...env, PLAYWRIGHT_JSON_OUTPUT_NAME: report });
  return playwrightTally(report, code);
}

async function runInElectron(limitMs: number): Promise<Tally> {
  const runtime = findTestRuntime();
  if (!runtime) {
    console.error('There is no Electron to run on. Run "npm run doctor" to see why.');
    return { passed: 0, failed: 1, skipped: 0 };
  }
  const display = await startDisplay();
  if (!display) {
    console.error('Xvfb is missing (Debian: xvfb), so there is no display for the windows.');
    return { passed: 0, failed: 1, skipped: 0 };
  }
  try {
    console.log(`Electron ${runtime.version} from ${runtime.origin}`);
    const env = {
      ELECTRON_OVERRIDE_DIST_PATH: runtime.folder,
      ...(display.name === '' ? {} : { DISPLAY: display.name }),
    };
    return await runPlaywright('electron', limitMs, env);
  } finally {
    display.stop();
  }
}

/** Whether a Chromium is where the journeys expect it. */
export function chromiumPath(): string | undefined {
  const path = process.env['FRISKMELD_CHROMIUM'] ?? '/usr/bin/chromium';
  return existsSync(path) ? path : undefined;
}

async function runInChromium(limitMs: number): Promise<Tally> {
  if (chromiumPath() !== undefined) return runPlaywright('chromium', limitMs, {});
  console.error('Chromium is missing (Debian: chromium; elsewhere set FRISKMELD_CHROMIUM).');
  return { passed: 0, failed: 1, skipped: 0 };
}

const tsx = (script: string, ...args: string[]) => ['--import', 'tsx', join('scripts', script), ...args];

/** Everything `npm test` runs, in order: the quick and telling first. */
export const STAGES: readonly Stage[] = [
  single('format', 3 * MINUTE, [tool('prettier/bin/prettier.cjs'), '--check', '--log-level=warn', '.']),
  single('lint', 5 * MINUTE, [tool('oxlint/bin/oxlint'), '--type-aware', '--quiet']),
  single('types', 8 * MINUTE, [tool('typescript/bin/tsc'), '-b']),
  single('import law', 3 * MINUTE, tsx('arch.ts', '--check')),
  single('dead code', 3 * MINUTE, [tool('knip/bin/knip.js'), '--no-progress']),
  vitest('unit', 8 * MINUTE, ['unit', 'renderer']),
  vitest('database', 12 * MINUTE, ['db']),
  { name: 'database on PostgreSQL 15', limitMs: 12 * MINUTE, run: runOnDebianPostgres },
  single('build', 5 * MINUTE, tsx('build.ts')),
  vitest('live processes', 15 * MINUTE, ['live']),
  { name: 'journeys in Chromium', isEndToEnd: true, limitMs: 20 * MINUTE, run: runInChromium },
  { name: 'journeys in Electron', isEndToEnd: true, limitMs: 20 * MINUTE, run: runInElectron },
];
