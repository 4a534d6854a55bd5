import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { builtPlaces } from './launcher';
import { runLauncher } from './run';

// Production: this file is bundled to out/server/start.mjs, two folders below the root, and everything is built already.
const root = resolve(dirname(fileURLToPath(import.meta.url)), '..', '..');

const exitCode = await runLauncher({
  args: process.argv.slice(2),
  places: builtPlaces(root),
  prepare: async () => undefined,
  openDesktop: async ({ url, say }) => {
    say(`open ${url} in a browser; this copy has no window of its own`);
    return () => null;
  },
});

process.exit(exitCode);
