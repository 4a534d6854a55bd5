import type { ElectronModule } from './electron-module';
import type { Logger } from './logger';
import { isPageUrl } from './page-protocol';

/**
 * Locks every page there is or will be: it stays where it is, opens no windows and carries no web views. Links that may be
 * opened at all go through the verb openLink.
 */
export function lockDownNavigation(electron: Pick<ElectronModule, 'app'>, logger: Logger): void {
  electron.app.on('web-contents-created', (_created, contents) => {
    contents.setWindowOpenHandler(() => {
      logger.note('window-open-denied');
      return { action: 'deny' };
    });
    contents.on('will-navigate', (event, url) => {
      if (isPageUrl(url)) return;
      logger.note('navigation-denied');
      event.preventDefault();
    });
    contents.on('will-redirect', (event) => event.preventDefault());
    contents.on('will-attach-webview', (event) => event.preventDefault());
  });
}
