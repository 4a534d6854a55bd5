import type { Fact, FactKind, FactPayloads } from '../platform/journal/facts';
import { errorFacts } from '../platform/log';
import type { Platform } from '../platform/platform';
import { findOrderedCases, reviewOrder, type OrderDeps } from './orders';

type About = { readonly customerId: string } | { readonly caseId: string };

/** Facts after which a cut that is under way may no longer be right; every change of what is owed or agreed is among them. */
const CAUSES: { readonly [K in FactKind]?: (payload: FactPayloads[K]) => About } = {
  'ledger.changed': ({ customerId }) => ({ customerId }),
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

/**
 * Calls a cut back the moment something arises that stands against it. Each fact is looked at in a transaction of its own; a fact
 * that is missed (a server that died) is made up for by the watch timer of the order.
 */
export class RecallWatch {
  constructor(
    private readonly platform: Pick<Platform, 'db' | 'unitOfWork' | 'feed' | 'log'>,
    private readonly deps: OrderDeps,
  ) {}

  start(): void {
    this.platform.feed.subscribe((fact) => {
      const about = causeOf(fact);
      // Not waited for: live events must not stand behind it.
      if (about !== null) void this.review(about);
    });
  }

  private async review(about: About): Promise<void> {
    try {
      for (const caseId of await findOrderedCases(this.platform.db, about)) {
        // One after the other; a customer has one or two.
        // oxlint-disable-next-line no-await-in-loop
        await this.platform.unitOfWork.run((tx) => reviewOrder(tx, caseId, this.deps));
      }
    } catch (error) {
      this.platform.log.error({ ...errorFacts(error) }, 'a cut under way was not reviewed; its timer looks again');
    }
  }
}
