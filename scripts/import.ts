import { readFileSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { Result } from '../shared/result';
import type { ImportOutcome } from '../server/ledger';
import { describeMalformed } from '../server/ledger';
import { openDatabase } from './embedded-postgres';
import { openImportHouse, type ImportHouse } from './import/import-house';

const USAGE = `Usage: npm run import -- --creditor SLUG [options] FILE…
  --creditor SLUG    whose invoices and payments the files hold
  --any-seller       take invoices of other sellers, too
  --data-dir DIR     where everything is kept (default .data in this folder); not used when DATABASE_URL is set`;

/** The folder in which the person typed the command: npm itself runs scripts in the project's folder. */
const TYPED_IN = process.env['INIT_CWD'] ?? process.cwd();

interface Options {
  readonly creditor: string;
  readonly anySeller: boolean;
  readonly dataDir: string;
  readonly files: readonly string[];
}

function readOptions(args: readonly string[]): Options | null {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        creditor: { type: 'string' },
        'any-seller': { type: 'boolean', default: false },
        'data-dir': { type: 'string', default: '.data' },
      },
    });
    if (values.creditor === undefined || positionals.length === 0) return null;
    const given = values['data-dir'];
    return {
      creditor: values.creditor,
      anySeller: values['any-seller'],
      // As for the launcher: relative to the project, in whose folder npm runs this.
      dataDir: resolve(given),
      files: positionals,
    };
  } catch {
    return null;
  }
}

/** The file's bytes, or null when it cannot be read (said on standard error). */
function readBytes(file: string): Uint8Array | null {
  try {
    return readFileSync(resolve(TYPED_IN, file));
  } catch (error) {
    console.error(`${file}: ${error instanceof Error ? error.message : String(error)}`);
    return null;
  }
}

/** Books one file in one transaction: everything in it, or nothing when it is refused. */
async function bringFile(house: ImportHouse, options: Options, file: string): Promise<boolean> {
  const bytes = readBytes(file);
  if (bytes === null) return false;
  const fileName = basename(file);
  const imported = await house.importFile({
    creditorSlug: options.creditor,
    fileName,
    bytes,
    anySeller: options.anySeller,
  });
  if (imported.ok) return printLines(fileName, imported);
  const { code, details } = imported.error;
  if (code === 'NOT_FOUND') {
    const known = await house.creditorSlugs();
    const names = known.length === 0 ? 'there are none yet (start the house once)' : known.join(', ');
    console.error(`There is no creditor "${options.creditor}"; ${names}.`);
  } else console.error(details === undefined ? `${fileName}: ${code}` : describeMalformed(details, 'en'));
  return false;
}

function printLines(fileName: string, imported: Result<ImportOutcome>): boolean {
  if (!imported.ok) return false;
  for (const line of imported.value.lines) {
    const { rejections, ...counts } = line;
    console.log(JSON.stringify({ file: fileName, ...counts, ...(rejections === undefined ? {} : { rejections }) }));
  }
  return true;
}

async function run(): Promise<number> {
  const options = readOptions(process.argv.slice(2));
  if (options === null) {
    console.error(USAGE);
    return 1;
  }
  const database = await openDatabase(options.dataDir);
  const results: boolean[] = [];
  try {
    const house = await openImportHouse(database.url);
    try {
      // A later file may pay what an earlier one brought.
      // oxlint-disable-next-line no-await-in-loop
      for (const file of options.files) results.push(await bringFile(house, options, file));
    } finally {
      await house.close();
    }
  } finally {
    await database.close();
  }
  return results.every(Boolean) ? 0 : 1;
}

process.exitCode = await run();
