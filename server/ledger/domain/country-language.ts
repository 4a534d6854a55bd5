import type { Country, Language } from '../../../shared/lang/languages';

/** The language we begin with when nobody has told us the customer's own. */
export const LANGUAGE_OF_COUNTRY: Readonly<Record<Country, Language>> = { NO: 'nb', SE: 'sv', FI: 'fi' };
