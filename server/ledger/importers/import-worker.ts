/** Entry point of the thread that reads import files, so that sixteen megabytes of XML never stand in the way of a call. */
import { parentPort } from 'node:worker_threads';
import { parseImportFile } from './parse-import-file';

export interface FileToRead {
  readonly bytes: Uint8Array;
  readonly fileName: string;
}

parentPort?.once('message', ({ bytes, fileName }: FileToRead) => {
  parentPort?.postMessage(parseImportFile(bytes, { fileName }));
});
