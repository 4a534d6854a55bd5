/** Starts a real media process for live tests, on free ports and in a folder of its own. */
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const MAIN = fileURLToPath(new URL('../embedded/media/main.ts', import.meta.url));
const TSX = fileURLToPath(new URL('../../../node_modules/tsx/dist/cli.mjs', import.meta.url));
const START_MS_MAX = 30_000;
export const TEST_TOKEN = 'token-of-the-live-tests';

export interface MediaProcess {
  readonly port: number;
  readonly token: string;
  readonly dataDir: string;
  /** Of the node process that carries the audio. */
  readonly pid: number;
  /** Ends it as a crash does. */
  kill(): Promise<void>;
  /** SIGTERM. @returns the exit code. */
  stop(): Promise<number | null>;
}

/** Resolves on the `media ready` line. The folder is removed by {@link removeDataDir}, not by `stop`: a restart needs it. */
export async function startMedia(
  options: { dataDir?: string; env?: Record<string, string> } = {},
): Promise<MediaProcess> {
  const dataDir = options.dataDir ?? mkdtempSync(join(tmpdir(), 'friskmeld-media-'));
  const env = {
    ...process.env,
    FRISKMELD_MEDIA_PORT: '0',
    FRISKMELD_MEDIA_TOKEN: TEST_TOKEN,
    FRISKMELD_DATA_DIR: dataDir,
    ...options.env,
  };
  const child = spawn(process.execPath, [TSX, MAIN], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  const { port, pid } = await readyLine(child).catch((error: unknown) => {
    if (options.dataDir === undefined) rmSync(dataDir, { recursive: true, force: true });
    throw error;
  });
  const ended = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)));
  return {
    port,
    token: TEST_TOKEN,
    dataDir,
    pid,
    async kill() {
      process.kill(pid, 'SIGKILL');
      await ended;
    },
    stop() {
      if (child.exitCode === null) child.kill('SIGTERM');
      return ended;
    },
  };
}

export function removeDataDir(media: MediaProcess): void {
  rmSync(media.dataDir, { recursive: true, force: true });
}

async function readyLine(child: ChildProcess): Promise<{ port: number; pid: number }> {
  let out = '';
  let err = '';
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`media did not start: ${err}`)), START_MS_MAX);
    child.stderr?.on('data', (chunk: Buffer) => (err += chunk.toString()));
    child.stdout?.on('data', (chunk: Buffer) => {
      out += chunk.toString();
      const found = /media ready port=(\d+) pid=(\d+)/.exec(out);
      if (found === null) return;
      clearTimeout(timer);
      resolve({ port: Number(found[1]), pid: Number(found[2]) });
    });
    child.once('exit', (code) => {
      clearTimeout(timer);
      reject(new Error(`media ended with ${code}: ${err}`));
    });
  });
}
