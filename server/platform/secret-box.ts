import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const ALGORITHM = 'aes-256-gcm';
const KEY_FILE = 'secrets.key';
/** Only the server's own user reads it. */
const OWNER_ONLY = 0o600;

/**
 * Seals texts that the database keeps but must not show: a copy of the database without the key tells nothing. Sealed text is
 * `v1.<nonce, tag and cipher as base64url>`.
 */
export class SecretBox {
  private key: Buffer | null;

  constructor(
    private readonly dataDir: string,
    keyText: string | null,
  ) {
    this.key = keyText === null ? null : Buffer.from(keyText, 'base64');
  }

  seal(text: string): string {
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv(ALGORITHM, this.readKey(), nonce);
    const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
    return `v1.${Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64url')}`;
  }

  /** Throws when the text was sealed with another key or changed since. */
  open(sealed: string): string {
    const bytes = Buffer.from(sealed.slice('v1.'.length), 'base64url');
    const decipher = createDecipheriv(ALGORITHM, this.readKey(), bytes.subarray(0, NONCE_BYTES));
    decipher.setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
    return decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES), undefined, 'utf8') + decipher.final('utf8');
  }

  private readKey(): Buffer {
    this.key ??= this.readOrMakeFile();
    if (this.key.length !== KEY_BYTES)
      throw new Error(`${KEY_FILE} in the data folder is not a key of ${KEY_BYTES} bytes`);
    return this.key;
  }

  private readOrMakeFile(): Buffer {
    const path = join(this.dataDir, KEY_FILE);
    try {
      mkdirSync(this.dataDir, { recursive: true });
      // `wx` fails when it exists: two servers that start at once agree on the one that was first.
      writeFileSync(path, randomBytes(KEY_BYTES), { flag: 'wx', mode: OWNER_ONLY });
    } catch (error) {
      const isThere = error instanceof Error && 'code' in error && error.code === 'EEXIST';
      if (!isThere) throw error;
    }
    return readFileSync(path);
  }
}
