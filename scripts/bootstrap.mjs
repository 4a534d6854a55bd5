// The first program a fresh clone runs: Node built-ins only. Installs what is missing, then hands over to TypeScript.
//   node scripts/bootstrap.mjs start|test|… [options of that command]
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const NODE_MIN = [20, 19];
const INSTALL_TIMEOUT_MS = 15 * 60_000;
const PARENT_POLL_MS = 500;

/** What tests need from the system, how to see that it is there, and the Debian package that brings it. */
const SYSTEM_NEEDS = [
  {
    program: 'a Chromium browser',
    debianPackage: 'chromium',
    isThere: () => existsSync(process.env.FRISKMELD_CHROMIUM ?? '/usr/bin/chromium'),
  },
  { program: 'Xvfb (a display without a screen)', debianPackage: 'xvfb', isThere: () => isOnPath('Xvfb') },
  {
    program: 'PostgreSQL 15',
    debianPackage: 'postgresql-15',
    isThere: () => existsSync('/usr/lib/postgresql/15/bin/postgres'),
  },
];

function say(line) {
  console.log(`friskmeld: ${line}`);
}

function fail(message) {
  console.error(`friskmeld: ${message}`);
  process.exit(1);
}

function isOnPath(program) {
  return spawnSync('sh', ['-c', `command -v ${program}`], { stdio: 'ignore' }).status === 0;
}

function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  const isOldEnough = major > NODE_MIN[0] || (major === NODE_MIN[0] && minor >= NODE_MIN[1]);
  if (!isOldEnough)
    fail(`Node ${NODE_MIN.join('.')} or newer is needed; this is ${process.versions.node}. See https://nodejs.org.`);
}

function readLock(path) {
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')).packages : undefined;
}

/** Whether node_modules holds every package of the lockfile in its version; npm keeps its own list of what it installed. */
function isInstalled() {
  const wanted = readLock(join(ROOT, 'package-lock.json'));
  const present = readLock(join(ROOT, 'node_modules', '.package-lock.json'));
  if (!wanted || !present) return false;
  return Object.entries(wanted).every(
    ([path, entry]) => path === '' || entry.optional || entry.devOptional || present[path]?.version === entry.version,
  );
}

function installPackages() {
  if (isInstalled()) return;
  say('installing packages (npm ci)');
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  // NODE_ENV=production would leave out what building and testing need.
  const env = { ...process.env, NODE_ENV: '', npm_config_omit: '', PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD: '1' };
  const done = spawnSync(npm, ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: ROOT,
    env,
    stdio: ['ignore', 'inherit', 'inherit'],
    timeout: INSTALL_TIMEOUT_MS,
    shell: process.platform === 'win32',
  });
  if (done.status !== 0)
    fail('npm ci failed; its messages are above. Check the connection to the package registry and try again.');
}

function aptInstall(packages) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const options = { env, stdio: ['ignore', 'ignore', 'inherit'], timeout: INSTALL_TIMEOUT_MS };
  spawnSync('apt-get', ['update', '-qq'], options);
  return spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages], options).status === 0;
}

function installForTests() {
  const missing = SYSTEM_NEEDS.filter((need) => !need.isThere());
  if (missing.length === 0) return;
  const packages = missing.map((need) => need.debianPackage);
  const mayInstall = process.getuid?.() === 0 && isOnPath('apt-get');
  if (mayInstall) {
    say(`installing from Debian: ${packages.join(' ')}`);
    if (aptInstall(packages)) return;
  }
  const names = missing.map((need) => need.program).join(', ');
  // Without them the stages that need them fail and say so; all others still run.
  say(`missing for the tests: ${names}.`);
  say(
    `On Debian run: sudo apt-get install ${packages.join(' ')}. Elsewhere set FRISKMELD_CHROMIUM to a Chromium or Chrome.`,
  );
}

async function installTestElectron() {
  const { ensureTestRuntime } = await import('./electron-runtime.mjs');
  const runtime = await ensureTestRuntime(say);
  if (!runtime) say('no Electron could be found or fetched; the tests of the workstation will fail.');
}

/**
 * npm runs a script through a shell and, told to end, ends the shell only, which takes nobody along. So whoever was started by
 * npm looks twice a second whether that shell still is its parent.
 */
function endWithNpm(end) {
  if (!process.env.npm_lifecycle_event) return;
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    end();
  }, PARENT_POLL_MS);
  watch.unref();
}

function handOver(command, args) {
  const program = join(ROOT, 'scripts', `${command}.ts`);
  if (!existsSync(program)) fail(`there is no command "${command}"; see the scripts in package.json.`);
  const child = spawn(process.execPath, ['--import', 'tsx', program, ...args], { cwd: ROOT, stdio: 'inherit' });
  // The child decides what a signal means; this process only waits for it and passes on what reached it alone.
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(name, () => child.kill(name));
  endWithNpm(() => child.kill('SIGTERM'));
  child.on('error', (error) => fail(`${command} did not start: ${error.message}`));
  child.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)));
}

const [command, ...args] = process.argv.slice(2);
if (!command || !/^[a-z][a-z-]*$/.test(command)) fail('say what to do: node scripts/bootstrap.mjs start|test|…');
checkNode();
installPackages();
if (command === 'test') {
  if (!args.includes('--no-e2e')) await installTestElectron();
  installForTests();
}
handOver(command, args);
