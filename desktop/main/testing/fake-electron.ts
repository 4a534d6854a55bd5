import { EventEmitter } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ElectronModule } from '../electron-module';

type Handler = (event: unknown, args: unknown) => unknown;
type Listener = (...args: unknown[]) => unknown;

/** Web contents that remember what was sent to them. */
export class FakeContents extends EventEmitter {
  readonly sent: { channel: string; payload: unknown }[] = [];
  reloads = 0;
  windowOpenHandler: ((details: { url: string }) => { action: string }) | undefined;
  send(channel: string, payload: unknown): void {
    this.sent.push({ channel, payload });
  }
  reload(): void {
    this.reloads += 1;
  }
  setWindowOpenHandler(handler: (details: { url: string }) => { action: string }): void {
    this.windowOpenHandler = handler;
  }
}

export class FakeWindow extends EventEmitter {
  static made: FakeWindow[] = [];
  readonly webContents = new FakeContents();
  readonly calls: string[] = [];
  isShown = false;
  loadedUrl = '';
  constructor(readonly options: Record<string, unknown>) {
    super();
    FakeWindow.made.push(this);
  }
  loadURL(url: string): Promise<void> {
    this.loadedUrl = url;
    return Promise.resolve();
  }
  removeMenu(): void {}
  isDestroyed(): boolean {
    return false;
  }
  isMinimized(): boolean {
    return false;
  }
  isVisible(): boolean {
    return this.isShown;
  }
  flashFrame(on: boolean): void {
    this.calls.push(`flashFrame ${on}`);
  }
  show(): void {
    this.isShown = true;
    this.calls.push('show');
  }
  showInactive(): void {
    this.isShown = true;
    this.calls.push('showInactive');
  }
  focus(): void {
    this.calls.push('focus');
  }
  restore(): void {
    this.calls.push('restore');
  }
}

function noticeClass(shown: string[]) {
  return class FakeNotice extends EventEmitter {
    static isSupported(): boolean {
      return true;
    }
    constructor(readonly options: { title: string }) {
      super();
    }
    show(): void {
      shown.push(this.options.title);
    }
    close(): void {
      shown.push(`closed ${this.options.title}`);
    }
  };
}

class FakeTray extends EventEmitter {
  setContextMenu(): void {}
  setImage(): void {}
  setToolTip(): void {}
}

/** Everything a test may look at after it drove main. */
export interface FakeElectron {
  readonly module: ElectronModule;
  readonly app: EventEmitter;
  readonly handlers: Map<string, Handler>;
  readonly openedOutside: string[];
  readonly errorBoxes: string[];
  readonly noticesShown: string[];
  readonly schemes: { scheme: string; privileges: Record<string, boolean> }[];
  readonly shortcuts: Map<string, () => void>;
  readonly permission: { request?: Listener; check?: Listener; device?: Listener };
  readonly awake: Set<number>;
  hasLock: boolean;
  encryption: 'keyring' | 'basic_text' | 'none';
  readonly userData: string;
}

/** An Electron of plain objects: it records what main asks of it, and tests play the other side. */
export function createFakeElectron(): FakeElectron {
  FakeWindow.made = [];
  const app = new EventEmitter();
  const userData = mkdtempSync(join(tmpdir(), 'friskmeld-user-'));
  const fake = {
    app,
    handlers: new Map<string, Handler>(),
    openedOutside: [] as string[],
    errorBoxes: [] as string[],
    noticesShown: [] as string[],
    schemes: [] as { scheme: string; privileges: Record<string, boolean> }[],
    shortcuts: new Map<string, () => void>(),
    permission: {} as { request?: Listener; check?: Listener; device?: Listener },
    awake: new Set<number>(),
    hasLock: true,
    encryption: 'keyring' as 'keyring' | 'basic_text' | 'none',
    userData,
  };
  Object.assign(app, {
    getPath: () => userData,
    setPath: () => undefined,
    getVersion: () => '0.1.0',
    getLocale: () => 'nb-NO',
    quit: () => app.emit('quit-called'),
    requestSingleInstanceLock: () => fake.hasLock,
    whenReady: () => Promise.resolve(),
  });
  const module = {
    app,
    BrowserWindow: FakeWindow,
    dialog: {
      showErrorBox: (_title: string, text: string) => fake.errorBoxes.push(text),
      showMessageBoxSync: () => 0,
    },
    globalShortcut: {
      register: (key: string, pressed: () => void) => Boolean(fake.shortcuts.set(key, pressed)),
      unregister: (key: string) => fake.shortcuts.delete(key),
      isRegistered: (key: string) => fake.shortcuts.has(key),
      unregisterAll: () => fake.shortcuts.clear(),
    },
    ipcMain: { handle: (channel: string, handler: Handler) => fake.handlers.set(channel, handler) },
    Menu: { setApplicationMenu: () => undefined, buildFromTemplate: () => ({}) },
    nativeImage: { createFromBitmap: () => ({}) },
    net: {},
    Notification: noticeClass(fake.noticesShown),
    powerMonitor: new EventEmitter(),
    powerSaveBlocker: {
      start: () => {
        fake.awake.add(fake.awake.size + 1);
        return fake.awake.size;
      },
      stop: (id: number) => fake.awake.delete(id),
    },
    protocol: {
      registerSchemesAsPrivileged: (schemes: typeof fake.schemes) => fake.schemes.push(...schemes),
      handle: () => undefined,
    },
    safeStorage: {
      isEncryptionAvailable: () => fake.encryption !== 'none',
      getSelectedStorageBackend: () => (fake.encryption === 'keyring' ? 'gnome_libsecret' : 'basic_text'),
      encryptString: (text: string) => Buffer.from(text).reverse(),
      decryptString: (bytes: Buffer) => Buffer.from(bytes).reverse().toString(),
    },
    session: {
      defaultSession: {
        setPermissionRequestHandler: (handler: Listener) => (fake.permission.request = handler),
        setPermissionCheckHandler: (handler: Listener) => (fake.permission.check = handler),
        setDevicePermissionHandler: (handler: Listener) => (fake.permission.device = handler),
      },
    },
    shell: { openExternal: (url: string) => Promise.resolve(void fake.openedOutside.push(url)) },
    Tray: FakeTray,
  };
  // The fake has what main uses and no more; Electron's own type wants hundreds of members nobody calls.
  return Object.assign(fake, { module: module as unknown as ElectronModule });
}

/** Lets main's promises run on. */
export function settle(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
