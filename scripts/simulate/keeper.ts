import { spawn } from 'node:child_process';

/**
 * Ends what the simulation started and removes its folder when the simulation itself was ended with -9: this program's
 * standard input closes with it. Told `pid <n>` and `forget <n>` lines; told `done`, it only goes.
 */
const PROGRAM = `
  const [folder] = process.argv.slice(1);
  const pids = new Set();
  let isDone = false;
  require('node:readline').createInterface({ input: process.stdin }).on('line', (line) => {
    const [word, pid] = line.split(' ');
    if (word === 'pid') pids.add(Number(pid));
    if (word === 'forget') pids.delete(Number(pid));
    if (word === 'done') isDone = true;
  }).on('close', () => {
    if (isDone) return;
    for (const pid of pids) { try { process.kill(pid, 'SIGQUIT'); } catch {} }
    setTimeout(() => require('node:fs').rmSync(folder, { recursive: true, force: true, maxRetries: 5 }), 1_000);
  });
`;

export interface Keeper {
  watch(pid: number): void;
  forget(pid: number): void;
  /** Everything was cleaned up in order. */
  done(): void;
}

/** Starts a keeper for a folder. */
export function startKeeper(folder: string): Keeper {
  const child = spawn(process.execPath, ['-e', PROGRAM, folder], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  child.on('error', () => undefined);
  child.stdin.on('error', () => undefined);
  child.unref();
  const tell = (line: string): void => {
    child.stdin.write(`${line}\n`);
  };
  return {
    watch: (pid) => tell(`pid ${pid}`),
    forget: (pid) => tell(`forget ${pid}`),
    done() {
      tell('done');
      child.stdin.end();
    },
  };
}
