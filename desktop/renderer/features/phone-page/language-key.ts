/** Where the phone page remembers the language chosen on it. */
export const LANGUAGE_KEY = 'friskmeld.phone-language';
