import { spawn } from 'node:child_process';
import { buildIfStale } from './build/build-parts';
import { ensureRuntime } from './electron-runtime.mjs';
import { builtPlaces } from './launcher/launcher';
import { runLauncher } from './launcher/run';
import { PROJECT_ROOT } from './project-root';

function hasDisplay(): boolean {
  if (process.platform !== 'linux') return true;
  return (process.env['DISPLAY'] ?? '') !== '' || (process.env['WAYLAND_DISPLAY'] ?? '') !== '';
}

/** Opens the workstation on a runtime and a display, or says which of the two is missing and where to look instead. */
async function openDesktop(url: string, say: (line: string) => void): Promise<() => void> {
  if (!hasDisplay()) {
    say(`no display here, so no window; open ${url} in a browser`);
    return () => undefined;
  }
  const runtime = await ensureRuntime(say);
  if (!runtime) {
    say(`Electron is not installed and cannot be downloaded from here; open ${url} in a browser`);
    return () => undefined;
  }
  return () => {
    const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
    const desktop = spawn(runtime.executable, [PROJECT_ROOT, ...asRoot], {
      cwd: PROJECT_ROOT,
      env: { ...process.env, FRISKMELD_SERVER_URL: url },
      stdio: 'ignore',
    });
    desktop.on('error', (error) => say(`the window did not open (${error.message}); open ${url} in a browser`));
    desktop.on('exit', () => say(`the workstation was closed; the server goes on at ${url} until Ctrl+C`));
  };
}

const exitCode = await runLauncher({
  args: process.argv.slice(2),
  places: builtPlaces(PROJECT_ROOT),
  prepare: buildIfStale,
  openDesktop,
});
process.exit(exitCode);
