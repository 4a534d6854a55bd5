import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { bridgeSettingsSchema, serverUrlSchema, type BridgeSettings, type SettingsChange } from '../ipc/values';

const DEFAULT_SERVER_URL = 'http://127.0.0.1:4100';

const DEFAULTS: BridgeSettings = { serverUrl: DEFAULT_SERVER_URL, hasGlobalShortcuts: true, hasNotifications: true };

export interface Settings {
  read(): BridgeSettings;
  change(change: SettingsChange): BridgeSettings;
}

function load(file: string): BridgeSettings {
  try {
    const parsed = bridgeSettingsSchema.partial().safeParse(JSON.parse(readFileSync(file, 'utf8')));
    return bridgeSettingsSchema.parse({ ...DEFAULTS, ...(parsed.success ? parsed.data : {}) });
  } catch {
    return DEFAULTS;
  }
}

/**
 * What this computer remembers, in one file that is replaced in one step. A damaged file gives the defaults. `forcedUrl`
 * (from the environment) wins over the file and is not written to it.
 */
export function openSettings(file: string, forcedUrl: string | undefined): Settings {
  const forced = serverUrlSchema.safeParse(forcedUrl);
  let kept = load(file);
  const effective = (): BridgeSettings => (forced.success ? { ...kept, serverUrl: forced.data } : kept);
  return {
    read: effective,
    change: (change) => {
      kept = bridgeSettingsSchema.parse({ ...kept, ...change });
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(`${file}.unfinished`, `${JSON.stringify(kept, null, 2)}\n`, { mode: 0o600 });
      renameSync(`${file}.unfinished`, file);
      return effective();
    },
  };
}
