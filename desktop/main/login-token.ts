import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { ElectronModule } from './electron-module';

export interface LoginTokenStore {
  read(): string | null;
  keep(token: string): 'disk' | 'memory';
  forget(): void;
}

/**
 * Whether the system really protects what it encrypts. On Linux without a key store Electron falls back to a key that is
 * written in its source (`basic_text`), which is no protection.
 */
function isProtected({ safeStorage }: Pick<ElectronModule, 'safeStorage'>): boolean {
  if (!safeStorage.isEncryptionAvailable()) return false;
  return process.platform !== 'linux' || safeStorage.getSelectedStorageBackend() !== 'basic_text';
}

/**
 * Keeps the login over a restart where the system can encrypt it, else only in memory, so that the agent logs in again.
 * The token is never written unencrypted.
 */
export function openLoginTokenStore(electron: Pick<ElectronModule, 'safeStorage'>, file: string): LoginTokenStore {
  let inMemory: string | null = null;
  const forget = () => {
    inMemory = null;
    rmSync(file, { force: true });
  };
  return {
    forget,
    read: () => {
      if (inMemory !== null) return inMemory;
      if (!existsSync(file)) return null;
      try {
        if (isProtected(electron)) return electron.safeStorage.decryptString(readFileSync(file));
      } catch {
        // Another user's key store, or a damaged file: the agent logs in again.
      }
      forget();
      return null;
    },
    keep: (token) => {
      inMemory = token;
      try {
        if (!isProtected(electron)) return 'memory';
        mkdirSync(dirname(file), { recursive: true });
        writeFileSync(`${file}.unfinished`, electron.safeStorage.encryptString(token), { mode: 0o600 });
        renameSync(`${file}.unfinished`, file);
        return 'disk';
      } catch {
        // A key store that fails or a full disk costs a login at the next start, and nothing now.
        return 'memory';
      }
    },
  };
}
