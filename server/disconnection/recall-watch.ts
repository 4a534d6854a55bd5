import { setTimeout as sleep } from 'node:timers/promises';
import type { Fact, FactKind, FactPayloads } from '../platform/journal/facts';
import { errorFacts } from '../platform/log';
import type { Platform } from '../platform/platform';
import { findOrderedCases } from './order-rows';
import { reviewOrder, type OrderDeps } from './orders';

type About = { readonly customerId: string } | { readonly caseId: string };

/** Facts after which a cut that is under way may no longer be right; every change of what is owed or agreed is among them. */
const CAUSES: { readonly [K in FactKind]?: (payload: FactPayloads[K]) => About } = {
  'ledger.changed': ({ customerId }) => ({ customerId }),
  'customer.flag_changed': ({ customerId }) => ({ customerId }),
  'dispute.opened': ({ customerId }) => ({ customerId }),
  'plan.agreed': ({ customerId }) => ({ customerId }),
  'payment_notice.recorded': ({ customerId }) => ({ customerId }),
  'hold.placed': ({ caseId }) => ({ caseId }),
  'disconnection.step_recorded': ({ caseId }) => ({ caseId }),
};

function causeOf(fact: Fact): About | null {
  // Kind and payload of a fact belong together; the compiler does not follow them through the lookup.
  const cause = CAUSES[fact.kind] as ((payload: Fact['payload']) => About) | undefined;
  return cause?.(fact.payload) ?? null;
}

/** What was told while one look was under way, or in this time, is looked at together: an import tells of fifty thousand changes. */
const GATHER_MS = 250;

/**
 * Calls a cut back soon after something arises that stands against it, each case in a transaction of its own; a fact that is missed
 * (a server that died) is made up for by the watch timer of the order.
 */
export class RecallWatch {
  private readonly customerIds = new Set<string>();
  private readonly caseIds = new Set<string>();
  private isLooking = false;

  constructor(
    private readonly platform: Pick<Platform, 'db' | 'unitOfWork' | 'feed' | 'log'>,
    private readonly deps: OrderDeps,
    private readonly gatherMs = GATHER_MS,
  ) {}

  start(): void {
    this.platform.feed.subscribe((fact) => {
      const about = causeOf(fact);
      if (about === null) return;
      if ('caseId' in about) this.caseIds.add(about.caseId);
      else this.customerIds.add(about.customerId);
      // Not waited for: live events must not stand behind it.
      void this.lookSoon();
    });
  }

  /** One look at a time, whatever is told meanwhile: one question to the database for all of it. */
  private async lookSoon(): Promise<void> {
    if (this.isLooking) return;
    this.isLooking = true;
    try {
      while (this.customerIds.size + this.caseIds.size > 0) {
        // Each round takes what came since the last; they cannot run side by side.
        // oxlint-disable-next-line no-await-in-loop
        await sleep(this.gatherMs, undefined, { ref: false });
        // oxlint-disable-next-line no-await-in-loop
        await this.review();
      }
    } finally {
      this.isLooking = false;
    }
  }

  private async review(): Promise<void> {
    const about = { customerIds: [...this.customerIds], caseIds: [...this.caseIds] };
    this.customerIds.clear();
    this.caseIds.clear();
    try {
      for (const caseId of await findOrderedCases(this.platform.db, about)) {
        // One after the other; few orders are under way at any time.
        // oxlint-disable-next-line no-await-in-loop
        await this.platform.unitOfWork.run((tx) => reviewOrder(tx, caseId, this.deps));
      }
    } catch (error) {
      this.platform.log.error({ ...errorFacts(error) }, 'cuts under way were not reviewed; their timers look again');
    }
  }
}
