import { spawn, spawnSync } from 'node:child_process';

const START_TIMEOUT_MS = 10_000;

export interface Display {
  readonly name: string;
  stop(): void;
}

/** A display without a screen for windows to open on, or undefined when Xvfb is missing. It chooses a free number itself. */
export function startDisplay(): Promise<Display | undefined> {
  if (process.platform !== 'linux') return Promise.resolve({ name: '', stop: () => undefined });
  if (spawnSync('sh', ['-c', 'command -v Xvfb'], { stdio: 'ignore' }).status !== 0) return Promise.resolve(undefined);
  return new Promise((resolve) => {
    const server = spawn('Xvfb', ['-displayfd', '1', '-screen', '0', '1920x1080x24', '-nolisten', 'tcp'], {
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const timer = setTimeout(() => settle(undefined), START_TIMEOUT_MS);
    const settle = (display: Display | undefined) => {
      clearTimeout(timer);
      if (!display) server.kill('SIGKILL');
      resolve(display);
    };
    server.once('error', () => settle(undefined));
    server.once('exit', () => settle(undefined));
    server.stdout.on('data', (chunk: Buffer) => {
      const number = chunk.toString('utf8').trim();
      if (/^\d+$/.test(number)) settle({ name: `:${number}`, stop: () => server.kill('SIGTERM') });
    });
  });
}
