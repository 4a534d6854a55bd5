import type { BrowserWindow, BrowserWindowConstructorOptions } from 'electron';
import type { NoticeName, NoticePayload } from '../ipc/channels';
import { NOTICES } from '../ipc/channels';
import type { ElectronModule } from './electron-module';
import { PAGE_URL } from './page-protocol';

/** Designed at 1440 × 900; below 1280 × 720 the three panes no longer fit. */
const SIZE = { width: 1440, height: 900, minWidth: 1280, minHeight: 720 } as const;

/** How the one window is made. Every line of webPreferences is a point of Electron's security checklist. */
export function windowOptions(preload: string): BrowserWindowConstructorOptions {
  return {
    ...SIZE,
    show: false,
    title: 'Friskmeld',
    backgroundColor: '#f4f6f8',
    autoHideMenuBar: true,
    webPreferences: {
      preload,
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      spellcheck: false,
      // A call's audio must not stutter because the window lies behind another one.
      backgroundThrottling: false,
    },
  };
}

/** The window, and what main may do with it. Nothing here ever takes the keyboard away from where the agent types. */
export interface WorkstationWindow {
  readonly browserWindow: BrowserWindow;
  tell<Name extends NoticeName>(name: Name, payload: NoticePayload<Name>): void;
  setAttention(attention: 'incoming' | 'none'): void;
  /** The agent asked for the window: by the tray, a notice or a second start. Only then it may take the focus. */
  readonly comeForward: () => void;
}

/** Makes the window and begins to load the page. */
export function openWindow(electron: Pick<ElectronModule, 'BrowserWindow'>, preload: string): WorkstationWindow {
  const browserWindow = new electron.BrowserWindow(windowOptions(preload));
  browserWindow.removeMenu();
  browserWindow.once('ready-to-show', () => browserWindow.show());
  void browserWindow.loadURL(PAGE_URL);
  return {
    browserWindow,
    tell: (name, payload) => {
      if (!browserWindow.isDestroyed()) browserWindow.webContents.send(NOTICES[name].channel, payload);
    },
    setAttention: (attention) => {
      if (browserWindow.isDestroyed()) return;
      browserWindow.flashFrame(attention === 'incoming');
      if (attention === 'incoming' && !browserWindow.isVisible()) browserWindow.showInactive();
    },
    comeForward: () => {
      if (browserWindow.isDestroyed()) return;
      if (browserWindow.isMinimized()) browserWindow.restore();
      browserWindow.show();
      browserWindow.focus();
    },
  };
}
