import type { Country } from '../../shared/lang/languages';

/**
 * Published series of numbers that no living person has: Norway's tax authority adds 80 to the month, Sweden's synthetic
 * persons have serials 980–989, Finland's test persons 900–999. Demo data may hold nothing else.
 */
const SYNTHETIC: Readonly<Record<Country, RegExp>> = {
  NO: /^\d{2}(?:8[1-9]|9[0-2])\d{7}$/u,
  SE: /^(?:\d{2})?\d{6}[-+]?98\d\d$/u,
  FI: /^\d{6}[-+A-FU-Y]9\d{2}[0-9A-Y]$/u,
};

/** True when a number is one of the series made for tests. */
export function isSyntheticNationalId(country: Country, nationalId: string): boolean {
  return SYNTHETIC[country].test(nationalId.replaceAll(' ', ''));
}
