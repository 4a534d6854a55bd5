import type { Language } from '../../../shared/lang/languages';

const NBSP = '\u00A0';
const WHOLE_PERCENT_BP = 100;

function withSign(number: string, language: Language): string {
  return language === 'en' ? `${number}%` : `${number}${NBSP}%`;
}

/** Basis points as `93,4 %` (nb, sv, fi) or `93.4%` (en); a whole hundred has no decimal. */
export function percentText(bp: number, language: Language): string {
  if (bp === 10_000) return withSign('100', language);
  const text = (Math.round(bp / 10) / 10).toFixed(1);
  return withSign(language === 'en' ? text : text.replace('.', ','), language);
}

/** Basis points as `93 %`, rounded down so that a target just missed does not look met. */
export function wholePercentText(bp: number, language: Language): string {
  return withSign(String(Math.floor(bp / WHOLE_PERCENT_BP)), language);
}
