import { GLOBAL_KEYS, type ShortcutAction } from '../ipc/values';
import type { ElectronModule } from './electron-module';

/**
 * Takes or gives back the system-wide keys. Says which of them the system gave: another program may hold one, and a
 * Wayland session gives none.
 */
export function setGlobalShortcuts(
  electron: Pick<ElectronModule, 'globalShortcut'>,
  enabled: boolean,
  onPressed: (action: ShortcutAction) => void,
): Record<ShortcutAction, boolean> {
  const { globalShortcut } = electron;
  const take = (action: ShortcutAction): boolean => {
    const key = GLOBAL_KEYS[action];
    globalShortcut.unregister(key);
    if (!enabled) return false;
    try {
      return globalShortcut.register(key, () => onPressed(action)) && globalShortcut.isRegistered(key);
    } catch {
      return false;
    }
  };
  return { answer: take('answer'), mute: take('mute') };
}
