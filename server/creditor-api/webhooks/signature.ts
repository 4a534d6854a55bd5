import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

/** Standard Webhooks: `whsec_` and 24 to 64 random bytes as base64. */
const SECRET_PREFIX = 'whsec_';
const SECRET_BYTES = 32;
/** A receiver refuses what was signed longer ago than this, so that nothing caught on the way can be played again later. */
export const SIGNATURE_WINDOW_S = 300;

export interface SignedParts {
  readonly id: string;
  /** Seconds since the epoch, as text: what the header says. */
  readonly timestamp: string;
  readonly body: string;
}

export function makeWebhookSecret(): string {
  return SECRET_PREFIX + randomBytes(SECRET_BYTES).toString('base64');
}

function digest(secret: string, { id, timestamp, body }: SignedParts): Buffer {
  const key = Buffer.from(secret.slice(SECRET_PREFIX.length), 'base64');
  return createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest();
}

/** The header `webhook-signature`: one signature per secret, newest first, parted by blanks. */
export function signatureHeader(secrets: readonly string[], parts: SignedParts): string {
  return secrets.map((secret) => `v1,${digest(secret, parts).toString('base64')}`).join(' ');
}

/**
 * True when one of the header's signatures was made with the secret and the stamp is within the window. What a receiver does; the
 * sandbox and the tests use it, and a creditor may copy it.
 */
export function isSignedBy(
  secret: string,
  parts: SignedParts & { readonly signature: string; readonly nowS: number },
): boolean {
  const stamp = Number(parts.timestamp);
  if (!Number.isInteger(stamp) || Math.abs(parts.nowS - stamp) > SIGNATURE_WINDOW_S) return false;
  const expected = digest(secret, parts);
  return parts.signature.split(' ').some((one) => {
    const [version, text] = one.split(',');
    const given = Buffer.from(text ?? '', 'base64');
    return version === 'v1' && given.length === expected.length && timingSafeEqual(given, expected);
  });
}
