import type { Platform } from '../platform/platform';
import { registerKeyRoutes } from './keys/http';
import { forgetReceipts } from './once';
import type { CreditorApiDeps } from './parts';
import { registerApiRoutes } from './routes';
import { deliver } from './webhooks/deliver';
import type { Sandboxes } from './webhooks/egress';
import { WEBHOOK_TARGETS } from './webhooks/endpoints';
import { CREDITOR_TARGETS, fanOut } from './webhooks/fan-out';
import { registerWebhookRoutes } from './webhooks/http';
import { JournalReader } from './webhooks/journal-reader';

export { FakeCreditor, LATE_MS, type Mood } from './sandbox/fake-creditor';
export { openSandboxEndpoint, type SandboxEndpoint } from './sandbox/sandbox-endpoint';
export { SANDBOX_SUFFIX, type Sandboxes } from './webhooks/egress';

const FORGET_TIMER = 'creditor-api:forget-receipts';
const DAY_MS = 24 * 3_600_000;

export interface CreditorApi {
  /** Begins to follow the journal; the outbox sends when the platform starts it. */
  start(): Promise<void>;
  stop(): Promise<void>;
  /** Reads everything new in the journal; for tests. */
  catchUp(): Promise<void>;
}

/** Builds the door of creditors' systems: the routes they call, the webhooks they get, and the administrator's routes for both. */
export function createCreditorApi(
  platform: Platform,
  deps: CreditorApiDeps,
  outside: { readonly sandboxes: Sandboxes },
): CreditorApi {
  // Only the demo world has made-up systems on this machine; elsewhere nothing inside is ever called.
  const egress = { sandboxes: platform.isDemo ? outside.sandboxes : new Map<string, number>() };
  registerApiRoutes(platform, deps);
  registerKeyRoutes(platform);
  registerWebhookRoutes(platform, egress);
  platform.outbox.send(CREDITOR_TARGETS, fanOut(platform, deps.creditors));
  platform.outbox.send(WEBHOOK_TARGETS, deliver({ ...platform, egress }, deps));
  platform.timers.handle(FORGET_TIMER, async (tx) => {
    await forgetReceipts(tx.sql, tx.nowMs);
    await tx.setTimer(FORGET_TIMER, 'all', { dueAtMs: tx.nowMs + DAY_MS, isLease: false });
  });
  const reader = new JournalReader(platform, deps.ledger);
  return {
    async start() {
      await platform.unitOfWork.run((tx) =>
        tx.setTimer(FORGET_TIMER, 'all', { dueAtMs: tx.nowMs + DAY_MS, isLease: false }),
      );
      await reader.start();
    },
    stop: () => reader.stop(),
    catchUp: () => reader.catchUp(),
  };
}
