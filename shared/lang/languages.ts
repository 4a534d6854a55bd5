import * as z from 'zod';

/** The languages agents and customers speak here; every text a person reads exists in all of them. */
export const LANGUAGES = ['nb', 'sv', 'fi', 'en'] as const;
export const languageSchema = z.enum(LANGUAGES);
export type Language = z.infer<typeof languageSchema>;

/** One text in all four languages. */
export const localTextSchema = z.object({ nb: z.string(), sv: z.string(), fi: z.string(), en: z.string() }).strict();
export type LocalText = z.infer<typeof localTextSchema>;

export const COUNTRIES = ['NO', 'SE', 'FI'] as const;
export const countrySchema = z.enum(COUNTRIES);
export type Country = z.infer<typeof countrySchema>;

export const CURRENCIES = ['NOK', 'SEK', 'EUR', 'DKK'] as const;
export const currencySchema = z.enum(CURRENCIES);
export type Currency = z.infer<typeof currencySchema>;

/** The language we begin with when nobody has told us the person's own. */
export const LANGUAGE_OF_COUNTRY: Readonly<Record<Country, Language>> = { NO: 'nb', SE: 'sv', FI: 'fi' };
