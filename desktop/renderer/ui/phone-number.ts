import { AsYouType, parsePhoneNumberFromString } from 'libphonenumber-js/min';

/** Longer runs of digits than this nobody reads at a glance. */
const RUN_MAX = 4;

/** `00012345` → `00 01 23 45`, `7300001` → `730 00 01`. */
function inPairs(run: string): string {
  const head = run.length % 2 === 0 ? 2 : 3;
  return [run.slice(0, head), ...(run.slice(head).match(/../gu) ?? [])].join(' ');
}

/** A number as people read it: `+47 22 22 55 55`. One that its country does not know is grouped all the same; other text is kept. */
export function formatNumber(number: string): string {
  const parsed = parsePhoneNumberFromString(number);
  if (parsed === undefined) return number;
  const runs = parsed.formatInternational().split(' ');
  return runs.map((run) => (/^\d+$/u.test(run) && run.length > RUN_MAX ? inPairs(run) : run)).join(' ');
}

/** What is being typed, spaced as it will read; nothing but digits and a plus is kept. */
export function formatWhileTyping(text: string): string {
  const typed = text.replace(/[^\d+]/gu, '');
  return new AsYouType().input(typed);
}

/** E.164 when the text is a possible number with country code, else null. */
export function toE164(text: string): string | null {
  const number = parsePhoneNumberFromString(text);
  return number?.isPossible() === true ? number.number : null;
}
