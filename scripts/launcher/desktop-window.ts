import { spawn, type ChildProcess } from 'node:child_process';

/** A window that is asked to close saves nothing that matters; after this it is ended. */
const CLOSE_GRACE_MS = 2_000;
/** Whoever ends this soon, and not by itself well, never showed a window. */
const OPENING_MS = 10_000;
const LINES_SHOWN = 5;
const OUTPUT_KEPT_MAX = 8_192;

/** The workstation's window as the launcher holds it. */
export interface DesktopWindow {
  /** Closes it, and waits until it is gone. */
  stop(): Promise<void>;
}

export interface DesktopProgram {
  readonly executable: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  /** Where the same can be seen in a browser. */
  readonly url: string;
  readonly say: (line: string) => void;
}

/** Opens the window and says how it ended: closed by the person, or never opened, with the last words of the program. */
export function openDesktopWindow(program: DesktopProgram): DesktopWindow {
  const { url, say } = program;
  const openedAt = Date.now();
  const child = spawn(program.executable, [...program.args], {
    cwd: program.cwd,
    env: program.env,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let output = '';
  let isStopping = false;
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    output = (output + text).slice(-OUTPUT_KEPT_MAX);
  });
  child.on('error', (error) => say(`the window did not open (${error.message}); open ${url} in a browser`));
  // `close` comes when its last words are read too.
  child.on('close', (code, signalName) => {
    if (isStopping || child.pid === undefined) return;
    if (code === 0 || Date.now() - openedAt > OPENING_MS) {
      say(`the workstation was closed; the server goes on at ${url} until Ctrl+C`);
      return;
    }
    say(`the window could not open (${signalName ?? `exit code ${code}`}); open ${url} in a browser`);
    for (const line of output.trim().split('\n').slice(-LINES_SHOWN)) if (line !== '') say(`  ${line}`);
  });
  return {
    stop: async () => {
      isStopping = true;
      await close(child);
    },
  };
}

function close(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    const limit = setTimeout(() => child.kill('SIGKILL'), CLOSE_GRACE_MS);
    child.once('exit', () => {
      clearTimeout(limit);
      resolve();
    });
    child.kill('SIGTERM');
  });
}
