import { idMaker } from '../../../shared/ids/ids';

const makeId = idMaker(Date.now, (count) => crypto.getRandomValues(new Uint8Array(count)));

/** A fresh id for a command; sent again under the same id, a command is done once. */
export function newCommandId(): string {
  return makeId('command');
}
