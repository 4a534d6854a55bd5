import { join } from 'node:path';
import { buildIfStale } from './build/build-parts';
import { ensureRuntime } from './electron-runtime.mjs';
import { builtPlaces } from './launcher/launcher';
import { openDesktopWindow } from './launcher/desktop-window';
import { runLauncher, type DesktopWish, type OpenDesktop } from './launcher/run';
import { PROJECT_ROOT } from './project-root';

function hasDisplay(): boolean {
  if (process.platform !== 'linux') return true;
  return (process.env['DISPLAY'] ?? '') !== '' || (process.env['WAYLAND_DISPLAY'] ?? '') !== '';
}

/** Prepares the workstation's window on a runtime and a display, or says which of the two is missing and where to look. */
async function openDesktop({ url, dataDir, say }: DesktopWish): Promise<OpenDesktop> {
  if (!hasDisplay()) {
    say(`no display here, so no window; open ${url} in a browser`);
    return () => null;
  }
  const runtime = await ensureRuntime(say);
  if (!runtime) {
    say(`Electron is not installed and cannot be downloaded from here; open ${url} in a browser`);
    return () => null;
  }
  const { executable } = runtime;
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  // A window of its own per house: one that belongs to another port would only be lifted, and look for another server.
  const env = { ...process.env, FRISKMELD_SERVER_URL: url, FRISKMELD_USER_DATA: join(dataDir, 'workstation') };
  return () => openDesktopWindow({ executable, args: [PROJECT_ROOT, ...asRoot], cwd: PROJECT_ROOT, env, url, say });
}

const exitCode = await runLauncher({
  args: process.argv.slice(2),
  places: builtPlaces(PROJECT_ROOT),
  prepare: buildIfStale,
  openDesktop,
});
process.exit(exitCode);
