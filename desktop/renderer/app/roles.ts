import type { Role } from '../../../shared/agents/vocabulary';
import type { LoginWire } from './state/session';

export const PAGES = [
  'workstation',
  'board',
  'work',
  'approvals',
  'releases',
  'wallboard',
  'qa',
  'admin',
  'reviews',
  'settings',
] as const;
export type Page = (typeof PAGES)[number];

const ROLES_OF_PAGE: Readonly<Record<Page, readonly Role[]>> = {
  workstation: ['agent'],
  board: ['lead', 'admin', 'qa'],
  work: ['agent', 'lead', 'admin'],
  approvals: ['lead', 'admin'],
  releases: ['lead', 'admin'],
  wallboard: ['lead', 'admin', 'qa'],
  qa: ['qa', 'lead', 'admin'],
  admin: ['admin'],
  reviews: ['agent'],
  settings: ['agent', 'lead', 'qa', 'admin'],
};

/** True when this login is an agent's: one of its windows holds the workstation. */
export function isWorkstationLogin(login: LoginWire | null): boolean {
  return login !== null && login.roles.includes('agent');
}

/** The pages a person may open, in the order of the menu; the first is where they start. */
export function pagesFor(roles: readonly Role[]): readonly Page[] {
  return PAGES.filter((page) => ROLES_OF_PAGE[page].some((role) => roles.includes(role)));
}
