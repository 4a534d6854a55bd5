import { E164_PATTERN } from '../ipc/values';

const LINK_LENGTH_MAX = 64;
const NUMBER_PATTERN = /^[+0-9().\- ]{3,24}$/;
/** A page full of links must not be able to flood the agent. */
const LINK_INTERVAL_MIN_MS = 2_000;

/**
 * The number in a `tel:` or `callto:` link as E.164, or undefined. The number must carry its country (+ or 00): guessing a
 * country here could ring a stranger. Parameters behind a semicolon are dropped.
 */
export function parsePhoneLink(link: string): string | undefined {
  if (link.length > LINK_LENGTH_MAX) return undefined;
  const match = /^(?:tel|callto):(?:\/\/)?([^;?]*)/i.exec(link.trim());
  if (match?.[1] === undefined) return undefined;
  let shown: string;
  try {
    shown = decodeURIComponent(match[1]).trim();
  } catch {
    return undefined;
  }
  if (!NUMBER_PATTERN.test(shown)) return undefined;
  const number = shown.replace(/[().\- ]/g, '').replace(/^00/, '+');
  return E164_PATTERN.test(number) ? number : undefined;
}

/** The last argument of a command line that is a phone link; a second start of the program brings it so. */
export function phoneLinkIn(args: readonly string[]): string | undefined {
  for (const arg of [...args].reverse()) {
    const number = parsePhoneLink(arg);
    if (number !== undefined) return number;
  }
  return undefined;
}

/**
 * Decides whether a link that was followed may be shown to the agent: not during a call, not more often than every two
 * seconds. It is only ever shown; the agent dials.
 */
export function createPhoneLinkGate(isInCall: () => boolean, nowMs: () => number): (number: string) => boolean {
  let lastAtMs = Number.NEGATIVE_INFINITY;
  return () => {
    if (isInCall() || nowMs() - lastAtMs < LINK_INTERVAL_MIN_MS) return false;
    lastAtMs = nowMs();
    return true;
  };
}
