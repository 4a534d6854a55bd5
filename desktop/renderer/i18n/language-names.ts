import type { Language } from '../../../shared/lang/languages';

/** Each language in its own words: whoever needs it can read it. */
export const LANGUAGE_NAMES: Readonly<Record<Language, string>> = {
  nb: 'Norsk',
  sv: 'Svenska',
  fi: 'Suomi',
  en: 'English',
};
