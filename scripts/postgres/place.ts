import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import * as z from 'zod';
import { makeOpenFolder, SYSTEM_FOLDER } from './binaries';
import { canReach, type RunAs } from './run-as';

const POINTER_NAME = 'postgres-place.json';
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

/** Whether this folder was copied, not moved: the one it came from is still there and claims the same files. */
function isCopy(home: string, pointer: z.infer<typeof pointerSchema>): boolean {
  return pointer.dataDir !== home && readPointer(join(pointer.dataDir, POINTER_NAME))?.place === pointer.place;
}

/**
 * Where the cluster of a data folder lives: always the same answer for the same data folder, so that a second start finds
 * everything again. Normally inside it. When the launcher is root and PostgreSQL's user may not enter that folder (a clone
 * under /root, a `mktemp -d`), in a folder of its own under `systemFolder`; `postgres-place.json` in the data folder says
 * where and goes with it when it is moved. A copy gets a cluster of its own, and so does a folder that was emptied.
 */
export function clusterPlace(
  dataDir: string,
  runAs: RunAs | undefined,
  systemFolder: string = SYSTEM_FOLDER,
): ClusterPlace {
  mkdirSync(dataDir, { recursive: true });
  const home = realpathSync(dataDir);
  if (hasCluster(home)) return placeAt(home);
  const pointerFile = join(home, POINTER_NAME);
  const pointer = readPointer(pointerFile);
  if (pointer && !isCopy(home, pointer)) {
    if (pointer.dataDir !== home) writePointer(pointerFile, { dataDir: home, place: pointer.place });
    return placeAt(pointer.place);
  }
  if (runAs === undefined || canReach(join(home, 'postgres', 'PG_VERSION'), runAs)) return placeAt(home);
  const outside = join(systemFolder, 'data', randomUUID());
  for (const folder of [systemFolder, dirname(outside), outside]) makeOpenFolder(folder);
  writePointer(pointerFile, { dataDir: home, place: outside });
  return placeAt(outside);
}
