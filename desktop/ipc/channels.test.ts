import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { NOTICES, VERBS } from './channels';
import { refusalMessage, refusalOf } from './refusals';
import { linkSchema, serverUrlSchema } from './values';

const VERBS_MAX = 15;

describe('the bridge between page and main', () => {
  test('stays narrow: at most fifteen verbs, each on a channel of its own', () => {
    const channels = [...Object.values(VERBS), ...Object.values(NOTICES)].map((row) => row.channel);
    expect(Object.keys(VERBS).length).toBeLessThanOrEqual(VERBS_MAX);
    expect(new Set(channels).size).toBe(channels.length);
  });

  test.each(Object.entries(VERBS))('%s refuses what does not fit, whatever is thrown at it', (_name, row) => {
    fc.assert(
      fc.property(fc.anything(), (value) => {
        const parsed = row.args.safeParse(value);
        // Either it is refused, or parsing it again gives the same: nothing slips through half-read.
        if (parsed.success) expect(row.args.parse(parsed.data)).toEqual(parsed.data);
      }),
      { numRuns: 10_000 },
    );
  });

  test.each(['https://desk.example', 'http://127.0.0.1:4100', 'http://[::1]:4100'])('takes the address %s', (url) => {
    expect(serverUrlSchema.parse(url)).toBe(url);
  });

  test.each([
    'file:///etc/passwd',
    'javascript:alert(1)',
    'https://a.example/path',
    'https://user:pw@a.example',
    'http://desk.example',
    'http://a;b',
  ])('refuses the address %s', (url) => {
    expect(serverUrlSchema.safeParse(url).success).toBe(false);
  });

  test('an outside link names one of a few pages, never an address', () => {
    expect(linkSchema.safeParse({ kind: 'server', id: 'wallboard' }).success).toBe(true);
    expect(linkSchema.safeParse({ kind: 'authority', id: 'https://evil.example' }).success).toBe(false);
    expect(linkSchema.safeParse({ kind: 'evil', id: 'wallboard' }).success).toBe(false);
  });

  test('a refusal keeps its code through the words Electron puts before it', () => {
    const wrapped = new Error(`Error invoking remote method: Error: ${refusalMessage('INVALID_PAYLOAD', 'app:info')}`);
    expect(refusalOf(wrapped)).toBe('INVALID_PAYLOAD');
    expect(refusalOf(new Error('something else'))).toBeUndefined();
  });
});
