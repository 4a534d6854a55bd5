import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import * as z from 'zod';
import { makeOpenFolder, SYSTEM_FOLDER } from './binaries';
import { canReach, type RunAs } from './run-as';

const DIGEST_LENGTH = 16;
const pointerSchema = z.object({ dataDir: z.string(), place: z.string() });

/** The folder a cluster lives in: `<place>/postgres` holds the files, `<place>/postgres.password` the password. */
export interface ClusterPlace {
  readonly place: string;
  readonly cluster: string;
  readonly passwordFile: string;
}

function placeAt(place: string): ClusterPlace {
  return { place, cluster: join(place, 'postgres'), passwordFile: join(place, 'postgres.password') };
}

function hasCluster(place: string): boolean {
  return existsSync(join(place, 'postgres', 'PG_VERSION'));
}

function readPointer(path: string): z.infer<typeof pointerSchema> | undefined {
  if (!existsSync(path)) return undefined;
  const pointer = pointerSchema.safeParse(JSON.parse(readFileSync(path, 'utf8')));
  return pointer.success ? pointer.data : undefined;
}

function writePointer(path: string, pointer: z.infer<typeof pointerSchema>): void {
  writeFileSync(path, `${JSON.stringify(pointer, null, 2)}\n`);
}

/**
 * Where the cluster of a data folder lives: always the same answer for the same data folder, so that a second start finds
 * everything again. Normally inside it. When the launcher is root and PostgreSQL's user may not enter that folder (a clone
 * under /root, a `mktemp -d`), in a system folder named after the data folder; `postgres-place.json` in the data folder
 * says so and keeps the way when the data folder is moved.
 */
export function clusterPlace(
  dataDir: string,
  runAs: RunAs | undefined,
  systemFolder: string = SYSTEM_FOLDER,
): ClusterPlace {
  mkdirSync(dataDir, { recursive: true });
  const home = realpathSync(dataDir);
  const pointerFile = join(home, 'postgres-place.json');
  const digest = createHash('sha256').update(home).digest('hex').slice(0, DIGEST_LENGTH);
  const outside = join(systemFolder, 'data', digest);
  const pointer = readPointer(pointerFile);
  // A folder that was copied, not moved, must not share the original's cluster.
  const isMoved = pointer !== undefined && (pointer.dataDir === home || !existsSync(pointer.dataDir));
  if (pointer && isMoved && hasCluster(pointer.place)) {
    if (pointer.dataDir !== home) writePointer(pointerFile, { dataDir: home, place: pointer.place });
    return placeAt(pointer.place);
  }
  if (hasCluster(home)) return placeAt(home);
  if (runAs === undefined || (!hasCluster(outside) && canReach(join(home, 'postgres', 'PG_VERSION'), runAs))) {
    return placeAt(home);
  }
  for (const folder of [systemFolder, dirname(outside), outside]) makeOpenFolder(folder);
  writePointer(pointerFile, { dataDir: home, place: outside });
  return placeAt(outside);
}
