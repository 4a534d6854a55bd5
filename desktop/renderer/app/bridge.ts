import type { DesktopBridge } from '../../ipc/bridge';

declare global {
  interface Window {
    /** Set by the desktop program's preload; absent in a plain browser. */
    readonly friskmeld?: DesktopBridge;
  }
}

/** The desktop program around this page, or null in a plain browser. */
export function desktopBridge(): DesktopBridge | null {
  return window.friskmeld ?? null;
}

const TOKEN_KEY = 'friskmeld.login-token';
const WORKSTATION_KEY = 'friskmeld.workstation-id';

/** Where the server is: told by the desktop program, or where this page came from. */
export async function findServerUrl(): Promise<string> {
  const bridge = desktopBridge();
  return bridge === null ? window.location.origin : (await bridge.appInfo()).serverUrl;
}

/** The kept login: in the system's key store on the desktop, for this tab only in a browser. */
export async function readToken(bridge: DesktopBridge | null): Promise<string | null> {
  return bridge === null ? sessionStorage.getItem(TOKEN_KEY) : bridge.readLoginToken();
}

export async function keepToken(bridge: DesktopBridge | null, token: string): Promise<void> {
  if (bridge === null) sessionStorage.setItem(TOKEN_KEY, token);
  else await bridge.keepLoginToken(token);
}

export async function forgetToken(bridge: DesktopBridge | null): Promise<void> {
  if (bridge === null) sessionStorage.removeItem(TOKEN_KEY);
  else await bridge.forgetLoginToken();
}

/** This window's name for the server; the same after a reload, so a reload never takes the workstation from itself. */
export function workstationId(): string {
  const known = sessionStorage.getItem(WORKSTATION_KEY);
  if (known !== null) return known;
  const fresh = crypto.randomUUID();
  sessionStorage.setItem(WORKSTATION_KEY, fresh);
  return fresh;
}
