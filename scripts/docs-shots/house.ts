import { spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { PROJECT_ROOT } from '../project-root';

const OPEN_LIMIT_MS = 240_000;
const CLOSE_LIMIT_MS = 15_000;

export interface PictureHouse {
  readonly url: string;
  close(): Promise<void>;
}

/** Opens a fresh house with the demo world on a free port, as `npm start -- --headless` does. It ends with this process. */
export async function openPictureHouse(): Promise<PictureHouse> {
  const dataDir = mkdtempSync(join(tmpdir(), 'friskmeld-pictures-'));
  // So that PostgreSQL's own user can enter.
  chmodSync(dataDir, 0o755);
  const { DATABASE_URL: _ours, ...env } = process.env;
  const args = ['--headless', '--port', '0', '--data-dir', dataDir, '--stop-with-input'];
  const launcher = spawn(process.execPath, ['--import', 'tsx', join('scripts', 'start.ts'), ...args], {
    cwd: PROJECT_ROOT,
    env,
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const ended = new Promise<void>((resolve) => launcher.once('exit', () => resolve()));
  const close = async (): Promise<void> => {
    launcher.kill('SIGTERM');
    await Promise.race([ended, sleep(CLOSE_LIMIT_MS)]);
    rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 });
  };
  const ready = new Promise<string>((resolve, reject) => {
    let output = '';
    launcher.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString('utf8');
      const url = /^ready (http:\S+)$/mu.exec(output)?.[1];
      if (url !== undefined) resolve(url);
    });
    launcher.once('exit', () => reject(new Error(`The house closed at once:\n${output}`)));
    sleep(OPEN_LIMIT_MS, undefined, { ref: false }).then(
      () => reject(new Error(`The house did not open:\n${output}`)),
      reject,
    );
  });
  try {
    return { url: await ready, close };
  } catch (error) {
    await close();
    throw error;
  }
}
