import { chmodSync, cpSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { clusterPlace } from './place';
import { canReach } from './run-as';

const made: string[] = [];
afterEach(() => made.splice(0).forEach((folder) => rmSync(folder, { recursive: true, force: true })));

function folder(mode: number): string {
  const path = mkdtempSync(join(tmpdir(), 'friskmeld-place-'));
  chmodSync(path, mode);
  made.push(path);
  return path;
}

const SYSTEM = mkdtempSync(join(tmpdir(), 'friskmeld-system-'));
afterAll(() => rmSync(SYSTEM, { recursive: true, force: true }));

function pretendCluster(place: string): void {
  mkdirSync(join(place, 'postgres'), { recursive: true });
  writeFileSync(join(place, 'postgres', 'PG_VERSION'), '18\n');
}

const somebody = { uid: 65_534, gid: 65_534 };

describe('where the database files of a data folder live', () => {
  test('inside the data folder for an ordinary user, whatever its mode', () => {
    const dataDir = folder(0o700);
    expect(clusterPlace(dataDir, undefined).cluster).toBe(join(dataDir, 'postgres'));
  });

  test('inside the data folder for root too, when PostgreSQL’s user may enter it', () => {
    const dataDir = folder(0o755);
    expect(clusterPlace(dataDir, somebody, SYSTEM).cluster).toBe(join(dataDir, 'postgres'));
  });

  test('where they were before, also when the folder has been closed since', () => {
    const dataDir = folder(0o755);
    pretendCluster(dataDir);
    chmodSync(dataDir, 0o700);
    expect(clusterPlace(dataDir, somebody, SYSTEM).place).toBe(dataDir);
  });

  test('elsewhere when the folder is closed: the same place each time, also after a move, but not for a copy', () => {
    const dataDir = folder(0o700);
    const first = clusterPlace(dataDir, somebody, SYSTEM);
    expect(first.place.startsWith(dataDir)).toBe(false);
    pretendCluster(first.place);
    expect(clusterPlace(dataDir, somebody, SYSTEM)).toEqual(first);

    const moved = `${dataDir}-moved`;
    renameSync(dataDir, moved);
    made.push(moved);
    expect(clusterPlace(moved, somebody, SYSTEM)).toEqual(first);

    const copy = `${dataDir}-copy`;
    cpSync(moved, copy, { recursive: true });
    chmodSync(copy, 0o700);
    made.push(copy);
    const ofCopy = clusterPlace(copy, somebody, SYSTEM);
    expect(ofCopy.place).not.toBe(first.place);
  });

  test('a new folder with the name of one that was moved away starts empty, and the moved one keeps its data', () => {
    const dataDir = folder(0o700);
    const first = clusterPlace(dataDir, somebody, SYSTEM);
    pretendCluster(first.place);
    const moved = `${dataDir}-aside`;
    renameSync(dataDir, moved);
    made.push(moved);
    mkdirSync(dataDir, { mode: 0o700 });
    expect(clusterPlace(dataDir, somebody, SYSTEM).place).not.toBe(first.place);
    expect(clusterPlace(moved, somebody, SYSTEM)).toEqual(first);
  });

  test('a closed folder anywhere above keeps a user out', () => {
    const outer = folder(0o700);
    const inner = join(outer, 'inner');
    mkdirSync(inner);
    expect(canReach(join(inner, 'file'), somebody)).toBe(false);
    chmodSync(outer, 0o711);
    expect(canReach(join(inner, 'file'), somebody)).toBe(true);
  });
});
