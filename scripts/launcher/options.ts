import { parseArgs } from 'node:util';
import { isAbsolute, resolve } from 'node:path';

export const DEFAULT_PORT = 4100;
const PORT_MAX = 65_535;

export interface LauncherOptions {
  readonly isHeadless: boolean;
  readonly port: number;
  readonly dataDir: string;
  readonly hasDemoData: boolean;
  /** Stop when standard input ends: so a test that is killed leaves nothing behind. */
  readonly stopsWithInput: boolean;
}

export const LAUNCHER_USAGE = `Usage: npm start -- [options]
  --headless         serve without opening the workstation's window
  --port NUMBER      port of the server (default ${DEFAULT_PORT}; 0 takes a free one)
  --data-dir DIR     where everything is kept (default .data in this folder)
  --no-demo          start with an empty house instead of the demo world`;

export type ParsedOptions =
  | { readonly kind: 'run'; readonly options: LauncherOptions }
  | { readonly kind: 'help' }
  | { readonly kind: 'wrong'; readonly message: string };

/** Reads the launcher's command line. Relative folders start at `root`, the folder of the clone. */
export function parseLauncherOptions(args: readonly string[], root: string): ParsedOptions {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        headless: { type: 'boolean', default: false },
        port: { type: 'string', default: String(DEFAULT_PORT) },
        'data-dir': { type: 'string', default: '.data' },
        'no-demo': { type: 'boolean', default: false },
        'stop-with-input': { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
    if (values.help) return { kind: 'help' };
    const port = /^\d+$/.test(values.port) ? Number(values.port) : Number.NaN;
    if (!(port <= PORT_MAX)) {
      return { kind: 'wrong', message: `--port takes a number from 0 to ${PORT_MAX}, not "${values.port}".` };
    }
    const given = values['data-dir'];
    const options: LauncherOptions = {
      isHeadless: values.headless,
      port,
      dataDir: isAbsolute(given) ? given : resolve(root, given),
      hasDemoData: !values['no-demo'],
      stopsWithInput: values['stop-with-input'],
    };
    return { kind: 'run', options };
  } catch (error) {
    return { kind: 'wrong', message: error instanceof Error ? error.message : String(error) };
  }
}
