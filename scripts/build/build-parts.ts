import { build as bundle, type BuildOptions } from 'esbuild';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build as buildPage } from 'vite';
import { PROJECT_ROOT } from '../project-root';

type Part = 'server' | 'desktop' | 'renderer';

/** What each part is made of. A change in any of these makes it stale. */
const SOURCES: Record<Part, readonly string[]> = {
  server: ['shared', 'server', 'scripts', 'package-lock.json'],
  desktop: ['shared', 'desktop/ipc', 'desktop/main', 'desktop/preload', 'scripts/build', 'package-lock.json'],
  renderer: ['shared', 'desktop/ipc', 'desktop/renderer', 'vite.config.ts', 'package-lock.json'],
};

const common = {
  bundle: true,
  platform: 'node',
  sourcemap: true,
  absWorkingDir: PROJECT_ROOT,
  logLevel: 'warning',
} as const satisfies BuildOptions;

/** Node programs. Packages stay outside: knex loads its dialects by name, and argon2 brings a native part. */
const NODE_PROGRAMS: Record<string, string> = {
  main: 'server/main.ts',
  media: 'server/voice/embedded/media/main.ts',
  import: 'scripts/import.ts',
  'import-worker': 'server/ledger/importers/import-worker.ts',
  start: 'scripts/launcher/main.ts',
};

const SOUNDS = 'server/voice/embedded/sounds';
const DEMO_RECORDINGS = 'server/demo-world/recordings';

async function buildServer(): Promise<void> {
  const present = Object.entries(NODE_PROGRAMS).filter(([, entry]) => existsSync(join(PROJECT_ROOT, entry)));
  await bundle({
    ...common,
    entryPoints: Object.fromEntries(present),
    outdir: 'out/server',
    outExtension: { '.js': '.mjs' },
    format: 'esm',
    target: 'node20',
    packages: 'external',
  });
  // Sounds lie beside the program, so that a machine without the sources has them, too.
  cpSync(join(PROJECT_ROOT, SOUNDS), join(PROJECT_ROOT, 'out', 'server', 'sounds'), { recursive: true });
  cpSync(join(PROJECT_ROOT, DEMO_RECORDINGS), join(PROJECT_ROOT, 'out', 'server', 'demo-recordings'), {
    recursive: true,
  });
}

/** Electron 25 has no ES modules in main, and a sandboxed preload is always CommonJS; both carry their packages inside. */
async function buildDesktop(): Promise<void> {
  const shell = { ...common, format: 'cjs', external: ['electron'] } as const satisfies BuildOptions;
  await bundle({ ...shell, entryPoints: ['desktop/main/main.ts'], outfile: 'out/main/index.cjs', target: 'node18' });
  await bundle({
    ...shell,
    entryPoints: ['desktop/preload/preload.ts'],
    outfile: 'out/preload/index.cjs',
    target: 'chrome114',
  });
}

async function buildRenderer(): Promise<void> {
  await buildPage({ configFile: join(PROJECT_ROOT, 'vite.config.ts'), logLevel: 'warn' });
}

const BUILDERS: Record<Part, () => Promise<void>> = {
  server: buildServer,
  desktop: buildDesktop,
  renderer: buildRenderer,
};

const IS_TEST = /\.(test|spec)\.tsx?$/;

function collect(path: string, lines: string[]): void {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (!stat) return;
  if (stat.isFile()) {
    if (!IS_TEST.test(path)) lines.push(`${path} ${stat.size} ${stat.mtimeMs}`);
    return;
  }
  for (const name of readdirSync(path).sort()) collect(join(path, name), lines);
}

/** A mark that changes when any source of the part is edited, added or removed. */
function sourceMark(part: Part): string {
  const lines: string[] = [`node ${process.versions.node}`];
  for (const source of SOURCES[part]) collect(join(PROJECT_ROOT, source), lines);
  return createHash('sha256').update(lines.join('\n')).digest('hex');
}

const markFile = (part: Part) => join(PROJECT_ROOT, 'out', `.${part}.mark`);

function isFresh(part: Part): boolean {
  return existsSync(markFile(part)) && readFileSync(markFile(part), 'utf8') === sourceMark(part);
}

/**
 * Builds what is older than its sources. The mark is taken before the build, so an edit made meanwhile is not missed.
 * Two builds at once are harmless, but slow.
 */
export async function buildIfStale(say: (line: string) => void = () => undefined): Promise<void> {
  for (const [part, build] of Object.entries(BUILDERS)) {
    // Object.entries widens the keys of this closed record to string.
    const name = part as Part;
    if (isFresh(name)) continue;
    say(`building ${name}`);
    const mark = sourceMark(name);
    await build();
    mkdirSync(join(PROJECT_ROOT, 'out'), { recursive: true });
    writeFileSync(markFile(name), mark);
  }
}
