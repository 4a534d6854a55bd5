import { spawn } from 'node:child_process';

export interface CommandResult {
  readonly code: number;
  readonly timedOut: boolean;
}

export interface Command {
  readonly program: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  readonly limitMs: number;
}

const living = new Set<number>();

function killGroup(pid: number): void {
  try {
    // The negative number names the whole group: browsers and workers go with their parent.
    process.kill(process.platform === 'win32' ? pid : -pid, 'SIGKILL');
  } catch {
    // Already gone.
  }
}

/** Ends every command that still runs, with all it started. */
export function killAllCommands(): void {
  for (const pid of living) killGroup(pid);
}

/**
 * Runs a program with its output shown, and kills it with everything it started when it takes longer than `limitMs`.
 * SIGKILL at once: test runners catch SIGTERM, and a hung one survives it.
 */
export function runCommand(command: Command): Promise<CommandResult> {
  return new Promise((resolve) => {
    const child = spawn(command.program, command.args, {
      cwd: command.cwd,
      env: command.env,
      detached: process.platform !== 'win32',
      stdio: ['ignore', 'inherit', 'inherit'],
    });
    const { pid } = child;
    if (pid !== undefined) living.add(pid);
    let timedOut = false;
    const timer = setTimeout(() => {
      timedOut = true;
      if (pid !== undefined) killGroup(pid);
    }, command.limitMs);
    const settle = (code: number) => {
      clearTimeout(timer);
      if (pid !== undefined) living.delete(pid);
      resolve({ code, timedOut });
    };
    child.once('error', () => settle(1));
    child.once('exit', (code) => settle(code ?? 1));
  });
}
