import type { Fact, FactKind, FactPayloads } from '../platform/journal/facts';
import { errorFacts } from '../platform/log';
import type { Platform } from '../platform/platform';
import { agentStream } from '../platform/realtime/live-streams';
import type { CaseFileParts } from './case-file';
import { buildPop } from './pop';
import { findOpenCalls, findOpenCallsOfCreditor, readCustomerOfCase, type OpenCall } from './store';

/** Facts of one transaction come together; the screen is read once for all of them. */
const GATHER_MS = 20;

/** Which customer (or which creditor's customers) a fact is about, and what changed; null when no case file shows it. */
type Change =
  | { readonly kind: 'customer'; readonly customerId: string; readonly changedIds: readonly string[] }
  | { readonly kind: 'case'; readonly caseId: string; readonly changedIds: readonly string[] }
  | { readonly kind: 'creditor'; readonly creditorId: string };

/** Facts without a row here either record `ledger.changed` beside themselves or are not in a case file. */
const CHANGES: { readonly [K in FactKind]?: (payload: FactPayloads[K]) => Change | null } = {
  // The gate has just opened: the agent's other windows and the one that asked show the same case file.
  'identity.verified': ({ customerId }) => ({ kind: 'customer', customerId, changedIds: [] }),
  'ledger.changed': ({ customerId, changedIds }) => ({ kind: 'customer', customerId, changedIds }),
  'note.added': ({ customerId, noteId }) => ({ kind: 'customer', customerId, changedIds: [noteId] }),
  'release.changed': ({ customerId, releaseId }) => ({ kind: 'customer', customerId, changedIds: [releaseId] }),
  'hold.placed': ({ caseId, holdId }) => ({ kind: 'case', caseId, changedIds: [holdId, caseId] }),
  'hold.ended': ({ caseId, holdId }) => ({ kind: 'case', caseId, changedIds: [holdId, caseId] }),
  'import.finished': ({ accepted, creditorId }) => (accepted > 0 ? { kind: 'creditor', creditorId } : null),
};

function changeOf(fact: Fact): Change | null {
  // Kind and payload of a fact belong together; the compiler does not follow them through the lookup.
  const change = CHANGES[fact.kind] as ((payload: Fact['payload']) => Change | null) | undefined;
  return change?.(fact.payload) ?? null;
}

/** Sends `pop:changed` to agents who have the case file open, once for all facts of a short moment. */
export class LivePops {
  private readonly gathered = new Map<string, { readonly call: OpenCall; readonly changedIds: Set<string> }>();
  private timer: NodeJS.Timeout | null = null;

  constructor(
    private readonly platform: Pick<Platform, 'db' | 'clock' | 'streams' | 'feed' | 'log'>,
    private readonly parts: CaseFileParts,
  ) {}

  start(): void {
    this.platform.feed.subscribe((fact) => this.gather(fact));
  }

  private async gather(fact: Fact): Promise<void> {
    const change = changeOf(fact);
    if (change === null) return;
    const calls = await this.callsOf(change);
    for (const call of calls) {
      const entry = this.gathered.get(call.callId) ?? { call, changedIds: new Set<string>() };
      this.gathered.set(call.callId, entry);
      if (change.kind !== 'creditor') for (const id of change.changedIds) entry.changedIds.add(id);
    }
    if (this.gathered.size > 0) this.timer ??= setTimeout(() => void this.flush(), GATHER_MS);
  }

  private async callsOf(change: Change): Promise<readonly OpenCall[]> {
    const { db } = this.platform;
    if (change.kind === 'creditor') return findOpenCallsOfCreditor(db, change.creditorId);
    const customerId = change.kind === 'customer' ? change.customerId : await readCustomerOfCase(db, change.caseId);
    return customerId === null ? [] : findOpenCalls(db, customerId);
  }

  private async flush(): Promise<void> {
    this.timer = null;
    const entries = [...this.gathered.values()];
    this.gathered.clear();
    for (const { call, changedIds } of entries) {
      try {
        const { callId, customerId, creditorScope } = call;
        const question = {
          callId,
          customerId,
          creditorScope,
          nowMs: this.platform.clock.nowMs(),
          changedIds: [...changedIds],
        };
        // Few screens show the same customer; one after the other keeps the pool free for calls.
        // oxlint-disable-next-line no-await-in-loop
        const pop = await buildPop(this.platform.db, question, this.parts);
        if (pop !== null) this.platform.streams.emit(agentStream(call.agentId), 'pop:changed', { pop });
      } catch (error) {
        this.platform.log.error({ ...errorFacts(error), callId: call.callId }, 'a changed case file was not sent');
      }
    }
  }
}
