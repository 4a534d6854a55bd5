import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { SecretBox } from './secret-box';

let dataDir: string;
beforeAll(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'friskmeld-secret-box-'));
});
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

describe('a sealed secret', () => {
  test('opens again, also for another server on the same data folder, and shows nothing', () => {
    const sealed = new SecretBox(dataDir, null).seal('whsec_abc');
    expect(sealed).not.toContain('abc');
    expect(new SecretBox(dataDir, null).open(sealed)).toBe('whsec_abc');
    expect(statSync(join(dataDir, 'secrets.key')).mode & 0o077).toBe(0);
  });

  test('never looks the same twice', () => {
    const box = new SecretBox(dataDir, null);
    expect(box.seal('x')).not.toBe(box.seal('x'));
  });

  test('does not open with another key, nor when it was changed', () => {
    const sealed = new SecretBox(dataDir, null).seal('whsec_abc');
    const other = new SecretBox(dataDir, Buffer.alloc(32, 7).toString('base64'));
    expect(() => other.open(sealed)).toThrow();
    expect(() => new SecretBox(dataDir, null).open(`${sealed.slice(0, -2)}AA`)).toThrow();
  });
});
