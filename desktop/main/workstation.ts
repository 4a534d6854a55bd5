import { join } from 'node:path';
import { createCallNotices } from './call-notices';
import { createCrashRecovery, type CrashRecovery } from './crash-recovery';
import type { ElectronModule } from './electron-module';
import { createHandlers } from './handlers';
import { routeVerbs } from './ipc-router';
import { createLogger, type Logger } from './logger';
import { openLoginTokenStore } from './login-token';
import { lockDownNavigation } from './navigation';
import { registerPageScheme, servePage } from './page-protocol';
import { installPermissions } from './permissions';
import { createPhoneLinkGate, parsePhoneLink, phoneLinkIn } from './phone-link';
import { openSettings } from './settings';
import { setGlobalShortcuts } from './shortcuts';
import { languageOf, TEXTS } from './texts';
import { createTray, type WorkstationTray } from './tray';
import { openWindow, type WorkstationWindow } from './window';

export interface WorkstationPlaces {
  readonly preload: string;
  readonly page: string;
}

export interface WorkstationEnvironment {
  readonly FRISKMELD_SERVER_URL?: string | undefined;
  /** Another folder for what this computer remembers; tests give each workstation its own. */
  readonly FRISKMELD_USER_DATA?: string | undefined;
}

/** A call, or the work right after it: links wait, and closing asks first. */
function isInCall(tray: WorkstationTray): boolean {
  return tray.state() === 'busy' || tray.state() === 'wrap-up';
}

/** A crashed page is made anew in the same window; the page asks how often and tells the agent. The server kept its call. */
function recoverFromCrashes(
  parts: { electron: ElectronModule; logger: Logger; recovery: CrashRecovery },
  window: WorkstationWindow,
): void {
  const { electron, logger, recovery } = parts;
  const { webContents } = window.browserWindow;
  webContents.on('render-process-gone', (_event, { reason }) => {
    logger.note('page-gone', { reason });
    if (reason === 'clean-exit') return;
    if (recovery.onCrash() === 'give-up') {
      electron.dialog.showErrorBox('Friskmeld', TEXTS.keepsCrashing[languageOf(electron.app.getLocale())]);
      return;
    }
    webContents.reload();
  });
  webContents.on('unresponsive', () => logger.note('page-unresponsive'));
}

function askBeforeClosing(electron: ElectronModule, window: WorkstationWindow, tray: WorkstationTray): void {
  window.browserWindow.on('close', (event) => {
    if (!isInCall(tray)) return;
    const language = languageOf(electron.app.getLocale());
    const answer = electron.dialog.showMessageBoxSync(window.browserWindow, {
      type: 'warning',
      message: TEXTS.closeInCall[language],
      buttons: [TEXTS.stay[language], TEXTS.quit[language]],
      defaultId: 0,
      cancelId: 0,
    });
    if (answer === 0) event.preventDefault();
  });
}

/** Links that come before there is a window (macOS starts the program by one) wait for it; the last one counts. */
interface PhoneLinks {
  /** Whoever shows them from now on; gets the one that waited. */
  showTo(show: (number: string) => void): void;
}

function listenForPhoneLinks(electron: ElectronModule): PhoneLinks {
  let waiting: string | undefined;
  let show = (number: string): void => {
    waiting = number;
  };
  electron.app.on('open-url', (event, url) => {
    event.preventDefault();
    const number = parsePhoneLink(url);
    if (number !== undefined) show(number);
  });
  // macOS and Linux know the link from the installed program; Windows asks each program to say so itself.
  if (process.platform === 'win32') electron.app.setAsDefaultProtocolClient('tel');
  return {
    showTo: (shower) => {
      show = shower;
      if (waiting !== undefined) shower(waiting);
      waiting = undefined;
    },
  };
}

interface Start {
  readonly places: WorkstationPlaces;
  readonly env: WorkstationEnvironment;
  readonly links: PhoneLinks;
}

function whenReady(electron: ElectronModule, { places, env, links }: Start): void {
  const { app } = electron;
  const userData = app.getPath('userData');
  const logger = createLogger(join(userData, 'logs'), () => new Date());
  const settings = openSettings(join(userData, 'settings.json'), env.FRISKMELD_SERVER_URL);
  const recovery = createCrashRecovery(Date.now);
  logger.note('started', { version: app.getVersion(), electron: process.versions['electron'] ?? 'unknown' });
  electron.Menu.setApplicationMenu(null);
  lockDownNavigation(electron, logger);
  installPermissions(electron);
  servePage(electron, { folder: places.page, serverUrl: () => settings.read().serverUrl });

  const window = openWindow(electron, places.preload);
  const tray = createTray(electron, {
    language: languageOf(app.getLocale()),
    logger,
    open: window.comeForward,
    quit: () => app.quit(),
  });
  const notices = createCallNotices(electron, window.comeForward);
  const takeShortcuts = () =>
    setGlobalShortcuts(electron, settings.read().hasGlobalShortcuts, (action) =>
      window.tell('shortcutPressed', { action }),
    );
  takeShortcuts();
  const loginToken = openLoginTokenStore(electron, join(userData, 'login-token'));
  const handlers = createHandlers({
    electron,
    settings,
    loginToken,
    notices,
    tray,
    recovery,
    logger,
    takeShortcuts,
    window: () => window,
  });
  routeVerbs(electron, handlers, logger);
  recoverFromCrashes({ electron, logger, recovery }, window);
  askBeforeClosing(electron, window, tray);

  const mayShow = createPhoneLinkGate(() => isInCall(tray), Date.now);
  const showNumber = (number: string) => {
    if (!mayShow(number)) return;
    window.comeForward();
    window.tell('phoneLinkReceived', { number });
  };
  app.on('second-instance', (_event, args) => {
    const number = phoneLinkIn(args);
    if (number === undefined) window.comeForward();
    else showNumber(number);
  });
  window.browserWindow.webContents.once('did-finish-load', () => {
    const number = phoneLinkIn(process.argv);
    if (number !== undefined) showNumber(number);
    links.showTo(showNumber);
  });
  electron.powerMonitor.on('resume', () => window.tell('systemResumed', {}));
  app.on('window-all-closed', () => app.quit());
  app.on('will-quit', () => electron.globalShortcut.unregisterAll());
}

/**
 * Starts the workstation: one program per computer user, one window. A second start hands its link to the first and ends.
 * Everything main needs is given: Electron itself, where the built page lies, and the environment.
 */
export function startWorkstation(
  electron: ElectronModule,
  places: WorkstationPlaces,
  env: WorkstationEnvironment,
): void {
  const { app } = electron;
  if (env.FRISKMELD_USER_DATA !== undefined) app.setPath('userData', env.FRISKMELD_USER_DATA);
  if (!app.requestSingleInstanceLock()) {
    app.quit();
    return;
  }
  registerPageScheme(electron);
  const links = listenForPhoneLinks(electron);
  void app.whenReady().then(() => whenReady(electron, { places, env, links }));
}
