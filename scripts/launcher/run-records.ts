import { existsSync, linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { isAlive, processIdentitySchema } from './process-identity';

/** What a start leaves in `<data-dir>/run/` so that the next one can find, adopt or refuse what still lives. */
export const serviceRecordSchema = z.object({
  identity: processIdentitySchema,
  port: z.number().int(),
  token: z.string().optional(),
  /** Changes with the program or its settings; a service that still runs an older build is replaced, not adopted. */
  mark: z.string(),
});
export type ServiceRecord = z.infer<typeof serviceRecordSchema>;

export const databaseRecordSchema = z.object({ databaseUrl: z.string(), identity: processIdentitySchema.optional() });

export const launcherRecordSchema = z.object({ identity: processIdentitySchema, url: z.string() });
export type LauncherRecord = z.infer<typeof launcherRecordSchema>;

export type RecordName = 'launcher' | 'server' | 'media' | 'postgres';

export function runFolder(dataDir: string): string {
  return join(dataDir, 'run');
}

const recordFile = (dataDir: string, name: RecordName) => join(runFolder(dataDir), `${name}.json`);

/** The record, or undefined when there is none or it cannot be read (a power cut may leave half a file of an older format). */
export function readRecord<T>(dataDir: string, name: RecordName, schema: z.ZodType<T>): T | undefined {
  const file = recordFile(dataDir, name);
  if (!existsSync(file)) return undefined;
  try {
    return schema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return undefined;
  }
}

/** Replaces the record in one step. Only its owner may read it, because it holds tokens and the database password. */
export function writeRecord(dataDir: string, name: RecordName, record: object): void {
  const file = recordFile(dataDir, name);
  const unfinished = `${file}.${process.pid}`;
  mkdirSync(runFolder(dataDir), { recursive: true, mode: 0o700 });
  writeFileSync(unfinished, `${JSON.stringify(record, null, 2)}\n`, { mode: 0o600 });
  renameSync(unfinished, file);
}

export function removeRecord(dataDir: string, name: RecordName): void {
  rmSync(recordFile(dataDir, name), { force: true });
}

const CLAIM_ATTEMPTS_MAX = 3;

/**
 * Claims the data folder for this launcher. Undefined on success; otherwise the record of the launcher that runs already.
 * A record left by a crash is cleared away. The claim is a hard link, which only one of two can make.
 */
export function claimDataDir(dataDir: string, own: LauncherRecord): LauncherRecord | undefined {
  mkdirSync(runFolder(dataDir), { recursive: true, mode: 0o700 });
  const file = recordFile(dataDir, 'launcher');
  const ticket = `${file}.${process.pid}`;
  writeFileSync(ticket, `${JSON.stringify(own, null, 2)}\n`, { mode: 0o600 });
  try {
    for (let attempt = 0; attempt < CLAIM_ATTEMPTS_MAX; attempt += 1) {
      if (tryLink(ticket, file)) return undefined;
      const holder = readRecord(dataDir, 'launcher', launcherRecordSchema);
      if (holder && isAlive(holder.identity)) return holder;
      rmSync(file, { force: true });
    }
    throw new Error(`Could not claim ${dataDir}: other launchers keep claiming it. Try again.`);
  } finally {
    rmSync(ticket, { force: true });
  }
}

function tryLink(from: string, to: string): boolean {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
}
