import { execFileSync } from 'node:child_process';
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { buildIfStale } from './build/build-parts';
import { ensureRuntime, ensureTestRuntime } from './electron-runtime.mjs';
import { PROJECT_ROOT } from './project-root';

// npm run package: the workstation as a folder in dist/, as electron-builder.yml says.
// Where the official Electron cannot be downloaded, the same is packed around the test runtime into dist/test-only, without
// fuses, so that the packing itself can be tried offline. That one is never given to anyone.

const PACK_TIMEOUT_MS = 10 * 60_000;
const say = (line: string) => console.log(line);

function pack(args: readonly string[]): void {
  const program = join(PROJECT_ROOT, 'node_modules', 'electron-builder', 'out', 'cli', 'cli.js');
  execFileSync(process.execPath, [program, '--dir', '--publish', 'never', ...args], {
    cwd: PROJECT_ROOT,
    stdio: 'inherit',
    timeout: PACK_TIMEOUT_MS,
  });
}

await buildIfStale(say);
const official = await ensureRuntime(say);
if (official) {
  pack([
    '--config',
    'electron-builder.release.yml',
    `-c.electronDist=${official.folder}`,
    `-c.electronVersion=${official.version}`,
  ]);
  console.log('packed into dist/');
} else {
  const runtime = await ensureTestRuntime(say);
  if (!runtime) throw new Error('There is no Electron to pack. Run "npm run doctor" to see why.');
  pack([
    `-c.electronDist=${runtime.folder}`,
    `-c.electronVersion=${runtime.version}`,
    '-c.directories.output=dist/test-only',
  ]);
  const shell = join(PROJECT_ROOT, 'dist', 'test-only', 'linux-unpacked', 'resources', 'app');
  // The test runtime brings a little app of its own to open folders with; the packed one has its own.
  if (existsSync(shell)) rmSync(shell, { recursive: true });
  console.log(
    `packed around Electron ${runtime.version} into dist/test-only: for trying only, not to be given to anyone`,
  );
}
