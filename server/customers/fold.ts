/** A name as search compares it: lower case, single blanks, accents kept (å, ä and ö are letters of their own here). */
export function foldName(name: string): string {
  return name.normalize('NFC').toLowerCase().replace(/\s+/gu, ' ').trim();
}
