import i18next, { type i18n as I18n } from 'i18next';
import { initReactI18next } from 'react-i18next';
import { languageSchema, type Language } from '../../../shared/lang/languages';
import { RESOURCES } from './resources';

/** The language to begin with: the browser's, when we speak it. Swedish, Finnish and any Norwegian count; all else is English. */
export function firstLanguage(wished: readonly string[]): Language {
  for (const tag of wished) {
    const base = tag.toLowerCase().split('-')[0] ?? '';
    if (base === 'no' || base === 'nn') return 'nb';
    const parsed = languageSchema.safeParse(base);
    if (parsed.success) return parsed.data;
  }
  return 'en';
}

/** The one i18next of the page. Texts are bundled, so it is ready at once. */
export const i18n: I18n = i18next.createInstance();

/** Loads the texts; call once before the first render. */
export function startI18n(language: Language): void {
  void i18n.use(initReactI18next).init({
    lng: language,
    fallbackLng: 'en',
    defaultNS: 'common',
    resources: RESOURCES,
    initAsync: false,
    // React escapes already.
    interpolation: { escapeValue: false },
    returnNull: false,
  });
  document.documentElement.lang = language;
}
