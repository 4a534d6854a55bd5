import type { QaCallWire } from './qa-api';
import type { IconName } from '../../ui/Icon';

export type TimelineItem = QaCallWire['timeline'][number];
export type TimelineKind = TimelineItem['kind'];

/** The lanes under the sound, from the call itself to what was done in it. */
export const LANES: readonly {
  readonly name: 'call' | 'script_step' | 'action';
  readonly kinds: readonly TimelineKind[];
}[] = [
  { name: 'call', kinds: ['call', 'hold', 'recording_pause'] },
  { name: 'script_step', kinds: ['script_step'] },
  { name: 'action', kinds: ['identity', 'action'] },
];

export const KIND_ICONS: Readonly<Record<TimelineKind, IconName>> = {
  call: 'phone',
  identity: 'shield',
  script_step: 'list',
  action: 'bolt',
  recording_pause: 'record',
  hold: 'pause',
};

/** The moments to show: the gate's opening is recorded both as identity and as an action, and is one thing to a reviewer. */
export function momentsOf(timeline: readonly TimelineItem[]): readonly TimelineItem[] {
  const hasGate = timeline.some((item) => item.kind === 'identity');
  return hasGate ? timeline.filter((item) => item.label !== 'identity_verified') : timeline;
}

/** How long the axis is: the recording, or without one the talk and everything that happened. */
export function axisMs(call: QaCallWire): number {
  const last = call.timeline.reduce((latest, item) => Math.max(latest, item.atMs), 0);
  return Math.max(call.recording?.durationMs ?? call.line.talkMs ?? 0, last, 1_000);
}

/** Steps of the call script as stretches, each until the next begins: the tinted regions behind the sound. */
export function stepStretches(
  timeline: readonly TimelineItem[],
  endMs: number,
): readonly { startMs: number; endMs: number }[] {
  const starts = timeline.filter((item) => item.kind === 'script_step').map((item) => item.atMs);
  return starts
    .map((startMs, index) => ({ startMs: Math.max(0, startMs), endMs: Math.min(starts[index + 1] ?? endMs, endMs) }))
    .filter((stretch) => stretch.endMs > stretch.startMs);
}
