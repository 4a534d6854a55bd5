import { LAUNCHER_USAGE, parseLauncherOptions } from './options';
import type { DesktopWindow } from './desktop-window';
import { LaunchRefused, openHouse, type RunningHouse } from './launcher';
import type { ProgramPlaces } from './services';

const STOP_LIMIT_MS = 9_500;
const EXIT_FAILED = 1;
const EXIT_REFUSED = 2;

/** The window is asked for: of which house, and whom to tell. */
export interface DesktopWish {
  readonly url: string;
  readonly dataDir: string;
  readonly say: (line: string) => void;
}

/** Opens the window; called after the line `ready`. Returns the handle to it, or null when there is none. */
export type OpenDesktop = () => DesktopWindow | null;

export interface RunOptions {
  readonly args: readonly string[];
  readonly places: ProgramPlaces;
  /** Makes what is missing before the house opens; production has everything built already. */
  prepare(say: (line: string) => void): Promise<void>;
  /** Prepares the workstation's window, or says why there is none. Called just before the line `ready`. */
  openDesktop(house: DesktopWish): Promise<OpenDesktop>;
}

function stopSignal(stopsWithInput: boolean): AbortSignal {
  const stopping = new AbortController();
  const stop = () => stopping.abort();
  for (const name of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(name, stop);
  if (stopsWithInput) {
    process.stdin.on('end', stop).on('error', stop).resume();
  }
  return stopping.signal;
}

function whenAborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    // A pending promise alone does not keep Node alive; the timer does, until the person wants to stop.
    const alive = setInterval(() => undefined, 60_000);
    const settle = () => {
      clearInterval(alive);
      resolve();
    };
    if (signal.aborted) settle();
    else signal.addEventListener('abort', settle, { once: true });
  });
}

async function stopHouse(
  house: RunningHouse,
  desktop: DesktopWindow | null,
  say: (line: string) => void,
): Promise<void> {
  say('stopping');
  const limit = setTimeout(() => {
    house.endAtOnce();
    say('could not stop in order within 10 s, so what was left was ended at once');
    process.exit(EXIT_FAILED);
  }, STOP_LIMIT_MS);
  // The window first: it would only look for its server. It has its own limit, and the house does not wait for it.
  await Promise.all([desktop?.stop(), house.stop()]);
  clearTimeout(limit);
  say('stopped');
}

/**
 * The whole life of a launcher: reads the command line, opens the house, prints `ready URL` as its last line, and stops
 * everything in order on SIGTERM, SIGINT or SIGHUP. Returns the exit code.
 */
export async function runLauncher(run: RunOptions): Promise<number> {
  // A terminal or a pipe that goes away must not take the house along.
  process.stdout.on('error', () => undefined);
  const say = (line: string) => console.log(`friskmeld: ${line}`);
  const parsed = parseLauncherOptions(run.args, process.cwd());
  if (parsed.kind === 'help') {
    console.log(LAUNCHER_USAGE);
    return 0;
  }
  if (parsed.kind === 'wrong') {
    console.error(`${parsed.message}\n\n${LAUNCHER_USAGE}`);
    return EXIT_REFUSED;
  }
  const { options } = parsed;
  const stopping = stopSignal(options.stopsWithInput);
  try {
    await run.prepare(say);
    const house = await openHouse({ options, places: run.places, say, stopping });
    const { dataDir, isHeadless } = options;
    const open = isHeadless ? () => null : await run.openDesktop({ url: house.url, dataDir, say });
    console.log(`ready ${house.url}`);
    const desktop = open();
    await whenAborted(stopping);
    await stopHouse(house, desktop, say);
    return 0;
  } catch (error) {
    if (stopping.aborted) return 0;
    console.error(`friskmeld: ${error instanceof Error ? error.message : String(error)}`);
    if (error instanceof LaunchRefused) return EXIT_REFUSED;
    console.error(`The logs are in ${options.dataDir}/logs.`);
    return EXIT_FAILED;
  }
}
