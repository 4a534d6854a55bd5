import type { RealtimeClient } from '../realtime/realtime-client';
import type { DesktopBridge } from '../../ipc/bridge';
import type { SoftphoneMedia } from '../softphone-media/port';
import type { Ringer } from '../softphone-media/ringer';

/** What effects reach besides the store; made once in main.tsx, and by tests with their own. */
export interface Services {
  readonly serverUrl: string;
  readonly realtime: Pick<RealtimeClient, 'connect' | 'send' | 'retryNow' | 'close' | 'end'>;
  readonly media: SoftphoneMedia;
  readonly ringer: Ringer;
  /** Null in a plain browser. */
  readonly bridge: DesktopBridge | null;
  nowMs(): number;
}
