import type { WebhookEventType } from '../../shared/protocol/webhooks';
import { FakeCreditor, openSandboxEndpoint, SANDBOX_SUFFIX, type Mood } from '../creditor-api';
import type { Platform } from '../platform/platform';
import { DEMO_CREDITORS } from './creditor-data';

const HOOK_PATH = '/webhooks';
/** Where a system played from outside (`npm run demo:creditor`) listens, below the ports that are given to anybody. */
export const VISITING_SYSTEM = { host: `demo-creditor${SANDBOX_SUFFIX}`, port: 24_790 } as const;
/** Long enough that whoever watches sees the clock of a release run, short enough that nobody waits. */
const THINKS_MS = 1_500;
/** What is ordered or agreed; the many small changes of cases stay in the list of events, so that a busy floor costs no more. */
const EVENT_TYPES: readonly WebhookEventType[] = [
  'plan.agreed',
  'plan.ended',
  'dispute.opened',
  'dispute.closed',
  'release.order',
  'release.recall',
  'invoice.resend',
  'disconnection.ordered',
  'disconnection.recalled',
];
const MOODS = { prompt: 'confirms', late: 'late' } as const satisfies Record<string, Mood>;

type Parts = Pick<Platform, 'db' | 'unitOfWork' | 'secrets' | 'clock'>;

/** The systems of the demo world's creditors: made up, on this machine's loopback, each reached by its name alone. */
export interface DemoSandbox {
  /** By the creditor's slug. */
  readonly systems: ReadonlyMap<string, FakeCreditor>;
  stop(): Promise<void>;
}

/**
 * Gives every creditor of the demo world a working system, so that what is agreed on the phone reaches somebody: webhooks signed
 * and sent as to any creditor, to `http://<slug>.sandbox.invalid/webhooks`. One creditor's system is always late
 * (creditor-data.ts), so that the alarm can be seen. Names the systems in `sandboxes`; to be called once the database is there.
 */
export async function openDemoSandbox(
  parts: Parts,
  sandboxes: Map<string, number>,
  options: { readonly thinksMs: number } = { thinksMs: THINKS_MS },
): Promise<DemoSandbox> {
  const systems = new Map<string, FakeCreditor>();
  sandboxes.set(VISITING_SYSTEM.host, VISITING_SYSTEM.port);
  const slugs = DEMO_CREDITORS.map(({ slug }) => slug);
  const rows = await parts
    .db('creditors')
    .whereIn('slug', slugs)
    .where({ is_demo: true })
    .select<{ id: string; slug: string }[]>('id', 'slug');
  await Promise.all(
    rows.map(async ({ id: creditorId, slug }) => {
      const host = slug + SANDBOX_SUFFIX;
      const system = new FakeCreditor(() => parts.clock.nowMs());
      system.mood = MOODS[DEMO_CREDITORS.find((one) => one.slug === slug)?.system ?? 'prompt'];
      system.thinksMs = options.thinksMs;
      systems.set(slug, system);
      const port = await system.start();
      const endpoint = { creditorId, url: `http://${host}${HOOK_PATH}`, eventTypes: EVENT_TYPES };
      system.trust(HOOK_PATH, await openSandboxEndpoint(parts, endpoint));
      sandboxes.set(host, port);
    }),
  );
  return {
    systems,
    async stop() {
      await Promise.all([...systems.values()].map((system) => system.stop()));
    },
  };
}
