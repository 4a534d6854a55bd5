import type { IpcMainInvokeEvent } from 'electron';
import { VERBS, type VerbArgs, type VerbName, type VerbResult } from '../ipc/channels';
import { refusalMessage, type BridgeRefusal } from '../ipc/refusals';
import type { ElectronModule } from './electron-module';
import type { Logger } from './logger';
import { isPageUrl } from './page-protocol';

/** A verb that answers nothing may simply return. */
type Answer<Result> = Result extends undefined ? void | Promise<void> : Result | Promise<Result>;

export type VerbHandlers = {
  readonly [Name in VerbName]: (args: VerbArgs<Name>) => Answer<VerbResult<Name>>;
};

/** A refusal the page gets as a rejected promise; it never gets `undefined` for "no". */
class RefusedByMain extends Error {
  override readonly name = 'RefusedByMain';
}

/** What kind of failure it was, in a word that holds nothing of anybody. */
function causeOf(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name;
}

/** Only the main frame of our own page may ask. A frame inside it, or a page that got in by mistake, may not. */
export function isTrustedSender(event: Pick<IpcMainInvokeEvent, 'senderFrame'>): boolean {
  const frame = event.senderFrame;
  return frame !== null && frame.parent === null && isPageUrl(frame.url);
}

/**
 * The only caller of ipcMain. For each verb: who asks, then what is asked, then the handler. A failure of the handler is
 * logged here and reaches the page as a code, because messages of the system may hold paths and names.
 */
export function routeVerbs(electron: Pick<ElectronModule, 'ipcMain'>, handlers: VerbHandlers, logger: Logger): void {
  const refuse = (refusal: BridgeRefusal, channel: string, cause = ''): never => {
    logger.note('bridge-refused', { refusal, channel, ...(cause === '' ? {} : { cause }) });
    throw new RefusedByMain(refusalMessage(refusal, channel));
  };
  const route = <Name extends VerbName>(name: Name): void => {
    const { channel, args: schema } = VERBS[name];
    electron.ipcMain.handle(channel, async (event, raw: unknown) => {
      if (!isTrustedSender(event)) return refuse('FOREIGN_SENDER', channel);
      const parsed = schema.safeParse(raw);
      if (!parsed.success) return refuse('INVALID_PAYLOAD', channel);
      try {
        // The schema of this very row has just read it; TypeScript cannot follow a generic row through safeParse.
        return await handlers[name](parsed.data as VerbArgs<Name>);
      } catch (error) {
        // The code of the system (ENOSPC, EACCES) and the kind; its message may hold paths and names.
        return refuse('FAILED', channel, causeOf(error));
      }
    });
  };
  // Object.keys forgets that the table is closed.
  for (const name of Object.keys(VERBS) as VerbName[]) route(name);
}
