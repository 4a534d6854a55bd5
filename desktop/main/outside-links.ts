import type { OutsideLink } from '../ipc/values';
import type { ElectronModule } from './electron-module';

/** Where a customer is referred to. The official site of each body, by its own imprint. */
const AUTHORITY_PAGES = {
  elklagenemnda: 'https://www.elklagenemnda.no/',
  rme: 'https://www.nve.no/reguleringsmyndigheten/',
  arn: 'https://www.arn.se/',
  energimarknadsinspektionen: 'https://ei.se/',
  kuluttajariita: 'https://www.kuluttajariita.fi/',
  energiavirasto: 'https://energiavirasto.fi/',
} as const satisfies Record<Extract<OutsideLink, { kind: 'authority' }>['id'], string>;

const SERVER_PATHS = {
  workstation: '/',
  wallboard: '/#/wallboard',
  phone: '/phone',
} as const satisfies Record<Extract<OutsideLink, { kind: 'server' }>['id'], string>;

/** The address behind a link. Total: every kind and id the schema lets through has one. */
export function outsideAddress(link: OutsideLink, serverUrl: string): string {
  return link.kind === 'authority' ? AUTHORITY_PAGES[link.id] : new URL(SERVER_PATHS[link.id], serverUrl).href;
}

/** Opens the link in the system's browser. */
export async function openOutsideLink(
  electron: Pick<ElectronModule, 'shell'>,
  link: OutsideLink,
  serverUrl: string,
): Promise<void> {
  await electron.shell.openExternal(outsideAddress(link, serverUrl));
}
