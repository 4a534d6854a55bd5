import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { startEmbeddedPostgres } from './embedded-postgres';
import { findFreePort } from './launcher/ports';
import { PROJECT_ROOT } from './project-root';

// npm run dev: the page by Vite with hot replacement, server and media restarted by tsx at each edit, PostgreSQL beside.

const SERVER_PORT = 4100;
const dataDir = join(PROJECT_ROOT, '.data', 'dev');
const given = process.env['DATABASE_URL'];
const postgres = given === undefined ? await startEmbeddedPostgres(dataDir) : undefined;
const mediaPort = await findFreePort();

const env = {
  ...process.env,
  DATABASE_URL: postgres?.url ?? given,
  PORT: String(SERVER_PORT),
  FRISKMELD_DATA_DIR: dataDir,
  FRISKMELD_MEDIA_PORT: String(mediaPort),
  FRISKMELD_MEDIA_TOKEN: 'development',
  FRISKMELD_DEMO: '1',
  FRISKMELD_RENDERER_DIR: join(PROJECT_ROOT, 'out', 'renderer'),
};

function run(args: readonly string[]): ChildProcess {
  return spawn(process.execPath, args, { cwd: PROJECT_ROOT, env, stdio: 'inherit' });
}

const tsx = join(PROJECT_ROOT, 'node_modules', 'tsx', 'dist', 'cli.mjs');
const vite = join(PROJECT_ROOT, 'node_modules', 'vite', 'bin', 'vite.js');
const children = [
  run([tsx, 'watch', '--clear-screen=false', 'server/voice/embedded/media/main.ts']),
  run([tsx, 'watch', '--clear-screen=false', 'server/main.ts']),
  run([vite]),
];

let isStopping = false;
async function stop(): Promise<void> {
  if (isStopping) return;
  isStopping = true;
  for (const child of children) child.kill('SIGTERM');
  await postgres?.stop();
  process.exit(0);
}
for (const name of ['SIGINT', 'SIGTERM'] as const) process.on(name, () => void stop());
console.log(`The page: http://localhost:5173 (server on ${SERVER_PORT}). Ctrl+C stops everything.`);
