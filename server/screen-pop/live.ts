import type { PopView } from '../../shared/protocol/views';
import type { Fact, FactKind, FactPayloads } from '../platform/journal/facts';
import { errorFacts } from '../platform/log';
import type { Platform } from '../platform/platform';
import { agentStream } from '../platform/realtime/live-streams';
import type { CaseFileParts } from './case-file';
import { buildPop } from './pop';
import {
  findOpenCalls,
  findOpenCallsOfCountry,
  findOpenCallsOfCreditor,
  readCustomerOfCase,
  type OpenCall,
} from './store';

/** Facts of one transaction come together; the screen is read once for all of them. */
const GATHER_MS = 20;
/** Calls whose showing is remembered. */
const SHOWN_KEPT_MAX = 5_000;

/** Which customer (or which creditor's or country's customers) a fact is about, and what changed; null when no case file shows it. */
type Change =
  | { readonly kind: 'customer'; readonly customerId: string; readonly changedIds: readonly string[] }
  | { readonly kind: 'case'; readonly caseId: string; readonly changedIds: readonly string[] }
  | { readonly kind: 'creditor'; readonly creditorId: string }
  | { readonly kind: 'country'; readonly country: string };

/** Facts without a row here either record `ledger.changed` beside themselves or are not in a case file. */
const CHANGES: { readonly [K in FactKind]?: (payload: FactPayloads[K]) => Change | null } = {
  // The gate has just opened: the agent's other windows and the one that asked show the same case file.
  'identity.verified': ({ customerId }) => ({ kind: 'customer', customerId, changedIds: [] }),
  'ledger.changed': ({ customerId, changedIds }) => ({ kind: 'customer', customerId, changedIds }),
  'note.added': ({ customerId, noteId }) => ({ kind: 'customer', customerId, changedIds: [noteId] }),
  'release.changed': ({ customerId, releaseId }) => ({ kind: 'customer', customerId, changedIds: [releaseId] }),
  'release.alarmed': ({ customerId, releaseId }) => ({ kind: 'customer', customerId, changedIds: [releaseId] }),
  'customer.flag_changed': ({ customerId }) => ({ kind: 'customer', customerId, changedIds: [customerId] }),
  'mandate.added': ({ creditorId }) => ({ kind: 'creditor', creditorId }),
  'mandate.revoked': ({ creditorId }) => ({ kind: 'creditor', creditorId }),
  // Law has changed for every case of a country: what is said and offered is worked out anew.
  'rule.added': ({ country }) => ({ kind: 'country', country }),
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
  /** One after the other: a case file read later is never overtaken by one read before. */
  private flushing: Promise<void> = Promise.resolve();
  /** Who has been shown the case file of a call, so that each showing has its audit row, and one only. */
  private readonly shownTo = new Map<string, string>();

  constructor(
    private readonly platform: Pick<Platform, 'db' | 'unitOfWork' | 'streams' | 'feed' | 'log'>,
    private readonly parts: CaseFileParts,
  ) {}

  start(): void {
    this.platform.feed.subscribe((fact) => this.gather(fact));
  }

  private async gather(fact: Fact): Promise<void> {
    const change = changeOf(fact);
    if (change === null || !this.isNews(fact)) return;
    const calls = await this.callsOf(change);
    for (const call of calls) {
      const entry = this.gathered.get(call.callId) ?? { call, changedIds: new Set<string>() };
      this.gathered.set(call.callId, entry);
      if ('changedIds' in change) for (const id of change.changedIds) entry.changedIds.add(id);
    }
    if (this.gathered.size === 0) return;
    this.timer ??= setTimeout(() => {
      this.timer = null;
      this.flushing = this.flushing.then(() => this.flush());
    }, GATHER_MS);
  }

  /** The window that opened the gate has the case file as its answer; only further windows of the agent do not have it yet. */
  private isNews(fact: Fact): boolean {
    if (fact.kind !== 'identity.verified') return true;
    return this.platform.streams.sockets(agentStream(fact.payload.agentId)).length > 1;
  }

  private async callsOf(change: Change): Promise<readonly OpenCall[]> {
    const { db } = this.platform;
    if (change.kind === 'country') return findOpenCallsOfCountry(db, change.country);
    if (change.kind === 'creditor') return findOpenCallsOfCreditor(db, change.creditorId);
    const customerId = change.kind === 'customer' ? change.customerId : await readCustomerOfCase(db, change.caseId);
    return customerId === null ? [] : findOpenCalls(db, customerId);
  }

  private async flush(): Promise<void> {
    const entries = [...this.gathered.values()];
    this.gathered.clear();
    for (const { call, changedIds } of entries) {
      // Who is away fetches a snapshot when they are back; an import must not build case files for nobody.
      if (!this.platform.streams.hasListeners(agentStream(call.agentId))) continue;
      try {
        // Few screens show the same customer; one after the other keeps the pool free for calls.
        // oxlint-disable-next-line no-await-in-loop
        const pop = await this.read(call, [...changedIds]);
        if (pop !== null) this.platform.streams.emit(agentStream(call.agentId), 'pop:changed', { pop });
      } catch (error) {
        this.platform.log.error({ ...errorFacts(error), callId: call.callId }, 'a changed case file was not sent');
      }
    }
  }

  /** Builds what is pushed; the first time it goes to this agent the audit row is written with it. */
  private async read(call: OpenCall, changedIds: readonly string[]): Promise<PopView | null> {
    const { callId, customerId, creditorScope, agentId } = call;
    const shown = `${agentId} ${customerId}`;
    const pop = await this.platform.unitOfWork.run(async (tx) => {
      const question = { callId, customerId, creditorScope, nowMs: tx.nowMs, changedIds };
      const built = await buildPop(tx.sql, question, this.parts);
      if (built !== null && this.shownTo.get(callId) !== shown) {
        const reader = { loginAccountId: agentId, action: 'case_file.read', subjectKind: 'customer' };
        await tx.audit({ ...reader, subjectId: customerId, detail: { callId, via: 'live' } });
      }
      return built;
    });
    // Forgetting costs one more audit row at most.
    if (this.shownTo.size >= SHOWN_KEPT_MAX) this.shownTo.clear();
    if (pop !== null) this.shownTo.set(callId, shown);
    return pop;
  }
}
