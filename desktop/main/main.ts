import * as electron from 'electron';
import { join } from 'node:path';
import { startWorkstation } from './workstation';

// Bundled to out/main/index.cjs; preload and page lie beside it, in the clone as in the package.
const built = join(__dirname, '..');

startWorkstation(
  electron,
  { preload: join(built, 'preload', 'index.cjs'), page: join(built, 'renderer') },
  process.env,
);
