import { existsSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import type { Result } from '../../../shared/result';
import type { FileToRead } from './import-worker';
import type { ImportedFile } from './imported-file';
import { parseImportFile } from './parse-import-file';

/** Beside the built server (scripts/build); a server that runs from its sources has none and reads in its own thread. */
const WORKER = new URL('./import-worker.mjs', import.meta.url);
/** Reading takes about forty times the file's size; a file that needs more is refused by the thread's end, not by the server's. */
const WORKER_HEAP_MB_MAX = 1_024;

let last: Promise<unknown> = Promise.resolve();

/**
 * Reads a file as `parseImportFile` does, in a thread of its own and one file at a time, so that neither its work nor its memory
 * is the server's. Rejects when the thread cannot be started or dies.
 */
export function readImportFile(file: FileToRead, worker: URL = WORKER): Promise<Result<ImportedFile>> {
  const turn = last.then(() =>
    existsSync(worker) ? readInThread(file, worker) : parseImportFile(file.bytes, { fileName: file.fileName }),
  );
  last = turn.catch(() => undefined);
  return turn;
}

function readInThread(file: FileToRead, program: URL): Promise<Result<ImportedFile>> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(program, { resourceLimits: { maxOldGenerationSizeMb: WORKER_HEAP_MB_MAX } });
    worker.once('message', (read: Result<ImportedFile>) => {
      resolve(read);
      void worker.terminate();
    });
    worker.once('error', reject);
    worker.once('exit', (code) => reject(new Error(`the thread that reads import files ended with ${code}`)));
    worker.postMessage(file);
  });
}
