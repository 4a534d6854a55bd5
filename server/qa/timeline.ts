import type { QaCall } from '../../shared/protocol/http';

type Item = QaCall['timeline'][number];

/** What happened in a call, with epoch ms stamps. */
export interface TimelineFacts {
  readonly answeredAt: number | null;
  readonly endedAt: number | null;
  readonly recordingStartedAt: number | null;
  readonly gates: readonly { readonly at: number; readonly factors: readonly string[] }[];
  readonly actions: readonly { readonly at: number; readonly action: string }[];
  readonly steps: readonly {
    readonly at: number;
    readonly slug: string;
    readonly stepId: string;
    readonly words: string;
  }[];
  readonly pauses: readonly { readonly from: number; readonly to: number | null }[];
}

/**
 * Everything on one time axis, in order: milliseconds from the start of the recording, or from the answer when there is none.
 * What happened before the axis begins stands at 0.
 */
export function timelineOf(facts: TimelineFacts): Item[] {
  const zero = facts.recordingStartedAt ?? facts.answeredAt ?? 0;
  const at = (epochMs: number): number => Math.max(0, epochMs - zero);
  const items: Item[] = [
    ...(facts.answeredAt === null
      ? []
      : [{ atMs: at(facts.answeredAt), kind: 'call' as const, label: 'answered', detail: null }]),
    ...(facts.endedAt === null
      ? []
      : [{ atMs: at(facts.endedAt), kind: 'call' as const, label: 'ended', detail: null }]),
    ...facts.gates.map((gate) => ({
      atMs: at(gate.at),
      kind: 'identity' as const,
      label: 'verified',
      detail: gate.factors.join(' '),
    })),
    ...facts.actions.map((row) => ({ atMs: at(row.at), kind: 'action' as const, label: row.action, detail: null })),
    ...facts.steps.map((step) => ({
      atMs: at(step.at),
      kind: 'script_step' as const,
      label: `${step.slug}/${step.stepId}`,
      detail: step.words,
    })),
    ...facts.pauses.map((pause) => ({
      atMs: at(pause.from),
      kind: 'recording_pause' as const,
      label: 'paused',
      detail: pause.to === null ? null : String(at(pause.to)),
    })),
  ];
  return items.sort((a, b) => a.atMs - b.atMs);
}
