/** The package has no types of its own; only what the tests ask it. */
declare module 'finnish-bank-utils' {
  const utils: {
    /** A viitenumero, or an RF reference when it begins with RF. */
    isValidFinnishRefNumber(reference: string): boolean;
    isValidFinnishIBAN(account: string): boolean;
  };
  export default utils;
}
