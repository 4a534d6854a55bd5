import type { Fact } from '../platform/journal/facts';
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

function changeOf(fact: Fact): Change | null {
  switch (fact.kind) {
    case 'ledger.changed':
      return { kind: 'customer', customerId: fact.payload.customerId, changedIds: fact.payload.changedIds };
    case 'note.added':
      return { kind: 'customer', customerId: fact.payload.customerId, changedIds: [fact.payload.noteId] };
    case 'release.changed':
      return { kind: 'customer', customerId: fact.payload.customerId, changedIds: [fact.payload.releaseId] };
    case 'hold.placed':
    case 'hold.ended':
      return { kind: 'case', caseId: fact.payload.caseId, changedIds: [fact.payload.holdId, fact.payload.caseId] };
    case 'import.finished':
      return fact.payload.accepted > 0 ? { kind: 'creditor', creditorId: fact.payload.creditorId } : null;
    // Everything else either records one of these beside itself or is not in a case file.
    // oxlint-disable-next-line typescript/switch-exhaustiveness-check
    default:
      return null;
  }
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
