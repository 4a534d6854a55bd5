import { useTranslation } from 'react-i18next';
import { languageSchema, type Language } from '../../../shared/lang/languages';

/** The language of the interface: what the agent reads (never the customer's). */
export function useLanguage(): Language {
  const { i18n } = useTranslation();
  const parsed = languageSchema.safeParse(i18n.language);
  return parsed.success ? parsed.data : 'en';
}
