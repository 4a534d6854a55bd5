import type { RealtimeClient } from '../realtime/realtime-client';
import type { SoftphoneMedia } from '../softphone-media/port';

/** What effects reach besides the store; made once in main.tsx, and by tests with their own. */
export interface Services {
  readonly serverUrl: string;
  readonly realtime: Pick<RealtimeClient, 'connect' | 'send' | 'retryNow' | 'close' | 'end'>;
  readonly media: SoftphoneMedia;
  nowMs(): number;
}
