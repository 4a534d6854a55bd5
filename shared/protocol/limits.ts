/** Some 40 000 camt entries, several days of a large creditor; reading XML takes about forty times its size in memory. */
export const IMPORT_BYTES_MAX = 16 * 1024 * 1024;

/** A bulk request of a creditor's system: 200 invoices with all their lines. */
export const CREDITOR_BODY_BYTES_MAX = 2 * 1024 * 1024;
