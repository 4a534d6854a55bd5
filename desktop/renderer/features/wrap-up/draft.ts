import { OUTCOMES, REASONS, type Outcome, type Reason } from '../../../../shared/calls/vocabulary';
import type { CommandPayloadWire } from '../../../../shared/protocol/commands';
import type { AgentSnapshotWire } from '../../../../shared/protocol/views';

export type WrapUpWire = NonNullable<AgentSnapshotWire['wrapUp']>;

/** What the agent has chosen so far; starts as the server's proposal. */
export interface WrapUpDraft {
  readonly reason: Reason | null;
  readonly outcome: Outcome | null;
  readonly isResolved: boolean;
  readonly isFollowUpAgreed: boolean;
}

export const LETTERS = 'abcdefghijklmnopqrstuvwxyz';

/** Outcomes that settle the matter unless the agent says otherwise. */
const SETTLING: ReadonlySet<Outcome> = new Set([
  'plan_agreed',
  'payment_explained',
  'hold_placed',
  'invoice_resent',
  'fee_waived',
  'referred',
  'question_answered',
  'promise_to_pay',
]);

/** The draft a wrap-up begins with. */
export function draftOf(wrapUp: Pick<WrapUpWire, 'prefill'>): WrapUpDraft {
  const { reason, outcome, isResolved } = wrapUp.prefill;
  return {
    reason,
    outcome,
    isResolved: isResolved ?? (outcome !== null && SETTLING.has(outcome)),
    isFollowUpAgreed: false,
  };
}

/** A new outcome brings its own idea of whether the matter is settled. */
export function withOutcome(draft: WrapUpDraft, outcome: Outcome): WrapUpDraft {
  return { ...draft, outcome, isResolved: SETTLING.has(outcome), isFollowUpAgreed: outcome === 'callback_agreed' };
}

/** The reason a letter stands for: `a` is the first of the list. */
export function reasonOfKey(key: string): Reason | null {
  return key.length === 1 ? (REASONS[LETTERS.indexOf(key.toLowerCase())] ?? null) : null;
}

export function outcomeOfKey(key: string): Outcome | null {
  return key.length === 1 ? (OUTCOMES[LETTERS.indexOf(key.toLowerCase())] ?? null) : null;
}

/** What is still to be chosen before the call can be closed; null when nothing is. */
export function missingOf(draft: WrapUpDraft): 'reason' | 'outcome' | null {
  if (draft.reason === null) return 'reason';
  return draft.outcome === null ? 'outcome' : null;
}

/** The command that closes it, or null while something is missing. */
export function closingOf(
  draft: WrapUpDraft,
  { callId, note }: { readonly callId: string; readonly note: string },
): CommandPayloadWire<'wrap-up:close'> | null {
  const { reason, outcome, isResolved, isFollowUpAgreed } = draft;
  if (reason === null || outcome === null) return null;
  return { callId, reason, outcome, isResolved, isFollowUpAgreed, note: note.trim() };
}
