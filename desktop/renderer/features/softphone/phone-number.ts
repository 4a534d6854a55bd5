import { AsYouType, parsePhoneNumberFromString } from 'libphonenumber-js/min';

/** A number as people read it: `+47 22 22 55 55`. What is not a number is shown as it is. */
export function formatNumber(number: string): string {
  return parsePhoneNumberFromString(number)?.formatInternational() ?? number;
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
