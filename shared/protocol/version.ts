/** Raised when an older client could misunderstand a message; additive changes keep it. */
export const PROTOCOL_VERSION = 1;
