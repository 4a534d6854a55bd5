import type * as ElectronMain from 'electron';

/**
 * The parts of Electron that main uses. Every module takes what it needs of it as an argument, so that a plain object can
 * stand in for it in the tests. The types are those of the Electron that ships; APIs newer than Electron 25 are not used,
 * which desktop/e2e/electron-shell.spec.ts proves by running on it.
 */
export type ElectronModule = Pick<
  typeof ElectronMain,
  | 'app'
  | 'BrowserWindow'
  | 'dialog'
  | 'globalShortcut'
  | 'ipcMain'
  | 'Menu'
  | 'nativeImage'
  | 'net'
  | 'Notification'
  | 'powerMonitor'
  | 'powerSaveBlocker'
  | 'protocol'
  | 'safeStorage'
  | 'session'
  | 'shell'
  | 'Tray'
>;
