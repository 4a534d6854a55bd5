import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parseImportFile } from './parse-import-file';
import { readImportFile } from './read-import-file';

const here = (name: string): string => fileURLToPath(new URL(name, import.meta.url));
const dir = mkdtempSync(join(tmpdir(), 'friskmeld-import-worker-'));
const program = pathToFileURL(join(dir, 'import-worker.mjs'));
const file = (name: string) => ({ bytes: new Uint8Array(readFileSync(here(`./fixtures/${name}`))), fileName: name });

beforeAll(async () => {
  await build({
    entryPoints: [here('./import-worker.ts')],
    outfile: fileURLToPath(program),
    bundle: true,
    platform: 'node',
    format: 'esm',
    // csv-parse is CommonJS inside.
    banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
    logLevel: 'error',
  });
});
afterAll(() => rmSync(dir, { recursive: true }));

describe('reading an import file in a thread of its own', () => {
  test.each(['camt053-synthetic-credits.xml', 'customers-and-payments.csv', 'camt053-v2-malformed.xml'])(
    '%s is read as it is read here',
    async (name) => {
      expect(await readImportFile(file(name), program)).toEqual(parseImportFile(file(name).bytes, { fileName: name }));
    },
  );

  test('a thread that dies is told of, and the next file is read', async () => {
    const dying = join(dir, 'dying.mjs');
    writeFileSync(dying, 'process.exit(3);');
    const [died, read] = await Promise.allSettled([
      readImportFile(file('no-ocr-giro.txt'), pathToFileURL(dying)),
      readImportFile(file('no-ocr-giro.txt'), program),
    ]);
    expect(died.status).toBe('rejected');
    expect(read).toMatchObject({ status: 'fulfilled', value: { ok: true } });
  });

  test('without the built thread the file is read here', async () => {
    const read = await readImportFile(file('no-ocr-giro.txt'), pathToFileURL(join(dir, 'nowhere.mjs')));
    expect(read.ok).toBe(true);
  });
});
