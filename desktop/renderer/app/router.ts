import { useSyncExternalStore } from 'react';
import { PAGES, type Page } from './roles';

/** Where the person is: `#/qa/cal_…?risk=dispute` → page qa, param cal_…, query risk. */
export interface Route {
  readonly page: Page | null;
  readonly param: string | null;
  readonly query: Readonly<Record<string, string>>;
}

/** Reads the part of the address after `#`; an unknown page is null. */
export function parseRoute(hash: string): Route {
  const [path = '', search = ''] = hash.replace(/^#\/?/u, '').split('?');
  const [first = '', param] = path.split('/');
  return {
    page: PAGES.find((page) => page === first) ?? null,
    param: param === undefined || param === '' ? null : safeDecode(param),
    query: Object.fromEntries(new URLSearchParams(search)),
  };
}

function safeDecode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** The address of a page, for links: `hrefOf('qa', { param: callId })`. */
export function hrefOf(
  page: Page,
  to: { readonly param?: string; readonly query?: Readonly<Record<string, string>> } = {},
): string {
  const query = new URLSearchParams(to.query).toString();
  return `#/${page}${to.param === undefined ? '' : `/${encodeURIComponent(to.param)}`}${query === '' ? '' : `?${query}`}`;
}

/** Goes to a page; the browser's back button works. */
export function goTo(page: Page, to: Parameters<typeof hrefOf>[1] = {}): void {
  window.location.hash = hrefOf(page, to);
}

let cached: { readonly hash: string; readonly route: Route } | null = null;

function currentRoute(): Route {
  const { hash } = window.location;
  if (cached?.hash !== hash) cached = { hash, route: parseRoute(hash) };
  return cached.route;
}

function subscribe(listener: () => void): () => void {
  window.addEventListener('hashchange', listener);
  return () => window.removeEventListener('hashchange', listener);
}

/** The route of now; the component renders again when it changes. */
export function useRoute(): Route {
  return useSyncExternalStore(subscribe, currentRoute);
}
