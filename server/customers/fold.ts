/** A name as search compares it: lower case, single blanks, accents kept (å, ä and ö are letters of their own here). */
export function foldName(name: string): string {
  return name.normalize('NFC').toLowerCase().replace(/\s+/gu, ' ').trim();
}

/** A phone number as it is stored: E.164. National numbers are read in the given country's way; null when it is none. */
export function normalisePhone(text: string, countryCode: '47' | '46' | '358'): string | null {
  const plain = text.replace(/[\s().\u00A0-]/gu, '');
  if (/^\+[0-9]{6,15}$/u.test(plain)) return plain;
  if (/^00[0-9]{6,15}$/u.test(plain)) return `+${plain.slice(2)}`;
  if (!/^[0-9]{6,12}$/u.test(plain)) return null;
  return `+${countryCode}${countryCode === '47' ? plain : plain.replace(/^0/u, '')}`;
}
