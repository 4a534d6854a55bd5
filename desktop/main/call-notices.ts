import type { VerbArgs } from '../ipc/channels';
import type { ElectronModule } from './electron-module';

const NOTICES_MAX = 8;

export interface CallNotices {
  show(notice: VerbArgs<'notifyIncoming'>): void;
  withdraw(callId: string): void;
}

/** The system's own notice of an incoming call. It is silent, because the softphone rings on the device the agent chose. */
export function createCallNotices(electron: Pick<ElectronModule, 'Notification'>, onClick: () => void): CallNotices {
  const shown = new Map<string, { close(): void }>();
  const withdraw = (callId: string) => {
    shown.get(callId)?.close();
    shown.delete(callId);
  };
  return {
    withdraw,
    show: ({ callId, title, body }) => {
      if (!electron.Notification.isSupported()) return;
      withdraw(callId);
      const oldest = shown.keys().next();
      if (shown.size >= NOTICES_MAX && !oldest.done) withdraw(oldest.value);
      const notice = new electron.Notification({ title, body, silent: true });
      notice.on('click', onClick);
      shown.set(callId, notice);
      notice.show();
    },
  };
}
