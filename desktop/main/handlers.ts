import type { SettingsAnswer } from '../ipc/values';
import type { CallNotices } from './call-notices';
import type { CrashRecovery } from './crash-recovery';
import type { ElectronModule } from './electron-module';
import type { VerbHandlers } from './ipc-router';
import type { Logger } from './logger';
import type { LoginTokenStore } from './login-token';
import { openOutsideLink } from './outside-links';
import type { Settings } from './settings';
import type { WorkstationTray } from './tray';
import type { WorkstationWindow } from './window';

export interface HandlerParts {
  readonly electron: Pick<ElectronModule, 'app' | 'globalShortcut' | 'powerSaveBlocker' | 'shell'>;
  readonly settings: Settings;
  readonly loginToken: LoginTokenStore;
  readonly notices: CallNotices;
  readonly tray: WorkstationTray;
  readonly recovery: CrashRecovery;
  readonly logger: Logger;
  /** Takes or gives back the system-wide keys as the settings say now; says which the system gave. */
  takeShortcuts(): SettingsAnswer['givenShortcuts'];
  window(): WorkstationWindow;
}

/** Blocks the computer's sleep while asked to; one block at most, however often it is asked. */
function createKeepAwake({ powerSaveBlocker }: Pick<ElectronModule, 'powerSaveBlocker'>): (on: boolean) => void {
  let blocker: number | undefined;
  return (on) => {
    if (on && blocker === undefined) blocker = powerSaveBlocker.start('prevent-app-suspension');
    if (!on && blocker !== undefined) {
      powerSaveBlocker.stop(blocker);
      blocker = undefined;
    }
  };
}

/** What main does for each verb of the bridge. */
export function createHandlers(parts: HandlerParts): VerbHandlers {
  const { electron, settings, loginToken, notices, tray } = parts;
  const keepAwake = createKeepAwake(electron);
  const answer = () => ({ ...settings.read(), givenShortcuts: parts.takeShortcuts() });
  return {
    appInfo: () => ({
      version: electron.app.getVersion(),
      electronVersion: process.versions['electron'] ?? 'unknown',
      platform: process.platform,
      serverUrl: settings.read().serverUrl,
      recoveries: parts.recovery.recoveries(),
    }),
    readSettings: answer,
    changeSettings: (change) => {
      const before = settings.read().serverUrl;
      const after = settings.change(change);
      // A login belongs to one server; another one must never be sent it.
      if (after.serverUrl !== before) loginToken.forget();
      return answer();
    },
    readLoginToken: () => loginToken.read(),
    keepLoginToken: (token) => loginToken.keep(token),
    forgetLoginToken: () => loginToken.forget(),
    setAttention: (attention) => parts.window().setAttention(attention),
    notifyIncoming: (notice) => {
      if (settings.read().hasNotifications) notices.show(notice);
    },
    withdrawNotification: (callId) => notices.withdraw(callId),
    setTray: ({ state, label }) => tray.show(state, label),
    keepAwake,
    reportFault: ({ name, place }) => parts.logger.note('page-fault', { name, place }),
    openLink: (link) => openOutsideLink(electron, link, settings.read().serverUrl),
  };
}
