import type { IpcRenderer } from 'electron';
import type { DesktopBridge, Unsubscribe } from '../ipc/bridge';
import type { NOTICES, NoticeName, NoticePayload, VerbName, VERBS } from '../ipc/channels';

type ChannelOf<Name extends VerbName> = (typeof VERBS)[Name]['channel'];
type NoticeChannelOf<Name extends NoticeName> = (typeof NOTICES)[Name]['channel'];

/** The channel of a verb or notice; the compiler refuses one that is not the table's, without carrying the table's schemas in here. */
const verbChannel = <Name extends VerbName>(channel: ChannelOf<Name>): string => channel;
const noticeChannel = <Name extends NoticeName>(channel: NoticeChannelOf<Name>): string => channel;

/**
 * The functions the page gets, each with a fixed channel. The page never sees ipcRenderer, an event object or a way to name
 * a channel itself; main checks everything again.
 */
export function createBridge(ipc: Pick<IpcRenderer, 'invoke' | 'on' | 'removeListener'>): DesktopBridge {
  const listen =
    <Name extends NoticeName>(channel: string) =>
    (listener: (payload: NoticePayload<Name>) => void): Unsubscribe => {
      const pass = (_event: unknown, payload: NoticePayload<Name>) => listener(payload);
      ipc.on(channel, pass);
      return () => {
        ipc.removeListener(channel, pass);
      };
    };
  return {
    appInfo: () => ipc.invoke(verbChannel<'appInfo'>('app:info')),
    readSettings: () => ipc.invoke(verbChannel<'readSettings'>('settings:read')),
    changeSettings: (change) => ipc.invoke(verbChannel<'changeSettings'>('settings:change'), change),
    readLoginToken: () => ipc.invoke(verbChannel<'readLoginToken'>('login-token:read')),
    keepLoginToken: (token) => ipc.invoke(verbChannel<'keepLoginToken'>('login-token:keep'), token),
    forgetLoginToken: () => ipc.invoke(verbChannel<'forgetLoginToken'>('login-token:forget')),
    setAttention: (attention) => ipc.invoke(verbChannel<'setAttention'>('window:attention'), attention),
    notifyIncoming: (notice) => ipc.invoke(verbChannel<'notifyIncoming'>('notification:incoming'), notice),
    withdrawNotification: (callId) => ipc.invoke(verbChannel<'withdrawNotification'>('notification:withdraw'), callId),
    setTray: (tray) => ipc.invoke(verbChannel<'setTray'>('tray:set'), tray),
    reportFault: (fault) => ipc.invoke(verbChannel<'reportFault'>('fault:report'), fault),
    keepAwake: (on) => ipc.invoke(verbChannel<'keepAwake'>('power:keep-awake'), on),
    openLink: (link) => ipc.invoke(verbChannel<'openLink'>('link:open'), link),
    onPhoneLinkReceived: listen<'phoneLinkReceived'>(noticeChannel<'phoneLinkReceived'>('phone-link:received')),
    onShortcutPressed: listen<'shortcutPressed'>(noticeChannel<'shortcutPressed'>('shortcut:pressed')),
    onSystemResumed: listen<'systemResumed'>(noticeChannel<'systemResumed'>('system:resumed')),
  };
}
