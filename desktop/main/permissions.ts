import type { ElectronModule } from './electron-module';
import { isPageUrl } from './page-protocol';

/** What Chromium asks for on the page's behalf. */
export interface PermissionQuestion {
  readonly permission: string;
  readonly origin: string;
  /** For `media`: the kinds asked for. Empty when Chromium does not say. */
  readonly mediaKinds: readonly string[];
}

/** Beside the microphone: choosing the loudspeaker, the notice of a call, and putting a reference on the clipboard. */
const ALLOWED = new Set(['speaker-selection', 'notifications', 'clipboard-sanitized-write']);

/** Our own page gets its microphone and little else; nobody else gets anything. */
export function mayHave(question: PermissionQuestion): boolean {
  if (!isPageUrl(question.origin)) return false;
  if (question.permission === 'media') {
    return question.mediaKinds.length > 0 && question.mediaKinds.every((kind) => kind === 'audio');
  }
  return ALLOWED.has(question.permission);
}

/**
 * Answers requests, silent checks and device questions alike; Electron's manual says that only the three together are
 * complete.
 */
export function installPermissions(electron: Pick<ElectronModule, 'session'>): void {
  const { defaultSession } = electron.session;
  defaultSession.setPermissionRequestHandler((_contents, permission, answer, details) => {
    const mediaKinds = 'mediaTypes' in details ? (details.mediaTypes ?? []) : [];
    answer(details.isMainFrame && mayHave({ permission, origin: details.requestingUrl, mediaKinds }));
  });
  defaultSession.setPermissionCheckHandler((_contents, permission, requestingOrigin, details) =>
    mayHave({
      permission,
      origin: requestingOrigin,
      mediaKinds: details.mediaType === undefined ? [] : [details.mediaType],
    }),
  );
  defaultSession.setDevicePermissionHandler(() => false);
}
